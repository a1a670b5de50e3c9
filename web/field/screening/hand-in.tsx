import { Button } from 'antd-mobile';
import { useEffect, useRef } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import list from '../../shared/phone/list.module.css';
import { problemText } from '../../shared/problems.ts';
import type { ShutOut } from '../shell/feature.ts';
import styles from './hand-in.module.css';
import { PendingEntry } from './pending-entry.tsx';
import { useHandIn } from './use-hand-in.ts';
import { words } from './words.ts';

/** What becomes of the checks that wait on this phone of somebody who is shut out; nothing where none do. */
export function HandIn({ who }: { who: ShutOut }) {
  const t = useWords(words);
  const lang = useLang();
  const { taken, waiting, refused, isBusy, problem, isOver, again, drop } = useHandIn(who);
  const hasAny = taken + waiting + refused.length > 0;
  const place = useRef<HTMLElement>(null);
  // It stands below the password that was just typed.
  useEffect(() => {
    if (hasAny) place.current?.scrollIntoView({ block: 'center' });
  }, [hasAny]);
  if (!hasAny) return null;
  return (
    <section className={`${card.card} ${styles.handIn}`} ref={place} aria-busy={isBusy}>
      <h2>{t('handInTitle')}</h2>
      <div role="status" className={styles.lines}>
        {isBusy && waiting > 0 && <p>{t('handInBusy', { count: waiting })}</p>}
        {taken > 0 && <p>{t('handInTaken', { count: taken })}</p>}
        {!isBusy && waiting > 0 && (
          <>
            <p>{t('handInWaiting', { count: waiting })}</p>
            {isOver ? <p>{t('handInOver')}</p> : problem && <p>{problemText(problem, lang)}</p>}
          </>
        )}
        {refused.length > 0 && <p>{t('handInRefused', { count: refused.length })}</p>}
      </div>
      {refused.length > 0 && (
        <ul className={list.plain}>
          {refused.map((entry) => (
            <PendingEntry key={entry.id} entry={entry} drop={drop} />
          ))}
        </ul>
      )}
      {!isBusy && !isOver && waiting > 0 && (
        <Button block color="primary" fill="outline" size="large" onClick={again}>
          {t('handInAgain')}
        </Button>
      )}
    </section>
  );
}
