import type { Day } from '../../../forms/definition.ts';
import { formatDay, localDay, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { serverNow } from '../../shared/server-time.ts';
import textStyles from '../../shared/text.module.css';
import styles from './day-label.module.css';
import { words } from './words.ts';

/** A day of the programme's, with its zone; today, where it is another day at the desk, that beside it. */
export function DayLabel(props: { day: Day; isToday: boolean; className?: string | undefined }) {
  const { day, isToday, className = '' } = props;
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(words);
  const here = localDay(serverNow());
  return (
    <span className={`${styles.day} ${className}`}>
      <strong>{formatDay(day, lang)}</strong>
      <span className={textStyles.soft}>{zoneName(zone, lang)}</span>
      {isToday && here !== day && (
        <span className={textStyles.soft}>{t('localDate', { day: formatDay(here, lang) })}</span>
      )}
    </span>
  );
}
