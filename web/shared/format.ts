import { locales, zoneName } from '../../forms/dates-in-words.ts';
import { dayOf } from '../../forms/days.ts';
import type { Day, Instant, Lang } from '../../forms/definition.ts';
import { inBrackets } from '../../forms/joiners.ts';

export { formatDay, zoneName } from '../../forms/dates-in-words.ts';

/** Zone of this device. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether this device's clocks show another time than the zone's at this moment. */
export function isElsewhere(zone: string, at: number): boolean {
  const timeIn = (timeZone?: string) =>
    new Intl.DateTimeFormat('en', {
      ...(timeZone && { timeZone }),
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(at);
  return timeIn() !== timeIn(zone);
}

function clock(at: Date | number, lang: Lang, zone?: string): string {
  return new Intl.DateTimeFormat(locales[lang], {
    ...(zone && { timeZone: zone }),
    year: 'numeric',
    month: lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/**
 * An instant in the viewer's own time and, where that differs, in the programme's as well. `own`
 * names the viewer's zone where it is not the device's.
 */
export function formatInstant(instant: Instant, lang: Lang, zone?: string, own?: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const local = clock(at, lang, own);
  if (!zone || !isElsewhere(zone, at)) return local;
  const beside = `${clock(at, lang, zone)} ${zoneName(zone, lang)}`;
  return `${local}${inBrackets(beside, lang)}`;
}

/** The calendar day on this device's own wall, of an instant. */
export function localDay(at: number): Day {
  return dayOf(at, localZone());
}

const steps: [unit: 'day' | 'hour' | 'minute', milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago something was, in the largest unit that it fills; less than a minute is a minute. */
export function formatAge(at: number, lang: Lang, now: number): string {
  return formatSpan(now - at, lang, -1);
}

/** In how long something will be, in the same way. */
export function formatAhead(at: number, lang: Lang, now: number): string {
  return formatSpan(at - now, lang, 1);
}

function formatSpan(milliseconds: number, lang: Lang, sign: 1 | -1): string {
  const span = Math.max(60_000, milliseconds);
  const [unit, length] = steps.find(([, each]) => span >= each) ?? ['minute', 60_000];
  const format = new Intl.RelativeTimeFormat(locales[lang], { numeric: 'always' });
  return format.format(sign * Math.floor(span / length), unit);
}
