import type { Instant, Lang } from '../../forms/definition.ts';
import type { Wording } from '../../forms/fields/registry.ts';

/** How the values of reports are written out on paper and in sheets: moments by the clocks of a zone. */
export type PaperWording = Wording & { zone: string };

export function paperWording(lang: Lang, zone: string): PaperWording {
  return { lang, zone, day: (day) => day, instant: (instant) => clockIn(zone, instant) };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD HH:MM` as the clocks of a zone show it. */
export function clockIn(zone: string, instant: Instant | Date): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
