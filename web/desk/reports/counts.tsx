import { useText, useWords } from '../../shared/i18n.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import textStyles from '../../shared/text.module.css';
import styles from './counts.module.css';
import { words } from './words.ts';

/** The counts of each phase that concerns the person, under the programme's name for it. */
function usePhases() {
  const { overview, mine } = useParticipant();
  const text = useText();
  return overview.phases.flatMap((each) => {
    const known = mine.definition.phases.find(({ code }) => code === each.code);
    return known
      ? [{ ...each, label: text(known.label), isNow: each.code === overview.phase }]
      : [];
  });
}

/** 入境前您已填报 2 天, 漏填 4 天: the counts of the present phase in one line (SPEC G4.1). */
export function CountsLine() {
  const { overview } = useParticipant();
  const t = useWords(words);
  const now = usePhases().find(({ isNow }) => isNow);
  const { done, missed } = now ?? overview;
  return (
    <span className={styles.line} aria-live="polite">
      {now ? t('counts', { phase: now.label, done, missed }) : t('countsPlain', { done, missed })}
    </span>
  );
}

/** The counts of all phases side by side, the present one marked. */
export function Counts() {
  const { overview } = useParticipant();
  const t = useWords(words);
  const phases = usePhases();
  const shown =
    phases.length > 0 ? phases : [{ ...overview, code: 'all', label: '', isNow: false }];
  return (
    <div className={styles.counts}>
      {shown.map(({ code, label, done, missed, isNow }) => (
        <section key={code} className={isNow ? `${styles.count} ${styles.now}` : styles.count}>
          <p className={styles.title}>
            {label}
            {isNow && phases.length > 1 && <span className={styles.mark}>{t('now')}</span>}
          </p>
          <Figure value={done} name={t('done')} />
          <Figure value={missed} name={t('missed')} />
        </section>
      ))}
    </div>
  );
}

function Figure({ value, name }: { value: number; name: string }) {
  const t = useWords(words);
  return (
    <p className={styles.figure}>
      <span className={textStyles.soft}>{name}</span>
      <span>
        <strong className={styles.value}>{value}</strong> {t('days', { count: value })}
      </span>
    </p>
  );
}
