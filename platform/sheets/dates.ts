import { chineseNumber } from '../../forms/chinese-numbers.ts';
import type { Cell } from './cells.ts';
import { cellText } from './cells.ts';
import { monthNumber, plainLetters } from './months.ts';

/** Which of two numbers in front of a year is the day. */
export type DayOrder = 'dmy' | 'mdy';

type DayOptions = {
  /** How the column writes days in numbers, once that is known: see `orderVotes`. */
  order?: DayOrder;
  /** Which year serial numbers count from: `SheetInfo.epoch`. */
  epoch?: 1900 | 1904;
  /** The last year that two digits can mean: with 2049, `49` is 2049 and `50` is 1950. */
  lastShortYear?: number;
};

/**
 * Days are `YYYY-MM-DD`. A period of validity has `until` as well: its last day, or `null` when it
 * has no end (长期).
 */
export type ParsedDay = { day: string; until?: string | null };
type DayProblem = { problem: 'date_invalid' | 'date_ambiguous' };
export type DayResult = ParsedDay | DayProblem;

type Single = string | 'invalid' | 'ambiguous';
type Settings = { order: DayOrder | undefined; epoch: 1900 | 1904; lastShortYear: number };

const firstYear = 1900;
const lastYear = 2199;
/** Serial numbers of 1910-01-01 and 2199-12-31; below lie plain years such as 2022. */
const firstSerial = 3_654;
const lastSerial = 109_574;
const longestText = 80;

const noEnd =
  /^(长期(有效)?|長期(有效)?|永久(有效)?|无期限|long[- ]?term|permanent|indefinite|unlimited)$/;
const timeOfDay =
  /(?:^|[\s,]+|t)(?:上午|下午|am|pm)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|a\.m\.|p\.m\.)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/;
const weekdays =
  /[（(]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?/g;
const fillers = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'of',
  'the',
  'de',
  'del',
  'den',
  'el',
  'le',
  'г',
]);

/**
 * Reads a day in any style that people use in sheets: real dates and serial numbers, `2022-01-05`,
 * `2022.1.5`, `20220105`, `2022年1月5日`, `5 JAN 2022`, `Jan 5, 2022`, `05-Jan-22`, `05.01.2022`, and
 * periods such as `2008.08.08-2028.08.08` and `2008.08.08至长期`. Never guesses: `5/1/2022` is
 * ambiguous unless `order` tells. Ask `isBlank` first; a blank cell is an invalid date.
 */
export function parseDay(cell: Cell | undefined, options: DayOptions = {}): DayResult {
  const { order, epoch = 1900, lastShortYear = 2049 } = options;
  if (typeof cell === 'boolean') return { problem: 'date_invalid' };
  if (typeof cell === 'object' && cell !== null) return result(checkedDay(cell.day));
  const text = plainText(cellText(typeof cell === 'number' ? Math.floor(cell) : cell));
  if (text === '') return { problem: 'date_invalid' };
  const settings = { order, epoch, lastShortYear };
  const single = parseSingle(text, settings);
  return single === 'invalid' ? parsePeriod(text, settings) : result(single);
}

/**
 * Finds out how a column writes its days: one cell with a day above 12 tells for all of them. Cells
 * that contradict each other tell nothing.
 */
export function orderVotes(): { add(cell: Cell): void; order(): DayOrder | undefined } {
  const seen = new Set<DayOrder>();
  return {
    add(cell) {
      if (typeof cell !== 'string') return;
      const text = plainText(cell);
      const ends = [...text.matchAll(periodMark)].flatMap((mark) => sides(text, mark));
      for (const part of [text, ...ends]) {
        const [, first, , second] = numeric.exec(part) ?? [];
        if (Number(first) > 12 && Number(second) <= 12) seen.add('dmy');
        if (Number(second) > 12 && Number(first) <= 12) seen.add('mdy');
      }
    },
    order: () => (seen.size === 1 ? [...seen][0] : undefined),
  };
}

/** `orderVotes` for a column at hand. */
export function decideOrder(cells: Iterable<Cell>): DayOrder | undefined {
  const votes = orderVotes();
  for (const cell of cells) votes.add(cell);
  return votes.order();
}

/**
 * One width of digits, one kind of dash, lower case, no accents, weekday or time of day, no space around
 * separators. Nothing for what is too long to be a day: all that is done to it here, and by those who
 * look for days in it, may cost more than the text's length.
 */
function plainText(long: string): string {
  if (long.length > longestText) return '';
  const text = long.normalize('NFKC');
  if (text.length > longestText) return '';
  const plain = plainLetters(text.replace(/[‐-―−﹣－~〜～]/g, '-'));
  return arabicDigits(plain)
    .replace(weekdays, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(timeOfDay, '')
    .replace(/\s*([-./年月日号號])\s*/g, '$1')
    .replace(/[.,]$/, '')
    .trim();
}

/** `二〇二二年一月十五日` gives `2022年1月15日`. */
function arabicDigits(text: string): string {
  if (!/[一二三四五六七八九十〇零]+[年月日号]/.test(text)) return text;
  return text
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (year) =>
      `${chineseNumber(year)}`.padStart(4, '0'),
    )
    .replace(/([二三])?(十)?([一二三四五六七八九])?(?=[月日号])/g, (whole, tens, ten, ones) =>
      whole === '' || (tens && !ten && ones) ? whole : `${chineseNumber(whole)}`,
    );
}

const numeric = /^(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})$/;
/** What may stand between the days of a period; a dash may as well be part of a day. */
const periodMark = /-|至|到| to | until | bis | au /g;

function sides(text: string, mark: RegExpExecArray): [string, string] {
  return [text.slice(0, mark.index).trim(), text.slice(mark.index + mark[0].length).trim()];
}

function parseSingle(text: string, settings: Settings): Single {
  if (/^\d+$/.test(text)) return parseDigits(text, settings);
  const yearFirst = /^(\d{4})[-./年 ](\d{1,2})[-./月 ](\d{1,2})[日号號]?$/.exec(text);
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const shortYearFirst = /^(\d{2})年(\d{1,2})月(\d{1,2})[日号號]?$/.exec(text);
  if (shortYearFirst) {
    return dayOf(fullYear(shortYearFirst[1], settings), shortYearFirst[2], shortYearFirst[3]);
  }
  const numbers = numeric.exec(text);
  return numbers ? parseNumeric(numbers, settings) : parseNamed(text, settings);
}

/** `20220105`, or the serial number of a day that lost its format. */
function parseDigits(text: string, { epoch }: Settings): Single {
  if (text.length === 8) return dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const serial = Number(text) + (epoch === 1904 ? 1_462 : 0);
  if (serial < firstSerial || serial > lastSerial) return 'invalid';
  const day = new Date(Date.UTC(1899, 11, 30 + serial));
  return checkedDay(day.toISOString().slice(0, 10));
}

function parseNumeric(match: RegExpExecArray, settings: Settings): Single {
  const [, first = '', separator, second = '', year = ''] = match;
  const full = fullYear(year, settings);
  const dmy = dayOf(full, second, first);
  const mdy = dayOf(full, first, second);
  // Two digits at the end may as well be a day: without a known order nothing is certain.
  const certain = year.length === 4;
  if (certain && (dmy === 'invalid' || dmy === mdy)) return mdy;
  if (certain && mdy === 'invalid') return dmy;
  // Dots between numbers are written where the day comes first.
  const order = settings.order ?? (separator === '.' && certain ? 'dmy' : undefined);
  if (order) return order === 'dmy' ? dmy : mdy;
  return dmy === 'invalid' && mdy === 'invalid' ? 'invalid' : 'ambiguous';
}

/** Days with the month's name: `18 jan 2019`, `jan 5, 2022`, `05-jan-22`, `18 1月/jan 2019`, `5 de enero de 2022`. */
function parseNamed(text: string, settings: Settings): Single {
  if (/[^\p{L}\d\s.,/'-]/u.test(text)) return 'invalid';
  const tokens = text.match(/\d{1,2}月|\d+|\p{L}+/gu) ?? [];
  const numbers: string[] = [];
  const months = new Set<number>();
  let monthAfter = 0;
  for (const token of tokens) {
    const month = token.endsWith('月') ? Number.parseInt(token, 10) : monthNumber(token);
    if (month !== undefined) {
      months.add(month);
      monthAfter = numbers.length;
    } else if (/^\d/.test(token)) numbers.push(token);
    else if (!fillers.has(token)) return 'invalid';
  }
  const [month] = months;
  const [first = '', second = ''] = numbers;
  if (months.size !== 1 || numbers.length !== 2 || monthAfter === 2) return 'invalid';
  if (first.length === 4) return dayOf(first, month, second);
  return dayOf(fullYear(second, settings), month, first);
}

function parsePeriod(text: string, settings: Settings): DayResult {
  let ambiguous = false;
  for (const mark of text.matchAll(periodMark)) {
    const [start, rest] = sides(text, mark);
    const from = parseSingle(start, settings);
    const until = noEnd.test(rest) ? null : parseSingle(rest, settings);
    if (from === 'invalid' || until === 'invalid') continue;
    if (from === 'ambiguous' || until === 'ambiguous') ambiguous = true;
    else if (until === null || until >= from) return { day: from, until };
  }
  return { problem: ambiguous ? 'date_ambiguous' : 'date_invalid' };
}

function fullYear(year: string | undefined, { lastShortYear }: Settings): string {
  if (year?.length !== 2) return year ?? '';
  const century = Math.floor(lastShortYear / 100) * 100;
  const full = century + Number(year);
  return String(full > lastShortYear ? full - 100 : full);
}

function dayOf(year = '', month: string | number = '', day = ''): Single {
  if (year.length !== 4 || day.length > 2) return 'invalid';
  return checkedDay(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The day itself when the calendar has it. */
function checkedDay(day: string): Single {
  const instant = new Date(`${day}T00:00:00Z`);
  const year = Number(day.slice(0, 4));
  if (Number.isNaN(instant.getTime()) || year < firstYear || year > lastYear) return 'invalid';
  return instant.toISOString().slice(0, 10) === day ? day : 'invalid';
}

function result(single: Single): DayResult {
  if (single === 'invalid') return { problem: 'date_invalid' };
  return single === 'ambiguous' ? { problem: 'date_ambiguous' } : { day: single };
}
