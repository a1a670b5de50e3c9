/**
 * Makes the sample rosters of this folder: 500 invented people in the columns and the many styles
 * that organisers use. Always the same ones: `node examples/make-roster.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { names } from './names.ts';
import { groupNames, type Unit, units } from './units.ts';

/** A day is a real date in the workbook, or a text in one of the styles that people write. */
type Cell = string | Date;
type Row = Record<string, Cell>;

let state = 20220204;
function roll(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}
const randomBelow = (most: number): number => Math.floor(roll() * most);
const pick = <T>(from: readonly T[]): T => from[randomBelow(from.length)] as T;

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

function someDay(firstYear: number, lastYear: number): Date {
  const year = firstYear + randomBelow(lastYear - firstYear + 1);
  return new Date(Date.UTC(year, randomBelow(12), 1 + randomBelow(28)));
}

const digits = (day: Date): [string, string, string] => {
  const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
  return [year, month, date];
};
const dashed = (day: Date): string => digits(day).join('-');
const dotted = (day: Date): string => digits(day).join('.');
const compact = (day: Date): string => digits(day).join('');
const chinese = (day: Date): string =>
  `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
const named = (day: Date): string =>
  `${String(day.getUTCDate()).padStart(2, '0')} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;

/** From the first day to the last of so many years, as cards print it. */
function validity(from: Date, years: number): string {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  return `${dotted(from)}-${dotted(until)}`;
}

/** A real date for one in three, else a text. */
function someStyle(day: Date): Cell {
  return roll() < 0.33 ? day : pick([dashed, chinese, named])(day);
}

function documentOf(unit: Unit): Row {
  if (unit.code === 'HKP') {
    const permit = pick(['港澳居民来往内地通行证', '台湾居民来往大陆通行证', '回乡证', '台胞证']);
    return { documentType: permit, validFrom: validity(someDay(2013, 2019), 10) };
  }
  if (unit.from === 'chinese') {
    const from = someDay(2006, 2019);
    const period = roll() < 0.15 ? `${dotted(from)}至长期` : validity(from, pick([10, 20]));
    return { documentType: pick(['居民身份证', '身份证']), validFrom: period };
  }
  // Of some only the date of birth was supplied.
  if (roll() < 0.04) return { documentType: '护照' };
  const issued = someDay(2014, 2020);
  const style = pick([named, named, dashed, compact]);
  return { documentType: pick(['护照', 'Passport']), issuedOn: style(issued) };
}

let lastCard = 3_100_000;
let lastFurtherCard = 3_900_000;

function personOf(unit: Unit): Row {
  const { given, family } = names[unit.from] as (typeof names)[string];
  const joined = unit.from === 'chinese' ? '' : ' ';
  const parts = [pick(given), pick(family)];
  lastCard += 1 + randomBelow(9);
  const row: Row = {
    card: String(lastCard),
    name: (unit.from === 'chinese' ? parts.reverse() : parts).join(joined),
    birthDate: someStyle(someDay(1958, 2003)),
    group: unit.group,
    organisationCode: unit.code,
    organisationZh: unit.zh,
    organisationEn: unit.en,
    overseas: unit.overseas ? 'yes' : 'no',
    ...documentOf(unit),
  };
  if (unit.bothGames && roll() < 0.12) {
    lastFurtherCard += 1 + randomBelow(9);
    row.furtherCard = String(lastFurtherCard);
  }
  return row;
}

const columns: [key: string, zh: string, en: string, width: number][] = [
  ['card', '注册卡号', 'Accreditation card number', 12],
  ['furtherCard', '冬残奥会注册卡号', 'Paralympic accreditation card number', 18],
  ['name', '姓名', 'Name', 28],
  ['documentType', '证件类型', 'Document type', 24],
  ['validFrom', '证件有效期限', 'Document validity', 26],
  ['issuedOn', '证件签发日期', 'Document date of issue', 16],
  ['birthDate', '出生日期', 'Date of birth', 16],
  ['group', '人员类别', 'Group', 26],
  ['organisationCode', '机构代码', 'Organisation code', 12],
  ['organisationZh', '机构中文名称', 'Organisation name in Chinese', 28],
  ['organisationEn', '机构英文名称', 'Organisation name in English', 36],
  ['startsOn', '开始日期', 'Starts on', 14],
  ['endsOn', '结束日期', 'Ends on', 14],
  ['overseas', '境外持卡用户', 'Card holder from overseas', 14],
];

const inEnglish: Record<string, string> = {
  护照: 'Passport',
  居民身份证: 'Resident identity card',
  身份证: 'ID card',
  港澳居民来往内地通行证: 'Mainland travel permit for Hong Kong and Macao residents',
  回乡证: 'Home return permit',
  台湾居民来往大陆通行证: 'Mainland travel permit for Taiwan residents',
  台胞证: 'Taiwan permit',
};
const answers: Record<string, [zh: string, en: string]> = { yes: ['是', 'Yes'], no: ['否', 'No'] };

/** The words of a group, a document or an answer, as an organiser would write them in that language. */
function inWords(key: string, value: Cell, language: 0 | 1): Cell {
  const word = String(value);
  if (key === 'group') return groupNames[word]?.[language] ?? value;
  if (key === 'overseas') return answers[word]?.[language] ?? value;
  if (key === 'documentType' && language === 1) return inEnglish[word] ?? value;
  return value;
}

async function writeWorkbook(people: Row[], file: string): Promise<void> {
  const made = new Date(Date.UTC(2021, 11, 1));
  const rows = people.map((person) =>
    columns.map(([key]) => (person[key] === undefined ? null : inWords(key, person[key], 0))),
  );
  const bytes = await writeXlsx({
    properties: { title: '注册人员名单（示例）', created: made, modified: made },
    sheets: [
      {
        name: '名单',
        columns: columns.map(([, , , width]) => ({ width })),
        rows: [columns.map(([, zh]) => zh), ...rows],
        freezePane: { rows: 1 },
      },
    ],
  });
  await writeFile(file, bytes);
}

async function writeText(people: Row[], file: string): Promise<void> {
  const text = (cell: Cell): string => (cell instanceof Date ? dashed(cell) : cell);
  const quoted = (cell: string): string =>
    /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = people.map((person) =>
    columns.map(([key]) => quoted(text(inWords(key, person[key] ?? '', 1)))).join(','),
  );
  const header = columns.map(([, , en]) => en).join(',');
  await writeFile(file, `\uFEFF${[header, ...lines].join('\r\n')}\r\n`);
}

const people = units.flatMap((unit) => Array.from({ length: unit.people }, () => personOf(unit)));
await writeWorkbook(people, join(import.meta.dirname, 'roster-500.xlsx'));
await writeText(people, join(import.meta.dirname, 'roster-500.csv'));
console.log(`${people.length} people of ${units.length} organisations`);
