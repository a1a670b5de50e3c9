import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellText } from './cells.ts';
import { readSheet, testFolder } from './test-files.ts';
import {
  inertText,
  type SheetColumn,
  type SheetFormat,
  type SheetValue,
  writeSheet,
} from './write.ts';

const columns: SheetColumn[] = [
  { header: '脚环号 Ring', kind: 'text' },
  { header: 'Name', kind: 'text', width: 30 },
  { header: 'kg', kind: 'number' },
  { header: 'Day', kind: 'date' },
  { header: 'Time', kind: 'datetime' },
];
const formats: SheetFormat[] = ['xlsx', 'csv'];

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

function bytesOf(format: SheetFormat, rows: SheetValue[][], sheetName = 'List') {
  return buffer(writeSheet({ format, sheetName, columns, rows }));
}

async function backFrom(format: SheetFormat, rows: SheetValue[][]) {
  const path = await folder.write(await bytesOf(format, rows));
  const back = [];
  for await (const { cells } of readSheet(path)) back.push(cells);
  return back;
}

describe('a written sheet', () => {
  it.each(formats)('comes back as it was (%s)', async (format) => {
    const row = ['110101199001011234', '张三 "quoted", \n\'two\' lines; Łukasz 😀', 4.25];
    const [header, ...rows] = await backFrom(format, [row, ['007', '', 0], ['', null, -1]]);
    expect(header).toEqual(columns.map((column) => column.header));
    expect(rows.map((cells) => cells.map(cellText))).toEqual([
      row.map(String),
      ['007', '', '0'],
      ['', '', '-1'],
    ]);
  });

  it('has typed cells, a frozen bold header and widths (xlsx)', async () => {
    const bytes = await bytesOf('xlsx', [['1', 'a', 4.25, '2022-01-05', '2022-01-05 10:30']]);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [sheet] = sheets;
    expect(sheet?.rows[1]).toEqual([
      '1',
      'a',
      4.25,
      new Date('2022-01-05'),
      new Date('2022-01-05T10:30:00Z'),
    ]);
    expect(sheet?.freezePane).toMatchObject({ rows: 1 });
    expect(sheet?.columns?.[1]?.width).toBe(30);
    const style = (cell: string) => sheet?.cells?.get(cell)?.style;
    expect(style('0,1')?.font?.bold).toBe(true);
    expect(style('1,1')?.font?.bold).toBeFalsy();
    expect(style('1,0')?.numFmt).toBe('@');
    expect(style('1,3')?.numFmt).toBe('yyyy-mm-dd');
  });

  it('has bold headers on every sheet, and nothing else bold (xlsx)', async () => {
    const written = writeSheet({
      ...{ format: 'xlsx', sheetName: 'Many', maxRows: 3 },
      columns: [
        { header: 'Name', kind: 'text' },
        { header: 'Day', kind: 'date' },
      ],
      rows: Array.from({ length: 5 }, (_, n) => [n % 2 ? `name ${n}` : null, '2022-01-05']),
    });
    const { sheets } = await readXlsx(await buffer(written), { readStyles: true });
    const bold = sheets.map(({ cells, rows }) =>
      rows.map((_, row) => Boolean(cells?.get(`${row},1`)?.style?.font?.bold)),
    );
    expect(bold).toEqual([
      [true, false, false],
      [true, false, false],
      [true, false],
    ]);
    expect(sheets[2]?.cells?.get('1,1')?.style?.numFmt).toBe('yyyy-mm-dd');
  });

  it('starts with the mark of UTF-8, and keeps long numbers text (csv)', async () => {
    const bytes = await bytesOf('csv', [['110101199001011234', '0012', 12]]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toContain('110101199001011234\t,0012\t,12');
  });

  it('takes any name for its worksheet', async () => {
    for (const name of ["'a[b]:c*?/\\'", '', 'history', '长'.repeat(40)]) {
      const { sheets } = await readXlsx(await bytesOf('xlsx', [['1']], name));
      expect(sheets[0]?.name.length).toBeLessThanOrEqual(31);
    }
  });

  it('drops what XML cannot hold and shortens what no cell can', async () => {
    const [, row] = await backFrom('xlsx', [['a\u0000b\u000bc', 'x'.repeat(40_000)]]);
    expect(row?.[0]).toBe('abc');
    expect(String(row?.[1]).length).toBeLessThanOrEqual(32_767);
  });

  it('writes a sheet without rows', async () => {
    for (const format of formats) expect(await backFrom(format, [])).toHaveLength(1);
  });
});

describe('what a spreadsheet program would run', () => {
  const formulas = [
    '=1+1',
    '+1+cmd',
    '-1+cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '|x',
    '＝1',
    '＋1a',
    '－1a',
    '＠a',
    '\ufeff=1',
    '\u202e=1',
    '\u00ad\u2060+1',
    '\u2028@sum(a1)',
    '\ue000=1',
  ];

  it.each(formulas)('is made plain text, and comes back: %j', async (formula) => {
    for (const format of formats) {
      expect(inertText(formula, format)).toMatch(/^'/);
      expect(cellText(inertText(formula, format))).toBe(cellText(formula));
    }
  });

  it('leaves other texts alone', () => {
    for (const text of ['a=b', "'quoted'", 'x-1', '-', '5']) {
      for (const format of formats) expect(inertText(text, format)).toBe(text);
    }
    const turned = '头痛\u202e；已就医\u202c \u{1f468}\u200d\u{1f467}';
    for (const format of formats) {
      expect(inertText(turned, format)).toBe('头痛；已就医 \u{1f468}\u200d\u{1f467}');
    }
    expect(inertText('see below;=1+1', 'csv')).toBe("see below;'=1+1");
    expect(inertText('see below;\u200b=1+1', 'csv')).toBe("see below;\u200b'=1+1");
    expect(inertText('see below;=1+1', 'xlsx')).toBe('see below;=1+1');
    expect(inertText('+86 (10) 1234-5678', 'xlsx')).toBe('+86 (10) 1234-5678');
    expect(inertText('+86 (10) 1234-5678', 'csv')).toBe("'+86 (10) 1234-5678");
  });

  it('is made plain in headers and columns of other kinds as well', async () => {
    const evil: SheetColumn[] = [{ header: '=HYPERLINK("x")', kind: 'number' }];
    for (const format of formats) {
      const rows = [['=cmd']];
      const bytes = await buffer(writeSheet({ format, sheetName: 's', columns: evil, rows }));
      const path = await folder.write(bytes);
      const cells = [];
      for await (const row of readSheet(path)) cells.push(...row.cells);
      expect(cells).toEqual(['\'=HYPERLINK("x")', "'=cmd"]);
    }
  });
});

describe('writing', () => {
  it.each(formats)('asks for rows only as they are read, and ends them (%s)', async (format) => {
    let asked = 0;
    let ended = false;
    async function* endless() {
      try {
        for (; ; asked += 1) yield [String(asked), 'x'.repeat(200)];
      } finally {
        ended = true;
      }
    }
    const stream = writeSheet({ format, sheetName: 's', columns, rows: endless() });
    let read = 0;
    for await (const chunk of stream) {
      read += chunk.length;
      if (read > 5_000) break;
    }
    await new Promise((resolve) => stream.once('close', resolve));
    expect(ended).toBe(true);
    expect(asked).toBeLessThan(20_000);
  });

  it.each(formats)('passes on what goes wrong with the rows (%s)', async (format) => {
    async function* failing() {
      yield ['1'];
      throw new Error('no more rows');
    }
    const stream = writeSheet({ format, sheetName: 's', columns, rows: failing() });
    const target = createWriteStream(folder.path(`failed.${format}`));
    await expect(pipeline(stream, target)).rejects.toThrow('no more rows');
  });
});
