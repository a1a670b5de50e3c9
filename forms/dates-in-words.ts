import type { Day, Lang } from './definition.ts';

export const locales: Record<Lang, string> = { zh: 'zh-CN', en: 'en-GB' };

/** A zone as people say it. */
export function zoneName(zone: string, lang: Lang): string {
  if (zone === 'Asia/Shanghai') return lang === 'zh' ? '北京时间' : 'Beijing time';
  const part = new Intl.DateTimeFormat(locales[lang], { timeZone: zone, timeZoneName: 'long' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
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
