import { useText, useWords } from '../../shared/i18n.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import textStyles from '../../shared/text.module.css';
import styles from './counts.module.css';
import { words } from './words.ts';

/** 入境前您已填报 2 天, 漏填 4 天: by phase, the present one first (SPEC G4.1). */
export function Counts() {
  const { overview, mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const { phases, phase, done, missed } = overview;
  const named = phases.flatMap((each) => {
    const label = mine.definition.phases.find(({ code }) => code === each.code)?.label;
    return label ? [{ ...each, label: text(label) }] : [];
  });
  const now = named.find(({ code }) => code === phase);
  const others = named.filter((each) => each !== now && each.done + each.missed > 0);
  const shown = now ?? { done, missed, label: '' };
  return (
    <section className={styles.counts} aria-live="polite">
      <p className={textStyles.sr}>
        {now
          ? t('counts', { phase: now.label, done: now.done, missed: now.missed })
          : t('countsPlain', { done, missed })}
      </p>
      <div className={styles.now} aria-hidden="true">
        {shown.label && <span className={styles.phase}>{shown.label}</span>}
        <Figure value={shown.done} name={t('done')} unit={t('days')} />
        <Figure value={shown.missed} name={t('missed')} unit={t('days')} />
      </div>
      {others.map((each) => (
        <p key={each.code} className={styles.other}>
          {t('counts', { phase: each.label, done: each.done, missed: each.missed })}
        </p>
      ))}
    </section>
  );
}

function Figure({ value, name, unit }: { value: number; name: string; unit: string }) {
  return (
    <span className={styles.figure}>
      <span>{name}</span>
      <span className={styles.value}>
        <strong>{value}</strong> {unit}
      </span>
    </span>
  );
}
