/**
 * Arithmetic on calendar days `YYYY-MM-DD`. Days are counted as numbers since 1970-01-01 and
 * never pass through a Date in the machine's own zone: the day turns where the programme is,
 * whatever clock and zone the phone or the server has.
 */
import type { Day, Instant } from './definition.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Numbers of 0001-01-01 and 9999-12-31. */
const FIRST = -719_162;
const LAST = 2_932_896;
const SHAPE = /^\d{4}-\d\d-\d\d$/;

/** Whether this is a real calendar day from 0001-01-01 to 9999-12-31, written `YYYY-MM-DD`. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || value.length !== 10 || !SHAPE.test(value)) return false;
  const year = +value.slice(0, 4);
  const month = +value.slice(5, 7);
  const date = +value.slice(8, 10);
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of a real day. */
export function dayNumber(day: Day): number {
  const utc = new Date(0);
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  utc.setUTCFullYear(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));
  return utc.getTime() / DAY;
}

/** The day of such a number; the first or last that a day can be when it lies beyond. */
export function dayFromNumber(number: number): Day {
  const within = Math.min(Math.max(number, FIRST), LAST);
  return new Date(within * DAY).toISOString().slice(0, 10);
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return count === 0 ? day : dayFromNumber(dayNumber(day) + count);
}

/** How many days `to` is later than `from`: 0 for the same day, negative when earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Negative, zero or positive, as a sort wants it. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The next day; most need no calendar. */
function dayAfter(day: Day): Day {
  const date = +day.slice(8, 10);
  if (date >= 28) return addDays(day, 1);
  return day.slice(0, 8) + (date < 9 ? `0${date + 1}` : date + 1);
}

/** All days from `from` to `to`, both included; none when `to` is earlier. */
export function eachDay(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  if (from > to) return days;
  for (let day = from; day < to; day = dayAfter(day)) days.push(day);
  days.push(to);
  return days;
}

/** Whether the platform knows this IANA time zone. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone === '') return false;
  try {
    return formatterOf(zone) !== undefined;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. Throws RangeError: unknown zone. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(time: number, zone: string): number {
  let year = 0;
  let month = 0;
  let date = 0;
  let hour = 0;
  let minute = 0;
  let second = 0;
  for (const { type, value } of formatterOf(zone).formatToParts(time)) {
    if (type === 'year') year = +value;
    else if (type === 'month') month = +value;
    else if (type === 'day') date = +value;
    else if (type === 'hour') hour = +value;
    else if (type === 'minute') minute = +value;
    else if (type === 'second') second = +value;
  }
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, date);
  local.setUTCHours(hour, minute, second);
  return local.getTime() - Math.floor(time / 1000) * 1000;
}

function localDayNumber(time: number, zone: string): number {
  return Math.floor((time + offsetAt(time, zone)) / DAY);
}

/**
 * The first instant whose local day is this one or a later one. Clocks may be changed at midnight
 * (then the day begins at 01:00) and a zone may have skipped a day; the search copes with both.
 */
function startOfDayNumber(number: number, zone: string): number {
  const guess = number * DAY - offsetAt(number * DAY, zone);
  const start = number * DAY - offsetAt(guess, zone);
  if (localDayNumber(start, zone) === number && localDayNumber(start - 1, zone) === number - 1) {
    return start;
  }
  let before = number * DAY - 2 * DAY;
  let within = number * DAY + 2 * DAY;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDayNumber(middle, zone) >= number) within = middle;
    else before = middle;
  }
  return within;
}

type Span = { start: number; end: number; day: Day };

/** Days of a zone that were worked out, by the days of UTC that they overlap; emptied when full. */
const cache = new Map<string, Map<number, Span[]>>();
const MOST_KNOWN = 4000;

function spanOf(instant: Date | Instant | number, zone: string): Span {
  const time = typeof instant === 'number' ? instant : new Date(instant).getTime();
  let spans = cache.get(zone);
  if (!spans) {
    spans = new Map();
    cache.set(zone, spans);
  }
  const utcDay = Math.floor(time / DAY);
  const near = spans.get(utcDay) ?? [];
  for (const span of near) if (time >= span.start && time < span.end) return span;
  if (Number.isNaN(time)) throw new RangeError('not an instant');
  const number = localDayNumber(time, zone);
  const span = {
    start: startOfDayNumber(number, zone),
    end: startOfDayNumber(number + 1, zone),
    day: dayFromNumber(number),
  };
  if (spans.size >= MOST_KNOWN) spans.clear();
  spans.set(utcDay, [...near, span]);
  return span;
}

/**
 * The calendar day of an instant in a zone. Nearly free for days that were asked about before.
 * Throws RangeError for what is no instant or no zone.
 */
export function dayOf(instant: Date | Instant | number, zone: string): Day {
  return spanOf(instant, zone).day;
}

/** The instant at which the next day begins in the zone. */
export function nextTurn(instant: Date | Instant | number, zone: string): Date {
  return new Date(spanOf(instant, zone).end);
}

/** The instant at which a day begins in the zone. */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(startOfDayNumber(dayNumber(day), zone));
}
