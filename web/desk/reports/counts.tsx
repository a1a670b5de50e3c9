import { useWords } from '../../shared/i18n.ts';
import { useCounts } from '../../shared/participant/counts.ts';
import textStyles from '../../shared/text.module.css';
import styles from './counts.module.css';
import { words } from './words.ts';

/** 入境前您已填报 2 天，漏填 4 天: the counts of the present phase in one line (SPEC G4.1). */
export function CountsLine() {
  const t = useWords(words);
  const { present, now, areNone } = useCounts();
  if (areNone) return null;
  return (
    <span className={styles.line} aria-live="polite">
      {t(present ? 'counts' : 'countsPlain', {
        ...{ phase: now.label, count: now.done, missed: now.missed },
      })}
    </span>
  );
}

/** The counts of all phases side by side, the present one marked. */
export function Counts() {
  const t = useWords(words);
  const { phases, now, areNone } = useCounts();
  if (areNone) return null;
  const shown = phases.length > 0 ? phases : [{ ...now, code: 'all', isNow: false }];
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
