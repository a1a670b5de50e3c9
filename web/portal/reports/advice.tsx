import { PhonebookOutline } from 'antd-mobile-icons';
import type { Text } from '../../../forms/definition.ts';
import { useWords } from '../../shared/i18n.ts';
import { useAdvice } from '../../shared/participant/advice.ts';
import styles from './advice.module.css';
import { words } from './words.ts';

/** What to do about what was reported, and whom to call. */
export function Advice({ advice }: { advice: readonly Text[] }) {
  const t = useWords(words);
  const told = useAdvice(advice);
  if (!told) return null;
  return (
    <section className={styles.advice} aria-label={t('adviceTitle')}>
      <h2>{t('adviceTitle')}</h2>
      {told.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <a className={styles.call} href={told.tel}>
        <PhonebookOutline aria-hidden="true" /> {t('adviceCall', { phone: told.phone })}
      </a>
    </section>
  );
}
