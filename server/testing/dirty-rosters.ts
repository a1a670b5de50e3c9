import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { penguins } from '../../forms/testing/penguins.ts';
import { xls } from '../../platform/sheets/test-xls.ts';

/**
 * Rosters as real offices write them, made anew for each test, with what is to become of each. The people
 * are penguins whose rings have seven digits.
 */

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

type Value = string | number | boolean | Date | null;

const header = ['脚环号', '姓名', '出生日期', '组别', '机构代码', '来访'];
const english = ['Ring number', 'Name', 'Date of birth', 'Group', 'Organisation code', 'Visitor'];
const row = (ring: Value, given: Partial<Record<string, Value>> = {}): Value[] => [
  ring,
  ...[given.name ?? '企鹅甲', given.born ?? '2018-05-06', given.group ?? '帝企鹅'],
  ...[given.unit ?? 'north', given.visitor === undefined ? '否' : given.visitor],
];
/** Three penguins. */
const three = [
  row('0012341'),
  row('0012342', { name: '企鹅乙' }),
  row('0012343', { name: '企鹅丙' }),
];
const traditional = ['腳環號', '姓名', '出生日期', '組別', '機構代碼', '來訪'];

const text = (rows: Value[][], separator = ',') =>
  rows
    .map((cells) => cells.map((cell) => String(cell ?? '')))
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? quoted(cell) : cell)))
    .map((cells) => cells.join(separator))
    .join('\r\n');
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (rows: Value[][], separator?: string) => Buffer.from(text(rows, separator));

type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
const workbook = (...sheets: Sheet[]) => writeXlsx({ sheets });
const sheet = (name: string, rows: Value[][], more: Partial<Sheet> = {}): Sheet => ({
  ...{ name, rows, ...more },
});
const list = (...rows: Value[][]) => workbook(sheet('名单', [header, ...rows]));

const instructions = [
  ['填表说明'],
  ['1. 请勿修改表头；脚环号为七位数字。'],
  ['2. 组别填写“帝企鹅”或“阿德利企鹅”。'],
  ['姓名', '填写全名'],
];

export const dirtyRosters: DirtyRoster[] = [
  {
    what: 'a CSV of a Chinese Excel (GB18030)',
    file: () => iconv.encode(text([header, ...three]), 'gb18030'),
    expected: { fresh: 3, encoding: 'gb18030', names: ['企鹅甲', '企鹅乙', '企鹅丙'] },
  },
  {
    what: 'a CSV of an Excel in Taiwan or Hong Kong: Big5, in traditional characters',
    file: () => {
      const rows = [traditional, row('0012341', { name: '企鵝一號', group: '帝企鵝' })];
      return iconv.encode(text(rows), 'big5');
    },
    expected: { fresh: 1, encoding: 'big5', names: ['企鵝一號'] },
  },
  {
    what: 'a CSV in Big5 below an English header',
    file: () =>
      iconv.encode(
        text([english, row('0012341', { name: '企鵝一號', group: 'Emperors', visitor: 'no' })]),
        'big5',
      ),
    expected: { fresh: 1, encoding: 'big5', names: ['企鵝一號'] },
  },
  {
    what: '“Unicode text” of Excel: UTF-16 with tabs',
    file: () => Buffer.from(`\ufeff${text([header, ...three], '\t')}`, 'utf16le'),
    expected: { fresh: 3, encoding: 'utf-16' },
  },
  {
    what: 'UTF-16 without the mark at its beginning',
    file: () => Buffer.from(text([header, ...three]), 'utf16le'),
    expected: { fresh: 3, encoding: 'utf-16', names: ['企鹅甲', '企鹅乙', '企鹅丙'] },
  },
  {
    what: 'headings as offices call them',
    file: () =>
      csv([
        ['脚环号', '姓　名', '出生年月日', '类别', '单位代码', '来访', '单位'],
        [...three[0]!, '北部群'],
      ]),
    expected: { fresh: 1 },
  },
  {
    what: 'semicolons, as Excel writes them where a comma is for decimals',
    file: () => csv([header, ...three], ';'),
    expected: { fresh: 3, encoding: 'utf-8' },
  },
  {
    what: 'a title and a date above the header, rows without anything between',
    file: () =>
      csv([
        ['浮冰观测站名单'],
        ['制表日期：2022年1月4日'],
        [],
        header,
        three[0]!,
        [],
        [],
        three[1]!,
      ]),
    expected: { fresh: 2 },
  },
  {
    what: 'cells of the header that are merged',
    file: () =>
      workbook(
        sheet('名单', [['脚环号', '姓名', '基本信息', null, null, null], ...three], {
          merges: [{ startRow: 0, startCol: 2, endRow: 0, endCol: 5 }],
        }),
      ),
    expected: {
      refused: 'sheet_header_merged',
      params: {
        range: 'C1:F1',
        columns: '人员类别 (Group) · 机构代码 (Organisation code) · 来访 (Visitor)',
      },
    },
  },
  {
    what: 'two columns of one name',
    file: () =>
      csv([
        [...header, '姓名'],
        [...three[0]!, 'Penguin'],
      ]),
    expected: { refused: 'sheet_columns_double', params: { columns: '姓名 × 2' } },
  },
  {
    what: 'a merged title above two rows of headers, the lower one whole',
    file: () =>
      workbook(
        sheet('名单', [['基本信息', null, null, '所属', null, null], header, ...three], {
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
            { startRow: 0, startCol: 3, endRow: 0, endCol: 5 },
          ],
        }),
      ),
    expected: { fresh: 3, merged: ['A1:C1', 'D1:F1'] },
  },
  {
    what: 'units merged over their people',
    file: () =>
      workbook(
        sheet(
          '名单',
          [
            header,
            three[0]!,
            row('0012342', { unit: null as never }).map((cell, at) => (at === 4 ? null : cell)),
          ],
          {
            merges: [{ startRow: 1, startCol: 4, endRow: 2, endCol: 4 }],
          },
        ),
      ),
    expected: {
      ...{ fresh: 1, refusedRows: 1, merged: ['E2:E3'] },
      problems: [[3, 'organisationCode', 'cell_merged']],
    },
  },
  {
    what: 'two sheets of people, of which the longer is read and the other named',
    file: () =>
      workbook(sheet('甲队', [header, ...three]), sheet('乙队', [header, row('0012351')])),
    expected: {
      fresh: 3,
      sheets: [
        { name: '甲队', kind: 'roster', rows: 3, read: true },
        { name: '乙队', kind: 'roster', rows: 1, read: false },
      ],
    },
  },
  {
    what: 'instructions on the first sheet',
    file: () => workbook(sheet('填表说明', instructions), sheet('名单', [header, ...three])),
    expected: {
      fresh: 3,
      sheets: [
        { name: '填表说明', kind: 'other', rows: 4, read: false },
        { name: '名单', kind: 'roster', rows: 3, read: true },
      ],
    },
  },
  {
    what: 'a hidden sheet of earlier people in front',
    file: () =>
      workbook(
        sheet('去年', [header, ...three, row('0012349')], { hidden: true }),
        sheet('名单', [header, ...three]),
      ),
    expected: {
      fresh: 3,
      sheets: [
        { name: '去年', hidden: true, kind: 'roster', rows: 4, read: false },
        { name: '名单', hidden: false, kind: 'roster', rows: 3, read: true },
      ],
    },
  },
  {
    what: 'rows that a filter hides',
    file: () =>
      workbook(sheet('名单', [header, ...three], { rowDefs: new Map([[2, { hidden: true }]]) })),
    expected: { fresh: 3, notes: [{ code: 'hidden_rows_read', count: 1, rows: [3] }] },
  },
  {
    what: 'days in every way at once',
    file: () =>
      list(
        row('0012341', { born: 43226 }),
        row('0012342', { born: '2018.5.6' }),
        row('0012343', { born: '2018年5月6日' }),
        row('0012344', { born: new Date('2018-05-06') }),
        row('0012345', { born: '6 May 2018' }),
        row('0012346', { born: '２０１８－０５－０６' }),
        row('0012347', { born: '二〇一八年五月六日' }),
      ),
    expected: { fresh: 7 },
  },
  {
    what: 'days that could be two, or none',
    file: () => list(row('0012341', { born: '5/6/2018' }), row('0012342', { born: '2018-02-30' })),
    expected: {
      ...{ fresh: 0, refusedRows: 2 },
      problems: [
        [2, 'birthDate', 'date_ambiguous'],
        [3, 'birthDate', 'date_invalid'],
      ],
    },
  },
  {
    what: 'ring numbers as text with decimals, and with zeros lost',
    file: () => csv([header, row('1096044.0'), row('12342')]),
    expected: {
      ...{ fresh: 0, refusedRows: 2 },
      problems: [
        [2, 'card', 'identifier_invalid'],
        [3, 'card', 'identifier_invalid'],
      ],
    },
  },
  {
    what: 'digits in full width',
    file: () => list(row('００１２３４１'), row('００１２３４２', { group: '帝 企鹅' })),
    expected: { fresh: 2 },
  },
  {
    what: 'names spread out by spaces, so that two characters are as wide as three',
    file: () =>
      list(
        row('0012341', { name: '企 鹅' }),
        row('0012342', { name: '帝　企 鹅' }),
        row('0012343', { name: 'Pinga  Penguin 企 鹅' }),
      ),
    expected: { fresh: 3, names: ['企鹅', '帝企鹅', 'Pinga Penguin 企鹅'] },
  },
  {
    what: 'a total at the end, and one in between',
    file: () =>
      list(three[0]!, ['小计：1人'], three[1]!, three[2]!, [null, '合 计', 3], ['Total', null, 3]),
    expected: {
      fresh: 3,
      notes: [{ code: 'totals_left_out', count: 3, rows: [3, 6, 7] }],
    },
  },
  {
    what: 'notes and signatures below the people, and numbers that nobody was given',
    file: () => {
      const numbered = (number: Value, cells: Value[]) => [number, ...cells];
      return workbook(
        sheet('名单', [
          numbered('序号', header),
          numbered(1, three[0]!),
          numbered(2, []),
          ['备注：以上人员均已完成培训'],
          ['制表人：王丽', null, null, '审核人：', null, '联系电话：010-12345678'],
          numbered('备注：', row('0012342', { group: '' })),
        ]),
      );
    },
    expected: {
      ...{ fresh: 1, refusedRows: 1, ignored: [3, 4, 5], unknown: ['序号'] },
      problems: [[6, 'group', 'cell_required']],
    },
  },
  {
    what: 'notes where the first column is one that is read',
    file: () => list(three[0]!, ['制表：李雷', null, '2022年1月5日'], ['以上共一只']),
    expected: {
      ...{ fresh: 1, refusedRows: 1, ignored: [3] },
      problems: [
        [4, 'card', 'identifier_invalid'],
        [4, 'name', 'cell_required'],
        [4, 'group', 'cell_required'],
        [4, 'organisationCode', 'cell_required'],
        [4, 'attribute:visitor', 'cell_required'],
      ],
    },
  },
  {
    what: 'somebody twice',
    file: () => list(three[0]!, three[1]!, three[0]!),
    expected: { fresh: 2, refusedRows: 1, problems: [[4, 'card', 'duplicate_identifier']] },
  },
  {
    what: 'groups that are nearly those of the programme',
    file: () => list(row('0012341', { group: '帝企鹅组' }), row('0012342', { group: 'EMPERORS ' })),
    expected: { fresh: 1, refusedRows: 1, problems: [[2, 'group', 'group_unknown']] },
  },
  {
    what: 'nothing where yes or no must stand',
    file: () => list(row('0012341', { visitor: null }), three[1]!),
    expected: { fresh: 1, refusedRows: 1, problems: [[2, 'attribute:visitor', 'cell_required']] },
  },
  {
    what: 'formulas whose results nobody stored',
    file: async () => {
      const formula = { formula: '"0012"&"342"' };
      const cells = new Map([['2,0', { type: 'formula' as const, ...formula }]]);
      return workbook(sheet('名单', [header, three[0]!, row(null)], { cells } as Partial<Sheet>));
    },
    expected: {
      ...{ fresh: 1, refusedRows: 1, problems: [[3, 'card', 'cell_required']] },
      notes: [{ code: 'formulas_unvalued', count: 1, rows: [3] }],
    },
  },
  {
    what: 'two rows of headers, of which the upper one is merged across and downward',
    file: () =>
      workbook(
        sheet(
          '名单',
          [
            ['脚环号', '姓名', '出生日期', '组别', '其他', null],
            [null, null, null, null, '代码', '来访'],
            ...three,
          ],
          {
            merges: [
              { startRow: 0, startCol: 0, endRow: 1, endCol: 0 },
              { startRow: 0, startCol: 4, endRow: 0, endCol: 5 },
            ],
          },
        ),
      ),
    expected: { refused: 'sheet_header_merged', params: { range: 'E1:F1' } },
  },
  {
    what: 'numbers that a portal wrote as formulas',
    file: () => {
      const lines = ['="0012341"', '=""0012342""', '"=""0012343"""'].map(
        (ring) => `${ring},企鹅,2018-05-06,帝企鹅,north,否`,
      );
      return Buffer.from([header.join(','), ...lines].join('\r\n'));
    },
    expected: { fresh: 3 },
  },
  {
    what: 'characters that show nothing, and some that turn a name round',
    file: () =>
      list(
        row('0012341', { name: '\u202e企鹅甲\u202c' }),
        row('\u200b0012342', { name: '企\u2060鹅乙' }),
        three[2]!,
      ),
    expected: {
      ...{ fresh: 3, names: ['企鹅甲', '企鹅乙', '企鹅丙'] },
      notes: [{ code: 'invisible_removed', count: 2, rows: [2, 3] }],
    },
  },
  {
    what: 'an .xls of Excel 97 to 2003 with instructions in front',
    file: () =>
      xls([
        { name: '填表说明', rows: instructions },
        {
          name: '名单',
          rows: [
            header,
            [...three[0]!.slice(0, 2), { serial: 43226 }, '帝企鹅', 'north', '否'],
          ] as never,
        },
      ]),
    expected: {
      fresh: 1,
      sheets: [
        { kind: 'other', read: false },
        { name: '名单', read: true },
      ],
    },
  },
  {
    what: 'an .xls with a password',
    file: () => xls([{ name: '名单', rows: [header] }], { password: true }),
    expected: { refused: 'sheet_encrypted' },
  },
  {
    what: 'an .xls of before Excel 97',
    file: () => xls([{ name: '名单', rows: [header] }], { version: 0x500 }),
    expected: { refused: 'sheet_legacy_xls' },
  },
  {
    what: 'an .ods of LibreOffice',
    file: () => writeOds({ sheets: [{ name: '名单', rows: [header, ...three] }] }),
    expected: { fresh: 3 },
  },
  {
    what: 'a workbook with a password',
    file: () =>
      writeXlsx({
        sheets: [sheet('名单', [header, ...three])],
        encryption: { password: 'invented', spinCount: 1 },
      }),
    expected: { refused: 'sheet_encrypted' },
  },
  {
    what: 'a workbook without anything in it',
    file: () => workbook(sheet('Sheet1', []), sheet('Sheet2', [])),
    expected: { refused: 'sheet_empty' },
  },
  {
    what: 'a header and nobody below',
    file: () => list(),
    expected: { refused: 'sheet_empty', sheets: [{ name: '名单', kind: 'partial', rows: 0 }] },
  },
  {
    what: '20,000 columns',
    file: () => csv([Array.from({ length: 20_000 }, (_, at) => `列${at}`)]),
    expected: { refused: 'sheet_too_many_columns', params: { row: 1 } },
  },
  {
    what: 'a .csv that is a web page, as many portals export it',
    file: () => {
      const cells = (values: Value[]) => values.map((value) => `<td>${value}</td>`).join('');
      const rows = [header, ...three].map((values) => `<tr>${cells(values)}</tr>`);
      return Buffer.from(`\ufeff<html><body><table>${rows.join('')}</table></body></html>`);
    },
    expected: { fresh: 3, encoding: 'utf-8' },
  },
  {
    what: 'cells with a colour in the last column of all',
    file: () => {
      const wide: Value[] = [...three[0]!];
      wide[16_383] = '';
      return list(wide, three[1]!);
    },
    expected: { fresh: 2 },
  },
];
