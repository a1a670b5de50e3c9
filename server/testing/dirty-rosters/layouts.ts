import {
  csv,
  type DirtyRoster,
  header,
  instructions,
  list,
  row,
  sheet,
  three,
  type Value,
  workbook,
} from './parts.ts';

/** What stands where: sheets, headers, merged cells, and rows that are nobody’s. */
export const dirtyLayouts: DirtyRoster[] = [
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
    what: 'cells with a colour in the last column of all',
    file: () => {
      const wide: Value[] = [...three[0]!];
      wide[16_383] = '';
      return list(wide, three[1]!);
    },
    expected: { fresh: 2 },
  },
];
