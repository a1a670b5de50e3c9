import { useWords } from '../../shared/i18n.ts';
import { useCounts } from '../../shared/participant/counts.ts';
import textStyles from '../../shared/text.module.css';
import styles from './counts.module.css';
import { words } from './words.ts';

/** 入境前您已填报 2 天，漏填 4 天: by phase, the present one first (SPEC G4.1). */
export function Counts() {
  const t = useWords(words);
  const { phases, present, now, areNone } = useCounts();
  if (areNone) return null;
  const others = phases.filter((each) => each !== present && each.done + each.missed > 0);
  return (
    <section className={styles.counts} aria-live="polite">
      <p className={textStyles.sr}>
        {t(present ? 'counts' : 'countsPlain', {
          ...{ phase: now.label, count: now.done, missed: now.missed },
        })}
      </p>
      <div className={styles.now} aria-hidden="true">
        {now.label && <span className={styles.phase}>{now.label}</span>}
        <Figure value={now.done} name={t('done')} />
        <Figure value={now.missed} name={t('missed')} />
      </div>
      {others.map((each) => (
        <p key={each.code} className={styles.other}>
          {t('counts', { phase: each.label, count: each.done, missed: each.missed })}
        </p>
      ))}
    </section>
  );
}

function Figure({ value, name }: { value: number; name: string }) {
  const t = useWords(words);
  return (
    <span className={styles.figure}>
      <span>{name}</span>
      <span className={styles.value}>
        <strong>{value}</strong> {t('days', { count: value })}
      </span>
    </span>
  );
}
