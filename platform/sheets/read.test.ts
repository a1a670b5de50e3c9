import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from './cells.ts';
import { defaultLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import { serialDay } from './serial-day.ts';
import { Stop } from './stop.ts';
import { readSheet, sheetXml, testFolder, workbookParts, zip } from './test-files.ts';
import { showsDate } from './xlsx-parts.ts';
import { WorksheetReader } from './xlsx-rows.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

type Options = Parameters<typeof readSheet>[1];

async function rowsOf(bytes: Uint8Array | string, options?: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { number, cells } of readSheet(await folder.write(bytes), options)) {
    rows.push({ number, cells });
  }
  return rows;
}

const sourceOf = async (bytes: Uint8Array | string, encoding?: NonNullable<Options>['encoding']) =>
  openSource(await folder.write(bytes), defaultLimits, encoding);

async function problemOf(bytes: Uint8Array | string, options?: Options) {
  try {
    await rowsOf(bytes, options);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return error.params ? { code: error.code, params: error.params } : { code: error.code };
  }
  return undefined;
}

describe('an XLSX', () => {
  it('gives rows with their numbers, typed cells, and no blank rows or cells at the end', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Weights',
          rows: [
            ['name', 'kg', null],
            [],
            [' ', null],
            ['Pingu', 4.25, true, new Date('2022-01-05'), new Date('2022-01-05T10:30:00Z')],
            ['000123', '', 'x'],
          ],
        },
      ],
    });
    expect(await rowsOf(bytes)).toEqual([
      { number: 1, cells: ['name', 'kg'] },
      {
        number: 4,
        cells: [
          'Pingu',
          4.25,
          true,
          { day: '2022-01-05' },
          { day: '2022-01-05', time: '10:30:00' },
        ],
      },
      { number: 5, cells: ['000123', null, 'x'] },
    ]);
  });

  it('has sheets with names, some of them hidden', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'secret', hidden: true, rows: [['x']] },
        { name: 'blank', rows: [] },
        { name: '名单 & "list"', rows: [['a']] },
      ],
    });
    const { sheets } = await sourceOf(bytes);
    expect(sheets).toMatchObject([
      { name: 'secret', hidden: true },
      { name: 'blank', hidden: false },
      { name: '名单 & "list"', hidden: false },
    ]);
    expect(await rowsOf(bytes, { sheet: 2 })).toEqual([{ number: 1, cells: ['a'] }]);
    expect(await rowsOf(bytes, { sheet: 1 })).toEqual([]);
  });

  it('says which cells are merged, once its rows were read', async () => {
    const { sheets, rows } = await sourceOf(
      await writeXlsx({
        sheets: [
          {
            name: 'm',
            rows: [['a', 'b'], ['c'], ['d']],
            merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 27 }],
          },
        ],
      }),
    );
    for await (const _ of rows(new Set([0]))) void _;
    expect(sheets[0]?.merges).toEqual([
      { range: 'A2:AB3', firstRow: 2, lastRow: 3, firstColumn: 1, lastColumn: 28 },
    ]);
  });

  it('is read alike whatever pieces its XML comes in', () => {
    const xml = `<worksheet><sheetData><!-- > <c> --><row r="2" hidden="1"><c r="B2" t="inlineStr"><is><t>a &amp; b</t><rPh><t>x</t></rPh></is></c><c t="str"><v><![CDATA[<&>]]></v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;
    const shared = { strings: [], isDate: () => false, epoch: 1900 as const };
    for (let size = 1; size <= 40; size += 1) {
      const reader = new WorksheetReader(shared, defaultLimits);
      const rows = [];
      for (let at = 0; at < xml.length; at += size)
        rows.push(...reader.read(xml.slice(at, at + size)));
      expect(rows).toEqual([{ number: 2, cells: [null, 'a & b', '<&>'], hidden: true }]);
      expect(reader.merges).toMatchObject([{ range: 'A1:B1' }]);
    }
  });

  it('shows days wherever the format of a cell does', () => {
    const days = ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', '[$-804]yyyy/m/d;@', 'd mmm', 'h:mm'];
    expect(days.filter((format) => !showsDate(format))).toEqual([]);
    const others = ['General', '0.00', '#,##0 "days"', '[Red]0', '@', '0.00E+00', '_-* #,##0_-'];
    expect(others.filter(showsDate)).toEqual([]);
    expect(serialDay(44566, 1900)).toEqual({ day: '2022-01-05' });
    expect(serialDay(43104.5, 1904)).toEqual({ day: '2022-01-05', time: '12:00:00' });
    expect(serialDay(1, 1900)).toEqual({ day: '1900-01-01' });
    expect(serialDay(-1, 1900)).toBeUndefined();
  });

  it('normalises days of the 1904 system and says so', async () => {
    const bytes = await writeXlsx({
      dateSystem: '1904',
      sheets: [{ name: 'd', rows: [[new Date('2022-01-05')]] }],
    });
    expect(await rowsOf(bytes)).toEqual([{ number: 1, cells: [{ day: '2022-01-05' }] }]);
    expect((await sourceOf(bytes)).epoch).toBe(1904);
  });

  it('is read when its workbook part has an unusual name', async () => {
    const bytes = zip(workbookParts(sheetXml([['a', 'b']]), { workbook: 'workbook22.xml' }));
    expect(await rowsOf(bytes)).toEqual([{ number: 1, cells: ['a', 'b'] }]);
    expect((await sourceOf(bytes)).sheets[0]?.name).toBe('Sheet "1"');
  });

  it('is told apart by what it holds, not by its name', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows: [['a']] }] });
    const path = await folder.write(bytes, 'list.csv');
    expect((await openSource(path, defaultLimits)).format).toBe('xlsx');
  });
});

describe('a CSV', () => {
  it.each([
    ['comma', 'a,b\n"1,0","x ""y"""\n', ','],
    ['semicolon', 'a;b\r\n1,0;x "y"\r\n', ';'],
    ['tab', 'a\tb\r1,0\tx "y"', '\t'],
    ['a line that names it', 'sep=;\na;b\n1,0;x "y"', ';'],
    ['comma below a title', 'List; of all\na,b\n"1,0","x ""y"""\n"2","3"', ','],
  ])('may be separated by %s', async (_, text, delimiter) => {
    const rows = await rowsOf(text);
    expect(rows.map(({ cells }) => cells)).toContainEqual(['a', 'b']);
    expect(rows.map(({ cells }) => cells)).toContainEqual(['1,0', 'x "y"']);
    expect((await sourceOf(text)).delimiter).toBe(delimiter);
  });

  it.each([
    ['utf-8', Buffer.from('姓名,体温\n张三,36.5')],
    ['utf-8', Buffer.from('\ufeff姓名,体温\n张三,36.5')],
    ['gb18030', iconv.encode('姓名,体温\n张三,36.5', 'gb18030')],
    ['big5', iconv.encode('姓名,體溫\n張三豐,36.5', 'big5')],
    ['utf-16', Buffer.from('\ufeff姓名,体温\n张三,36.5', 'utf16le')],
  ])('is read in %s', async (encoding, bytes) => {
    const rows = await rowsOf(bytes);
    expect(rows.map(({ cells }) => cells[0])).toEqual([
      '姓名',
      encoding === 'big5' ? '張三豐' : '张三',
    ]);
    expect((await sourceOf(bytes)).encoding).toBe(encoding);
  });

  it('is read in the encoding that somebody chose', async () => {
    const bytes = Buffer.from('Name\nJosé', 'latin1');
    expect(await problemOf(bytes)).toEqual({ code: 'sheet_encoding' });
    expect(await rowsOf(bytes, { encoding: 'windows-1252' })).toMatchObject([
      {},
      { cells: ['José'] },
    ]);
    expect(await problemOf(bytes, { encoding: 'big5' })).toEqual({ code: 'sheet_encoding' });
  });

  it('holds what portals write as a formula so that its zeros stay', async () => {
    expect(await rowsOf('a,b,c,d\n=""0123"",="0456","=""0789""",="a"&"b"')).toMatchObject([
      {},
      { cells: ['0123', '0456', '0789', '="a"&"b"'] },
    ]);
  });

  it('keeps rare characters of GB18030 and the row numbers across blank lines', async () => {
    const bytes = iconv.encode('a,b\n\n䶮,㛃\n', 'gb18030');
    expect(await rowsOf(bytes)).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['䶮', '㛃'] },
    ]);
  });

  it('never turns numbers into anything else', async () => {
    expect(await rowsOf('id\n000123\n110101199001011234\n1e5\n2022-01-05')).toMatchObject([
      {},
      { cells: ['000123'] },
      { cells: ['110101199001011234'] },
      { cells: ['1e5'] },
      { cells: ['2022-01-05'] },
    ]);
  });
});

describe('what cannot be read gets its own name', () => {
  const sheet = sheetXml([['a']]);

  it('nothing at all', async () => {
    expect(await problemOf('')).toEqual({ code: 'sheet_empty' });
  });

  it('a workbook with a password', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 's', rows: [['a']] }],
      encryption: { password: 'invented', spinCount: 1 },
    });
    expect(await problemOf(locked)).toEqual({ code: 'sheet_encrypted' });
    const parts = workbookParts(sheet).map((part) => ({ ...part, encrypted: true }));
    expect(await problemOf(zip(parts))).toEqual({ code: 'sheet_encrypted' });
  });

  it('other kinds of file', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await problemOf(compound)).toEqual({ code: 'sheet_not_readable' });
    const kind = async (bytes: Uint8Array | string) => (await problemOf(bytes))?.params?.kind;
    expect(await kind(zip([{ name: 'word/document.xml', data: 'x' }]))).toBe('.docx');
    expect(await kind(zip([{ name: 'content.xml', data: 'x' }]))).toBe('.odt');
    expect(await kind('%PDF-1.7 …')).toBe('.pdf');
    expect(await kind('\n<html><body>No table here')).toBe('HTML');
    expect(await problemOf(Buffer.from([1, 0, 2, 0, 3]))).toEqual({ code: 'sheet_not_readable' });
  });

  it('a damaged workbook', async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 's', rows: [['a', 'b']] }] }));
    expect(await problemOf(whole.subarray(0, whole.length - 30))).toEqual({
      code: 'sheet_not_readable',
    });
    const twice = [...workbookParts(sheet), ...workbookParts(sheet).slice(-1)];
    expect(await problemOf(zip(twice))).toEqual({ code: 'sheet_not_readable' });
  });

  it('an archive that unpacks to gigabytes, whether it says so or not', async () => {
    const spaces = `<worksheet>${' '.repeat(3_000_000)}</worksheet>`;
    const honest = zip(workbookParts(spaces));
    expect(await problemOf(honest, { limits: { unpackedBytes: 2_000_000 } })).toEqual({
      code: 'sheet_too_large',
    });
    expect(await problemOf(honest, { limits: { ratioFromBytes: 1_000_000 } })).toEqual({
      code: 'sheet_too_large',
    });
    const claims = workbookParts(sheet).map((p) => ({ ...p, declaredSize: 0xf0000000 }));
    expect(await problemOf(zip(claims))).toEqual({ code: 'sheet_too_large' });
    const [lie, ...rest] = workbookParts(spaces).reverse();
    const lying = zip([...rest, { ...lie!, declaredSize: 1_000 }]);
    expect(await problemOf(lying)).toEqual({ code: 'sheet_too_large' });
  });

  it('too many rows, columns, parts or merged cells, and cells without end', async () => {
    const limits = { rows: 3, columns: 4, entries: 10, merges: 2, cellChars: 20 };
    expect(await problemOf('a\nb\nc\nd', { limits })).toEqual({
      code: 'sheet_too_many_rows',
      params: { max: 3 },
    });
    expect(await problemOf('a\n1,2,3,4,5', { limits })).toEqual({
      code: 'sheet_too_many_columns',
      params: { max: 4, row: 2 },
    });
    expect(await problemOf(`a,b\n1,${'x'.repeat(21)}`, { limits })).toEqual({
      code: 'sheet_cell_too_long',
      params: { max: 20, row: 2, column: 2 },
    });
    const many = Array.from({ length: 11 }, (_, n) => ({ name: `${n}`, data: '' }));
    expect(await problemOf(zip(many), { limits })).toEqual({ code: 'sheet_too_large' });
    const merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/>';
    const merged = sheetXml([['a']], `${merges}<mergeCell ref="A3:B3"/></mergeCells>`);
    expect(await problemOf(zip(workbookParts(merged)), { limits })).toEqual({
      code: 'sheet_too_many_merges',
      params: { max: 2 },
    });
    expect(await problemOf('x'.repeat(2_000), { limits: { fileBytes: 1_000 } })).toEqual({
      code: 'sheet_too_large',
    });
  });

  it('text that is neither UTF-8 nor GB18030', async () => {
    expect(await problemOf(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]))).toEqual({
      code: 'sheet_encoding',
    });
    expect(await problemOf(Buffer.from([0xef, 0xbb, 0xbf, 0xd5, 0xc5]))).toEqual({
      code: 'sheet_encoding',
    });
  });

  it('rows that stand where no sheet has any', async () => {
    const rows = (...numbers: string[]) => {
      const tags = numbers.map((r) => `<row r="${r}"><c t="inlineStr"><is><t>a</t></is></c></row>`);
      return zip(workbookParts(`<worksheet><sheetData>${tags.join('')}</sheetData></worksheet>`));
    };
    const damaged = { code: 'sheet_not_readable' };
    expect(await problemOf(rows('1', '999999999999'))).toEqual(damaged);
    expect(await problemOf(rows('2', '2'))).toEqual(damaged);
    expect(await problemOf(rows('3', '2'))).toEqual(damaged);
    expect(await problemOf(rows('1', '1048576'))).toBeUndefined();
  });

  it('tags without end, texts without end, and one part for two sheets', async () => {
    const open = zip(workbookParts(`<worksheet><row ${'a '.repeat(60_000)}`));
    expect(await problemOf(open)).toEqual({ code: 'sheet_not_readable' });
    const long = sheetXml([['x'.repeat(40_000)]]);
    expect(await problemOf(zip(workbookParts(long)))).toMatchObject({
      code: 'sheet_cell_too_long',
    });
    const parts = workbookParts(sheet).map((part) => {
      const data = String(part.data).replace(/<sheet .*?\/>/, (tag) => `${tag}${tag}`);
      return part.name === 'xl/workbook.xml' ? { ...part, data } : part;
    });
    expect(await problemOf(zip(parts))).toEqual({ code: 'sheet_not_readable' });
  });
});

describe('reading', () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `${n},rubbish`).join('\n');

  it('gives 50,000 rows, all of them and in order', async () => {
    const rows = await rowsOf(lines);
    expect(rows).toHaveLength(50_000);
    expect(rows.every(({ number, cells }, n) => number === n + 1 && cells[0] === `${n}`)).toBe(
      true,
    );
  });
});
