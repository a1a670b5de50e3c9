import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useEffect, useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { problemText } from '../../shared/problems.ts';
import type { Confirmed } from './check-form.tsx';
import styles from './scan-page.module.css';
import { words } from './words.ts';

/** What came of the last check; one that was mistyped can be undone. */
export function LastCheck({ confirmed, onUndone }: { confirmed: Confirmed; onUndone: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { body, maskedName, outcome } = confirmed;
  const undo = useMutation({
    mutationFn: () => call(screening.undo, { params: { id: body.id }, body: {} }),
    onSuccess: onUndone,
  });
  const isTooLate = useIsPast(typeof outcome === 'object' ? outcome.undoUntil : null);
  const about = { name: maskedName || t('printedHolder'), temperature: body.temperature };
  return (
    <section className={`${card.card} ${styles.last}`} role="status">
      {outcome === 'waiting' && <p>{t('kept', about)}</p>}
      {outcome === 'refused' && <p>{t('notTaken', about)}</p>}
      {typeof outcome === 'object' && (
        <>
          <p>{t(outcome.high ? 'recordedHigh' : 'recorded', about)}</p>
          {outcome.conflict && <p>{t(`conflict_${outcome.conflict}`)}</p>}
          {!isTooLate && (
            <Button fill="outline" loading={undo.isPending} onClick={() => undo.mutate()}>
              {t('undo')}
            </Button>
          )}
        </>
      )}
      {undo.isError && <p role="alert">{problemText(undo.error, lang)}</p>}
    </section>
  );
}

function useIsPast(instant: string | null): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    setIsPast(false);
    if (instant === null) return;
    const timer = setTimeout(() => setIsPast(true), Math.max(0, Date.parse(instant) - Date.now()));
    return () => clearTimeout(timer);
  }, [instant]);
  return isPast;
}
