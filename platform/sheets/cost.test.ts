import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, cellText } from './cells.ts';
import { type ColumnSpec, findHeader, matchColumns } from './columns.ts';
import { parseCsv } from './csv-parse.ts';
import { orderVotes, parseDay } from './dates.ts';
import { Stop } from './stop.ts';
import { attributesOf, xmlReader } from './xml.ts';

/**
 * What a cell costs, counted in steps, so that a busy machine changes nothing. An expression is
 * counted at its worst, the square of the text that it is given: what backtracks once it meets the
 * right text fails here whatever the text. One that replaces single characters costs one look at each.
 */
function stepsOf(run: () => void): number {
  let steps = 0;
  const { exec } = RegExp.prototype;
  const { normalize, indexOf, charCodeAt } = String.prototype;
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
  String.prototype.indexOf = function counted(this: string, sought: string, from = 0) {
    const found = indexOf.call(this, sought, from);
    steps += (found < 0 ? this.length : found) - from + 1;
    return found;
  };
  String.prototype.charCodeAt = function counted(this: string, at: number) {
    steps += 1;
    return charCodeAt.call(this, at);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    Object.assign(String.prototype, { normalize, indexOf, charCodeAt });
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

  const parsers: [what: string, pieces: string[], read: (text: string) => void][] = [
    [
      'XML, in the pieces in which it is unpacked',
      [
        '<v ',
        '<c r="A1">',
        '</c>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '"',
        "'",
        '>',
        '&',
        '&amp;',
        'x',
      ],
      (text) => {
        const ignore = () => {};
        const read = xmlReader({ open: ignore, text: ignore, close: ignore });
        for (let at = 0; at < text.length; at += 1_000) read(text.slice(at, at + 1_000));
      },
    ],
    [
      'the attributes of a tag',
      ['r="A1" ', 'a', '=', '"', "'", ' ', '&', 'a = "'],
      (text) => void attributesOf(text),
    ],
    [
      'separated values',
      [',', '"', '""', '\n', '\r', 'x', ' ', '="'],
      (text) => {
        for (const _ of parseCsv(text, ',', { cellChars: 1_000 })) void _;
      },
    ],
  ];
  it.each(parsers)('read as %s', (_, own, read) => {
    const texts = fc
      .array(fc.constantFrom(...own), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (piece) => {
        const cost = (length: number) =>
          stepsOf(() => {
            try {
              read(piece.repeat(Math.ceil(length / piece.length)));
            } catch (error) {
              // Refusing early is cheap as well.
              if (!(error instanceof Stop)) throw error;
            }
          });
        expect(cost(800_000)).toBeLessThanOrEqual(cost(100_000) * 8.5 + 2_000);
      }),
      { numRuns: 20 },
    );
  });

  it('counts what grows faster than the text', () => {
    const trailing = /[\s,]+x$/;
    const cost = (length: number) => stepsOf(() => trailing.test(', '.repeat(length / 2)));
    expect(cost(1_600)).toBeGreaterThan(cost(100) * 100);
  });
});
