import {
  csv,
  type DirtyRoster,
  header,
  list,
  row,
  type Sheet,
  sheet,
  three,
  workbook,
} from './parts.ts';

/** What stands in cells. */
export const dirtyCells: DirtyRoster[] = [
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
];
