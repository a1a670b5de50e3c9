import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, cellText } from './cells.ts';
import { type ColumnSpec, findHeader, matchColumns } from './columns.ts';
import { orderVotes, parseDay } from './dates.ts';

/**
 * What a cell costs, counted in steps, so that a busy machine changes nothing. An expression is
 * counted at its worst, the square of the text that it is given: what backtracks once it meets the
 * right text fails here whatever the text. One that replaces single characters costs one look at each.
 */
function stepsOf(run: () => void): number {
  let steps = 0;
  const { exec } = RegExp.prototype;
  const { normalize } = String.prototype;
  const singleCharacter = /^\[[^\]]*\]$/;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const left = text.length - from;
    if (exec.call(singleCharacter, this.source) === null) steps += left ** 2;
    else steps += found ? found.index - from + 1 : left;
    return found;
  };
  String.prototype.normalize = function counted(this: string, form?: string) {
    steps += this.length;
    return normalize.call(this, form);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    String.prototype.normalize = normalize;
  }
  return steps;
}

/** Pieces that expressions for days and names look for, and some that they trip over. */
const pieces = [
  ...[
    ', ',
    '(',
    '（',
    '[',
    '【',
    '<',
    '《',
    ')',
    '1-',
    '1/',
    '一',
    '十月',
    '年',
    '至',
    ' to ',
    '. ',
  ],
  ...[
    'jan ',
    't',
    ':',
    '12:30',
    '周',
    ' ',
    '\u200b',
    '\u202e',
    '\u0301',
    '\ufdfa',
    "'=",
    'é',
    '2022',
  ],
];
const hostile = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));

/** A cell of about this many characters. */
const cellOf = (piece: string, length: number): Cell =>
  piece.repeat(Math.ceil(length / piece.length));

const columns: ColumnSpec[] = [
  { key: 'name', names: ['姓名', 'Name'], required: true },
  { key: 'born', names: ['出生日期（公历）', 'Date of birth'], required: true, kind: 'day' },
];

const readers: [what: string, read: (cell: Cell) => void][] = [
  ['as text', (cell) => void cellText(cell)],
  ['as a day', (cell) => void parseDay(cell)],
  ['for the order of days', (cell) => orderVotes().add(cell)],
  ['as a header', (cell) => void matchColumns([cell], columns)],
  [
    'among rows that may be the header',
    (cell) => void findHeader([{ number: 1, cells: [cell] }], columns),
  ],
];

describe('a cell costs no more than its length', () => {
  it.each(readers)('read %s', (_, read) => {
    fc.assert(
      fc.property(hostile, (piece) => {
        // Short cells may cost more than their length, but no more than a fixed sum.
        const cost = (length: number) => stepsOf(() => read(cellOf(piece, length)));
        const [small, large] = [cost(2_000), cost(32_000)];
        // Sixteen times the text: sixteen times the steps, and nothing on top.
        expect(large).toBeLessThanOrEqual(small * 16 + 2_000);
        expect(large).toBeLessThan(32_000 * 12);
      }),
    );
  });

  it('counts what grows faster than the text', () => {
    const trailing = /[\s,]+x$/;
    const cost = (length: number) => stepsOf(() => trailing.test(', '.repeat(length / 2)));
    expect(cost(1_600)).toBeGreaterThan(cost(100) * 100);
  });
});
