import fc from 'fast-check';
import { writeCsv } from 'hucre/csv';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv-parse.ts';

const parse = (text: string, delimiter = ',') => [...parseCsv(text, delimiter, { cellChars: 50 })];

describe('parseCsv', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['\n\na', [[''], [''], ['a']]],
    ['a,', [['a', '']]],
    [',', [['', '']]],
    ['"",x', [['', 'x']]],
    ['"a,b","x\r\ny"', [['a,b', 'x\r\ny']]],
    ['"a ""b"" c"', [['a "b" c']]],
    ['""""', [['"']]],
    ['a"b,5" x', [['a"b', '5" x']]],
    ['"a"b,c', [['ab', 'c']]],
    ['', []],
  ])('splits %j', (text, rows) => {
    expect(parse(text)).toEqual(rows);
  });

  it('says where a quote never closes or a field never ends', () => {
    expect(() => parse('a,b\n1,"x\n2,3\n')).toThrow(
      expect.objectContaining({ code: 'sheet_quote_missing', params: { row: 2, column: 2 } }),
    );
    expect(() => parse(`a\n"${'""'.repeat(60)}"`)).toThrow(
      expect.objectContaining({
        code: 'sheet_cell_too_long',
        params: { row: 2, column: 1, max: 50 },
      }),
    );
    expect(() => parse(','.repeat(20_000))).toThrow(
      expect.objectContaining({ code: 'sheet_too_many_columns' }),
    );
  });

  it('reads back whatever is written', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', ' '),
      maxLength: 8,
    });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (written, delimiter) => {
        const text = writeCsv(written, { delimiter, quoteStyle: 'all' });
        expect(parse(text, delimiter)).toEqual(written);
      }),
    );
  });
});
