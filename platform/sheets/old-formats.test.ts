import { writeOds } from 'hucre/ods';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits, type SheetLimits } from './limits.ts';
import { OdsReader } from './ods-rows.ts';
import { openSource } from './open-source.ts';
import { Stop } from './stop.ts';
import { readSheet, testFolder, zip } from './test-files.ts';
import { compound, xls } from './test-xls.ts';

/** Workbooks of LibreOffice and of Excel 97 to 2003, and web pages that call themselves sheets. */

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

async function rowsOf(bytes: Uint8Array, sheet = 0, limits: Partial<SheetLimits> = {}) {
  const rows = [];
  for await (const { number, cells } of readSheet(await folder.write(bytes), { sheet, limits })) {
    rows.push({ number, cells });
  }
  return rows;
}

const sourceOf = async (bytes: Uint8Array) => openSource(await folder.write(bytes), defaultLimits);

async function problemOf(bytes: Uint8Array, limits?: Partial<SheetLimits>) {
  try {
    await rowsOf(bytes, 0, limits);
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.code;
    throw error;
  }
}

describe('an .xls', () => {
  const sheets = [
    { name: '填表说明', rows: [['先读']] },
    { name: 'list', rows: [['name', 'day'], ['企鹅', { serial: 44566 }], [], ['b', 1.5]] },
    { name: 'secret', hidden: true, rows: [['x']] },
  ];

  it('is read sheet by sheet, hidden ones told', async () => {
    expect((await sourceOf(xls(sheets))).sheets).toMatchObject([
      { name: '填表说明', hidden: false },
      { name: 'list', hidden: false },
      { name: 'secret', hidden: true },
    ]);
    expect(await rowsOf(xls(sheets), 1)).toEqual([
      { number: 1, cells: ['name', 'day'] },
      { number: 2, cells: ['企鹅', { day: '2022-01-05' }] },
      { number: 4, cells: ['b', 1.5] },
    ]);
  });

  it('is refused by name with a password, of before Excel 97, damaged, or something else', async () => {
    expect(await problemOf(xls(sheets, { password: true }))).toBe('sheet_encrypted');
    expect(await problemOf(xls(sheets, { version: 0x500 }))).toBe('sheet_legacy_xls');
    expect(await problemOf(xls(sheets).subarray(0, 2_000))).toBe('sheet_not_readable');
    expect(await problemOf(compound('WordDocument', Buffer.from('x')))).toBe('sheet_not_supported');
    expect(await problemOf(compound('Workbook', Buffer.from('x')))).toBe('sheet_not_readable');
  });

  it('does not list one sheet a thousand times', async () => {
    const many = xls(Array.from({ length: 2 }, () => ({ name: 's', rows: [['x']] })));
    // The second entry of the list is made to point where the first does.
    const list = Buffer.from([0x85, 0x00]);
    const first = many.indexOf(list);
    const second = many.indexOf(list, first + 1);
    many.copyWithin(second + 4, first + 4, first + 8);
    expect(await problemOf(many)).toBe('sheet_not_readable');
  });
});

describe('an .ods', () => {
  it('is read sheet by sheet', async () => {
    const bytes = await writeOds({
      sheets: [
        { name: 'one', rows: [['a']] },
        {
          name: '名单',
          rows: [
            ['name', 'day'],
            ['企鹅', new Date('2022-01-05')],
            [null, 4.5],
          ],
        },
      ],
    });
    const { format, sheets } = await sourceOf(bytes);
    expect([format, ...sheets.map(({ name }) => name)]).toEqual(['ods', 'one', '名单']);
    expect(await rowsOf(bytes, 1)).toEqual([
      { number: 1, cells: ['name', 'day'] },
      { number: 2, cells: ['企鹅', { day: '2022-01-05' }] },
      { number: 3, cells: [null, 4.5] },
    ]);
  });

  const kind = 'application/vnd.oasis.opendocument.spreadsheet';
  const ods = (content: string, manifest = '') =>
    zip([
      { name: 'mimetype', data: kind },
      { name: 'META-INF/manifest.xml', data: `<manifest:manifest>${manifest}</manifest:manifest>` },
      { name: 'content.xml', data: content },
    ]);
  const cell = (text: string, more = '') =>
    `<table:table-cell office:value-type="string"${more}><text:p>${text}</text:p></table:table-cell>`;
  const row = (cells: string, more = '') => `<table:table-row${more}>${cells}</table:table-row>`;
  const table = (rows: string) =>
    `<office:body><office:spreadsheet><table:table table:name="s" table:style-name="ta1">${rows}</table:table></office:spreadsheet></office:body>`;
  const hiddenStyle =
    '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>';

  it('writes once what repeats, hides sheets by their style and merges cells', async () => {
    const blank = '<table:table-cell table:number-columns-repeated="16380"/>';
    const content =
      hiddenStyle +
      table(
        row(cell('a', ' table:number-columns-spanned="2"') + cell('b')) +
          row(blank, ' table:number-rows-repeated="3"') +
          row(
            cell('x<text:s text:c="2"/>y', ' table:number-columns-repeated="2"') + blank,
            ' table:number-rows-repeated="2" table:visibility="collapse"',
          ) +
          row(blank, ' table:number-rows-repeated="1048570"'),
      );
    const { sheets, rows } = await sourceOf(ods(content));
    const found = [];
    for await (const each of rows(new Set([0]))) found.push(each);
    expect(found).toEqual([
      { sheet: 0, number: 1, cells: ['a', 'b'] },
      { sheet: 0, number: 5, cells: ['x  y', 'x  y'], hidden: true },
      { sheet: 0, number: 6, cells: ['x  y', 'x  y'], hidden: true },
    ]);
    expect(sheets).toMatchObject([{ name: 's', hidden: true, merges: [{ range: 'A1:B1' }] }]);
  });

  it('is refused by name with a password, or where it repeats without end', async () => {
    expect(await problemOf(ods(table(''), '<manifest:encryption-data/>'))).toBe('sheet_encrypted');
    const endless = ods(table(row(cell('a'), ' table:number-rows-repeated="1000000"')));
    expect(await problemOf(endless, { rows: 1000 })).toBe('sheet_too_many_rows');
    const wide = ods(table(row(cell('a', ' table:number-columns-repeated="999999"'))));
    expect(await problemOf(wide)).toBe('sheet_too_many_columns');
    const beyond = ods(table(row(cell('a'), ' table:number-rows-repeated="9999999"')));
    expect(await problemOf(beyond)).toBe('sheet_not_readable');
  });

  it('is read alike whatever pieces its XML comes in', () => {
    const xml = table(row(cell('a &lt; b<text:tab/>c') + cell('d')));
    for (let size = 1; size <= 30; size += 1) {
      const reader = new OdsReader(defaultLimits, new Set([0]));
      const rows = [];
      for (let at = 0; at < xml.length; at += size) {
        rows.push(...reader.read(xml.slice(at, at + size)));
      }
      expect(rows).toEqual([{ sheet: 0, number: 1, cells: ['a < b\tc', 'd'] }]);
    }
  });
});

describe('a web page', () => {
  const page = (body: string) =>
    Buffer.from(
      `\ufeff<!DOCTYPE html><html><head><style>td { x: "<b" }</style></head>${body}</html>`,
    );

  it('is read table by table, with tags that are not closed, spans and entities', async () => {
    const table = `<TABLE border=1><TR><TH colspan="2">名&nbsp;单</TH><TH>c</TH>
      <tr><td rowspan=2>north<td> a
        b <br>c</td><td>1 &lt; 2</td></tr>
      <tr><td>d</td></tr></TABLE>`;
    const { format, sheets } = await sourceOf(page(table));
    expect([format, sheets.length, sheets[0]?.name]).toEqual(['html', 1, null]);
    expect(sheets[0]?.merges.map(({ range }) => range)).toEqual(['A1:B1', 'A2:A3']);
    expect(await rowsOf(page(table))).toEqual([
      { number: 1, cells: ['名 单', null, 'c'] },
      { number: 2, cells: ['north', 'a b\nc', '1 < 2'] },
      { number: 3, cells: [null, 'd'] },
    ]);
    const two = page('<table><tr><td>x</table><table><tr><td>y</table>');
    expect((await sourceOf(two)).sheets.map(({ name }) => name)).toEqual(['Table 1', 'Table 2']);
    expect(await rowsOf(two, 1)).toEqual([{ number: 1, cells: ['y'] }]);
  });

  it('is refused where its cells are wider or longer than a sheet, and without a table', async () => {
    const cell = (attributes: string, text = 'x') =>
      page(`<table><tr><td ${attributes}>${text}</td></tr></table>`);
    expect(await problemOf(cell('colspan="60000"'))).toBe('sheet_too_many_columns');
    expect(await problemOf(cell('', 'x'.repeat(40_000)))).toBe('sheet_cell_too_long');
    expect(await problemOf(page('<p>Nothing</p>'))).toBe('sheet_not_supported');
  });
});
