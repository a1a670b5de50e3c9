import { writeXlsx } from 'hucre/xlsx';
import { penguins } from '../../../forms/testing/penguins.ts';

/** What dirty rosters are put together from. */

/** The weigh-in, with ring numbers that a spreadsheet takes for numbers. */
export const numbered: typeof penguins = {
  ...penguins,
  code: 'flock',
  signIn: {
    ...penguins.signIn,
    ways: penguins.signIn.ways.map((way) =>
      way.type === 'card' ? { ...way, pattern: '[0-9]{7}' } : way,
    ),
  },
};

/** What a preview is to say. Counts that are not named are nought. */
type Expected =
  | { refused: string; params?: object; sheets?: object[] }
  | {
      fresh: number;
      refusedRows?: number;
      /** Row, column and code of each mistake. */
      problems?: [row: number, column: string, code: string][];
      notes?: object[];
      sheets?: object[];
      encoding?: string;
      unknown?: string[];
      merged?: string[];
      names?: string[];
      /** Rows that are nobody's. */
      ignored?: number[];
    };

export type DirtyRoster = {
  what: string;
  file(): Buffer | Promise<Uint8Array>;
  expected: Expected;
};

export type Value = string | number | boolean | Date | null;

export const header = ['脚环号', '姓名', '出生日期', '组别', '机构代码', '来访'];
export const english = [
  'Ring number',
  'Name',
  'Date of birth',
  'Group',
  'Organisation code',
  'Visitor',
];
export const row = (ring: Value, given: Partial<Record<string, Value>> = {}): Value[] => [
  ring,
  ...[given.name ?? '企鹅甲', given.born ?? '2018-05-06', given.group ?? '帝企鹅'],
  ...[given.unit ?? 'north', given.visitor === undefined ? '否' : given.visitor],
];
/** Three penguins. */
export const three = [
  row('0012341'),
  row('0012342', { name: '企鹅乙' }),
  row('0012343', { name: '企鹅丙' }),
];
export const traditional = ['腳環號', '姓名', '出生日期', '組別', '機構代碼', '來訪'];

export const text = (rows: Value[][], separator = ',') =>
  rows
    .map((cells) => cells.map((cell) => String(cell ?? '')))
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? quoted(cell) : cell)))
    .map((cells) => cells.join(separator))
    .join('\r\n');
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
export const csv = (rows: Value[][], separator?: string) => Buffer.from(text(rows, separator));

export type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
export const workbook = (...sheets: Sheet[]) => writeXlsx({ sheets });
export const sheet = (name: string, rows: Value[][], more: Partial<Sheet> = {}): Sheet => ({
  ...{ name, rows, ...more },
});
export const list = (...rows: Value[][]) => workbook(sheet('名单', [header, ...rows]));

export const instructions = [
  ['填表说明'],
  ['1. 请勿修改表头；脚环号为七位数字。'],
  ['2. 组别填写“帝企鹅”或“阿德利企鹅”。'],
  ['姓名', '填写全名'],
];
