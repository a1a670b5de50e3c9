import { useEffect, useState } from 'react';
import { formatAge } from '../../../shared/format.ts';
import { useLang, useWords } from '../../../shared/i18n.ts';
import { serverNow } from '../../../shared/server-time.ts';
import text from '../../../shared/text.module.css';
import { words } from '../words.ts';
import { useVerifier } from './use-verifier.tsx';

/** How old this phone's list of revoked codes is, and whether it could not be brought up to date. */
export function ListAge() {
  const t = useWords(words);
  const lang = useLang();
  const { listAt, syncFailed } = useVerifier();
  const now = useMinutes();
  const age = listAt === null ? '' : formatAge(listAt * 1000, lang, now);
  return (
    <p className={text.soft} role="status">
      {listAt === null ? t('listMissing') : t('listAge', { age })}
      {syncFailed && t('listFailed')}
    </p>
  );
}

function useMinutes(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, serverNow());
}
