import type { Day } from '../../../forms/definition.ts';
import { formatDay, localDay, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { serverNow } from '../../shared/server-time.ts';
import styles from './day-label.module.css';
import { words } from './words.ts';

/** A day of the programme's, with its zone; where it is another day on the phone, that beside it. */
export function DayLabel({ day, isToday }: { day: Day; isToday: boolean }) {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(words);
  const here = localDay(serverNow());
  return (
    <span className={styles.day}>
      <strong>{formatDay(day, lang)}</strong>
      <span className={styles.zone}>{zoneName(zone, lang)}</span>
      {isToday && here !== day && (
        <span className={styles.local}>{t('localDate', { day: formatDay(here, lang) })}</span>
      )}
    </span>
  );
}
