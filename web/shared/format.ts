import { dayOf } from '../../forms/days.ts';
import type { Day, Instant, Lang } from '../../forms/definition.ts';

const locales: Record<Lang, string> = { zh: 'zh-CN', en: 'en-GB' };

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

/** A zone as people say it. */
export function zoneName(zone: string, lang: Lang): string {
  if (zone === 'Asia/Shanghai') return lang === 'zh' ? '北京时间' : 'Beijing time';
  const part = new Intl.DateTimeFormat(locales[lang], { timeZone: zone, timeZoneName: 'long' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
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
  return lang === 'zh' ? `${local}（${beside}）` : `${local} (${beside})`;
}

/** A calendar day in words: 2022年2月4日 星期五, Friday, 4 February 2022. */
export function formatDay(day: Day, lang: Lang, style: 'long' | 'short' | 'bare' = 'long'): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[lang], { timeZone: 'UTC', ...options }).format(at);
  const date = format({
    ...(style !== 'bare' && { year: 'numeric' }),
    month: lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
  });
  if (style !== 'long') return date;
  return lang === 'zh'
    ? `${date} ${format({ weekday: 'long' })}`
    : `${format({ weekday: 'short' })}, ${date}`;
}

/** The calendar day on this device's own wall, of an instant. */
export function localDay(at: number): Day {
  return dayOf(at, localZone());
}
