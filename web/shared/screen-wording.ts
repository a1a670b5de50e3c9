import type { Wording } from '../../forms/fields/registry.ts';
import { shownDay, shownInstant } from './format.ts';
import { useLang } from './i18n.ts';

/** How answers are written on the screen; moments in the viewer's own time and in `zone`. */
export function useScreenWording(zone: string): Wording {
  const lang = useLang();
  return {
    lang,
    day: (day) => shownDay(day, lang, 'short'),
    instant: (instant) => shownInstant(instant, lang, zone),
  };
}
