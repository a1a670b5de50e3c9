import { dayNumber, eachDay } from '../../../forms/days.ts';
import type { Day, Lang } from '../../../forms/definition.ts';

/** A month as `YYYY-MM`. */
type Month = string;

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The month `count` months later, or earlier when negative. */
export function monthsFrom(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function monthName(month: Month, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** Rows of seven from Monday on; null stands where a neighbouring month would. */
export function daysInWeeks(from: Day, to: Day): (Day | null)[][] {
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(from) + 3) % 7) + 7) % 7;
  const cells: (Day | null)[] = [...Array<null>(weekday).fill(null), ...eachDay(from, to)];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
