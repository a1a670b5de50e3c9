import { useQueryClient } from '@tanstack/react-query';
import { Button, Toast } from 'antd-mobile';
import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { dropDrafts } from '../../shared/offline/drafts.ts';
import { clearOutbox, watchOutbox } from '../../shared/offline/outbox.ts';
import { removePhoneKey } from '../../shared/offline/phone-keys.ts';
import { clearCached } from '../../shared/offline/response-cache.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import { ownHome } from './ward.ts';
import { wardWords } from './ward-words.ts';

/** One acts for this ward no more. What was filled in for them stays, and everything else of theirs is forgotten. */
export function WardGone({ account }: { account: string }) {
  const t = useWords(wardWords);
  const { code } = usePublicProgramme();
  const unsent = useUnsent(account);
  useForgetting(account);
  const clear = async () => {
    await clearOutbox(account);
    await dropDrafts(account);
    Toast.show(t('cleared'));
  };
  return (
    <Empty title={t('goneTitle')} alone>
      <p>{t('gone')}</p>
      {unsent > 0 && (
        <>
          <p role="alert">{t('unsent', { count: unsent })}</p>
          <Button fill="outline" color="danger" onClick={() => void clear()}>
            {t('clear')}
          </Button>
        </>
      )}
      <a className={buttons.link} href={ownHome(code)}>
        {t('back')}
      </a>
    </Empty>
  );
}

function useUnsent(account: string): number {
  const [unsent, setUnsent] = useState(0);
  useEffect(
    () =>
      watchOutbox(account, (entries) =>
        setUnsent(entries.filter(({ settledAt }) => settledAt === undefined).length),
      ),
    [account],
  );
  return unsent;
}

/** What the server told of the ward, and the key that signs their code, are of no more use here. */
function useForgetting(account: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    void clearCached(account);
    void removePhoneKey(account);
    const isOfWard = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] === account;
    return () => queries.removeQueries({ predicate: isOfWard });
  }, [account, queries]);
}
