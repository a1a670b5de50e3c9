import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sheetXml, workbookParts, zip } from '../platform/sheets/test-files.ts';
import { xls } from '../platform/sheets/test-xls.ts';

/** Rosters that are made to hurt a server, by name. They fit the roster of the tests' programme. */

const header = ['Ring number', 'Name', 'Date of birth', 'Group', 'Organisation code', 'Visitor'];
const line = (card: string, birth = '1990-01-02', name = 'Percy') =>
  [card, name, birth, 'Emperors', 'north', 'no'] as const;

const csv = (rows: (readonly string[])[]) =>
  Buffer.from(
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n'),
  );

const day = (text: string, rows: number) =>
  csv([header, ...Array.from({ length: rows }, (_, n) => line(`P${n}`, text))]);

const heads = (text: string) =>
  csv([...Array.from({ length: 9 }, () => [text, text, text]), header, line('P0001')]);

/** Random bytes beside what packs well keep an archive below the ratio that is refused. */
const ballast = (bytes: number) => ({ name: 'xl/media/image1.png', data: randomBytes(bytes) });

function sharedStrings(table: string, sheet = sheetXml([header, [...line('P0001')]])): Buffer {
  const [types, root, relations, workbook] = workbookParts('');
  const withStrings = String(relations?.data).replace(
    '</Relationships>',
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
  );
  return zip([
    ...[types, root, workbook].flatMap((part) => part ?? []),
    { name: 'xl/_rels/workbook.xml.rels', data: withStrings },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
    { name: 'xl/sharedStrings.xml', data: `<sst>${table}</sst>` },
    ballast(4_000_000),
  ]);
}

const rowsAt = (...numbers: string[]) =>
  sheetXml([header, [...line('P0001')], [...line('P0002')]]).replaceAll(
    /<row r="([23])"/g,
    (_, place) => `<row r="${numbers[Number(place) - 2]}"`,
  );

const honestRows = (count: number) =>
  Array.from({ length: count }, (_, n) => line(`P${n}`, '1990-01-02', `Penguin ${n}`));

function manySheets(count: number, rows: number): Buffer {
  const parts = workbookParts(sheetXml(honestRows(rows).map((row) => [...row])));
  const sheet = parts.find(({ name }) => name.includes('worksheets'));
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  const repeat = (text: string, mark: RegExp) =>
    text.replace(mark, (tag) =>
      numbers.map((n) => tag.replaceAll('rId1', `rId${n}`).replace('sheet1', `sheet${n}`)).join(''),
    );
  return zip([
    ...parts
      .filter((part) => part !== sheet)
      .map((part) => ({
        ...part,
        data: repeat(String(part.data), /<(sheet|Relationship) .*?\/>/g),
      })),
    ...numbers.map((n) => ({ name: `xl/worksheets/sheet${n}.xml`, data: sheet?.data ?? '' })),
    ballast(1_000_000),
  ]);
}

const odsCell =
  '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>';

const ods = (rows: string): Buffer =>
  zip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
    {
      name: 'content.xml',
      data: `<office:body><office:spreadsheet><table:table table:name="s">${rows}</table:table></office:spreadsheet></office:body>`,
    },
  ]);

const farRight = [...new Array<null>(250).fill(null), 'x'];

/** Each makes its file when asked to: some take hundreds of megabytes. */
const makers: Record<string, () => Buffer> = {
  'day-commas.csv': () => day(', '.repeat(16_300), 10),
  'day-dashes.csv': () => day('1-'.repeat(16_300), 10),
  'day-fill.csv': () => day('一'.repeat(32_000), 10),
  'header-brackets.csv': () => heads('('.repeat(32_700)),
  'header-angles.csv': () => heads('<【[('.repeat(8_100)),
  'columns-20000.csv': () => csv([Array.from({ length: 20_000 }, (_, n) => `c${n}`)]),
  'strings-many.xlsx': () => sharedStrings('<si><t>x</t></si>'.repeat(30_000_000)),
  'strings-long.xlsx': () => sharedStrings(`<si><t>${'x'.repeat(400_000_000)}</t></si>`),
  'strings-rich.xlsx': () =>
    sharedStrings('<si><r><t>x</t></r><r><t>y</t></r></si>'.repeat(12_000_000)),
  'row-number-huge.xlsx': () => zip(workbookParts(rowsAt('2', '999999999999'))),
  'row-number-twice.xlsx': () => zip(workbookParts(rowsAt('2', '2'))),
  'row-number-falling.xlsx': () => zip(workbookParts(rowsAt('9', '3'))),
  'rows-blank-and-wide.xlsx': () =>
    zip([
      ...workbookParts(
        `<worksheet><sheetData>${'<row><c r="XFD1"/></row>'.repeat(10_000_000)}</sheetData></worksheet>`,
      ),
      ballast(2_000_000),
    ]),
  'tag-open.xlsx': () =>
    zip([
      ...workbookParts(`<worksheet><sheetData><row ${'a '.repeat(150_000_000)}`),
      ballast(2_000_000),
    ]),
  'tags-nested.xlsx': () =>
    zip([...workbookParts(`<worksheet>${'<v '.repeat(60_000_000)}`), ballast(2_000_000)]),
  'settings-tags.xlsx': () => {
    const parts = workbookParts(sheetXml([header, [...line('P0001')]]));
    const workbook = parts.find(({ name }) => name === 'xl/workbook.xml');
    if (workbook) workbook.data = `${'<sheet '.repeat(400_000)}${workbook.data}`;
    return zip([...parts, ballast(100_000)]);
  },
  'text-shared-by-all.xlsx': () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(6);
    const rows = `<row>${cells}</row>`.repeat(200_000);
    return sharedStrings(
      `<si><t>${'x'.repeat(32_000)}</t></si>`,
      `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    );
  },
  'sheets-many.xlsx': () => manySheets(90, 20_000),
  'rows-repeated.ods': () =>
    ods(`<table:table-row table:number-rows-repeated="1048576">${odsCell}`),
  'cells-repeated.ods': () =>
    ods(
      `<table:table-row>${odsCell.replace('-cell', '-cell table:number-columns-repeated="1000000"')}`,
    ),
  'tables-nested.html.csv': () => Buffer.from(`<html>${'<table><tr><td>'.repeat(1_000_000)}`),
  'scripts-open.html.csv': () => Buffer.from(`<html>${'<script><style>'.repeat(1_500_000)}`),
  'tags-open.html.csv': () => Buffer.from(`<table>${'<td colspan='.repeat(2_000_000)}`),
  'cells-many.xls': () =>
    xls([
      {
        name: 's',
        rows: Array.from({ length: 60_000 }, () => Array.from({ length: 5 }, () => 'xxxx')),
      },
    ]),
  'cells-far-apart.xls': () =>
    xls([{ name: 's', rows: [header, ...Array.from({ length: 60_000 }, () => farRight)] }]),
  'honest-100000.csv': () => csv([header, ...honestRows(100_000)]),
  'honest-100000.xlsx': () =>
    zip([...workbookParts(sheetXml([header, ...honestRows(100_000).map((row) => [...row])]))]),
};

export async function writeHostileRosters(folder: string, only = ''): Promise<void> {
  for (const [name, make] of Object.entries(makers)) {
    if (name.includes(only)) writeFileSync(join(folder, name), make());
  }
}
