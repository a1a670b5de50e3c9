import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../problems.ts';
import type { Row } from './cells.ts';
import { openSheet, type ReadOptions, readSheet } from './read.ts';
import { sheetXml, testFolder, workbookParts, zip } from './test-files.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function rowsOf(bytes: Uint8Array | string, options?: ReadOptions): Promise<Row[]> {
  return collect(readSheet(await folder.write(bytes), options));
}

async function infoOf(bytes: Uint8Array | string) {
  const sheet = await openSheet(await folder.write(bytes));
  await sheet.close();
  return sheet.info;
}

async function problemOf(bytes: Uint8Array | string, options?: ReadOptions) {
  try {
    await rowsOf(bytes, options);
  } catch (error) {
    const { code, extra } = error as Problem;
    return extra.params ? { code, params: extra.params } : { code };
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

  it('is read from the first visible sheet that holds something', async () => {
    const info = await infoOf(
      await writeXlsx({
        sheets: [
          { name: 'secret', hidden: true, rows: [['x']] },
          { name: 'blank', rows: [] },
          { name: '名单 & "list"', rows: [['a']] },
          { name: 'later', rows: [['b']] },
        ],
      }),
    );
    expect(info).toMatchObject({
      sheet: '名单 & "list"',
      otherSheets: ['secret', 'blank', 'later'],
    });
  });

  it('says which cells are merged, before any row', async () => {
    const info = await infoOf(
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
    expect(info.merges).toEqual([
      { range: 'A2:AB3', firstRow: 2, lastRow: 3, firstColumn: 1, lastColumn: 28 },
    ]);
  });

  it('normalises days of the 1904 system and says so', async () => {
    const bytes = await writeXlsx({
      dateSystem: '1904',
      sheets: [{ name: 'd', rows: [[new Date('2022-01-05')]] }],
    });
    expect(await rowsOf(bytes)).toEqual([{ number: 1, cells: [{ day: '2022-01-05' }] }]);
    expect((await infoOf(bytes)).epoch).toBe(1904);
  });

  it('is read when its workbook part has an unusual name', async () => {
    const bytes = zip(workbookParts(sheetXml([['a', 'b']]), { workbook: 'workbook22.xml' }));
    expect(await rowsOf(bytes)).toEqual([{ number: 1, cells: ['a', 'b'] }]);
    expect((await infoOf(bytes)).sheet).toBe('Sheet "1"');
  });

  it('is told apart by what it holds, not by its name', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows: [['a']] }] });
    const path = await folder.write(bytes, 'list.csv');
    expect(await collect(readSheet(path))).toHaveLength(1);
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
    expect((await infoOf(text)).delimiter).toBe(delimiter);
  });

  it.each([
    ['utf-8', Buffer.from('姓名,体温\n张三,36.5')],
    ['utf-8', Buffer.from('\ufeff姓名,体温\n张三,36.5')],
    ['gb18030', iconv.encode('姓名,体温\n张三,36.5', 'gb18030')],
    ['utf-16', Buffer.from('\ufeff姓名,体温\n张三,36.5', 'utf16le')],
  ])('is read in %s', async (encoding, bytes) => {
    expect(await rowsOf(bytes)).toEqual([
      { number: 1, cells: ['姓名', '体温'] },
      { number: 2, cells: ['张三', '36.5'] },
    ]);
    expect((await infoOf(bytes)).encoding).toBe(encoding);
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
    expect(await problemOf('\n,,\n  \n')).toEqual({ code: 'sheet_empty' });
    const blank = await writeXlsx({ sheets: [{ name: 's', rows: [] }] });
    expect(await problemOf(blank)).toEqual({ code: 'sheet_empty' });
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

  it('an old .xls, and other kinds of file', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await problemOf(compound)).toEqual({ code: 'sheet_legacy_xls' });
    const kind = async (bytes: Uint8Array | string) => (await problemOf(bytes))?.params?.kind;
    expect(await kind(zip([{ name: 'word/document.xml', data: 'x' }]))).toBe('.docx');
    expect(await kind(zip([{ name: 'content.xml', data: 'x' }]))).toBe('.ods');
    expect(await kind('%PDF-1.7 …')).toBe('.pdf');
    expect(await kind('\n<html><table>')).toBe('HTML');
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

  it('what takes too much memory or time', async () => {
    const texts = Array.from({ length: 60_000 }, (_, n) => [`${n} ${'x'.repeat(900)}`]);
    const csv = texts.map(([text]) => text).join('\n');
    expect(await problemOf(csv, { limits: { heapMb: 16 } })).toEqual({ code: 'sheet_too_large' });
    expect(await problemOf(csv, { limits: { time: 0 } })).toEqual({ code: 'sheet_too_slow' });
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

  it('can be left early, and aborted', async () => {
    const path = await folder.write(lines);
    for await (const row of readSheet(path)) {
      if (row.number === 3) break;
    }
    const stop = new AbortController();
    const reading = (async () => {
      for await (const row of readSheet(path, { signal: stop.signal })) {
        if (row.number === 300) stop.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
  });

  it('gives its turn back, however it ends', async () => {
    const path = await folder.write('a\nb');
    const broken = await folder.write('');
    for (let round = 0; round < 3; round += 1) {
      await (await openSheet(path)).close();
      await expect(openSheet(broken)).rejects.toMatchObject({ code: 'sheet_empty' });
      expect(await collect(readSheet(path))).toHaveLength(2);
    }
  });

  it('fails for a file that is not there', async () => {
    await expect(openSheet(folder.path('nowhere'))).rejects.toMatchObject({
      code: 'sheet_not_readable',
    });
  });
});
