import type { Wording } from '../../forms/fields/registry.ts';
import { useFormContext } from './form-context.ts';
import { formatDay, formatInstant } from './format.ts';
import { useLang } from './i18n.ts';

/** How answers are written on the screen; moments in the viewer's own time and the programme's. */
export function useScreenWording(): Wording {
  const { zone } = useFormContext();
  const lang = useLang();
  return {
    lang,
    day: (day) => formatDay(day, lang, 'short'),
    instant: (instant) => formatInstant(instant, lang, zone),
  };
}
