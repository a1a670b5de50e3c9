import type { ReactNode } from 'react';
import { CodeMark } from './code-mark.tsx';
import styles from './ledger-list.module.css';
import { type LedgerEntry, useReasonWords } from './reason.ts';

/** The changes of a code, newest first: when, from which colour to which, why, and until when. */
export function LedgerList<T extends LedgerEntry>(props: {
  entries: readonly T[];
  zone: string;
  isStaff?: boolean;
  /** What else is told of an entry. */
  more?: (entry: T) => ReactNode;
}) {
  const { entries, zone, isStaff, more } = props;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.number ?? `t${entry.at}`} className={styles.entry}>
          <Change {...{ entry, zone, isStaff }} />
          {more?.(entry)}
        </li>
      ))}
    </ol>
  );
}

function Change(props: { entry: LedgerEntry; zone: string; isStaff?: boolean | undefined }) {
  const { entry, zone, isStaff } = props;
  const { t, text, time, ending } = useReasonWords(zone, isStaff);
  const { at, from, colour, label, why, place, reason, note, evidence } = entry;
  return (
    <>
      <span className={styles.time}>{time(at)}</span>
      <span className={styles.change}>
        {from === colour ? (
          <span className={styles.stays}>{t('stays')}</span>
        ) : (
          <>
            <CodeMark colour={from} />
            <span aria-hidden="true">→</span>
          </>
        )}
        <CodeMark colour={colour} />
      </span>
      <span>{[t(`why_${why}`), place && text(place)].filter(Boolean).join(' · ')}</span>
      <span>{text(label)}</span>
      {reason && <span className={styles.soft}>{ending(reason).join(' ')}</span>}
      {evidence && <span className={styles.note}>{t('evidence', { evidence })}</span>}
      {note && <span className={styles.note}>{t('note', { note })}</span>}
    </>
  );
}
