import { locales } from '../../../forms/dates-in-words.ts';
import type { Lang } from '../../../forms/definition.ts';

/** The time of day of an instant, by the clocks of a zone. */
export function hourIn(instant: string, zone: string, lang: Lang, withSeconds = false): string {
  return new Intl.DateTimeFormat(locales[lang], {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds && { second: '2-digit' }),
    hourCycle: 'h23',
  }).format(Date.parse(instant));
}
