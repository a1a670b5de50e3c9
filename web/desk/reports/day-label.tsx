import type { Day } from '../../../forms/definition.ts';
import { localDay, shownDay, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { serverNow } from '../../shared/server-time.ts';
import { words } from './words.ts';

/** A day of the programme's, with its zone; today, where it is another day at the desk, that beside it. */
export function DayLabel({ day, isToday }: { day: Day; isToday: boolean }) {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(words);
  const here = localDay(serverNow());
  return (
    <span className="dk-day">
      <strong>{shownDay(day, lang)}</strong>
      <span className="ax-soft">{zoneName(zone, lang)}</span>
      {isToday && here !== day && (
        <span className="ax-soft">{t('localDate', { day: shownDay(here, lang) })}</span>
      )}
    </span>
  );
}
