import { useWords } from '../../shared/i18n.ts';
import { useInitialPasswordDates } from '../../shared/participant/initial-password.ts';
import styles from './initial-password-help.module.css';
import { words } from './words.ts';

/** Lists each document of the programme with the date that is the initial password, for who asks. */
export function InitialPasswordHelp() {
  const t = useWords(words);
  const dates = useInitialPasswordDates();
  if (dates.length === 0) return null;
  return (
    <details className={styles.help}>
      <summary>{t('whichDate')}</summary>
      <dl>
        {dates.map(({ document, date, example }) => (
          <div key={document}>
            <dt>{document}</dt>
            <dd>
              <strong>{date}</strong>
              <span>{example}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t('otherwiseBirth')}</p>
    </details>
  );
}
