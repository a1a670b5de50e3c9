import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellText } from './cells.ts';
import type { ColumnSpec } from './columns.ts';
import { ImportRow, type RowProblem } from './import-row.ts';
import { defaultLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import { type RefusedRow, refusedSheet } from './refused.ts';
import { surveySource } from './survey.ts';
import { mergeLookup, surveyedRows } from './surveyed-rows.ts';
import { readSheet, testFolder } from './test-files.ts';

/** The weekly weighing of the penguins: rings, names, kilograms, days. */
const columns: ColumnSpec[] = [
  { key: 'ring', names: ['脚环号', 'Ring'], required: true },
  { key: 'name', names: ['姓名', 'Name'], required: true },
  { key: 'kg', names: ['体重', 'Weight (kg)'], required: false },
  { key: 'weighed', names: ['日期', 'Day'], required: false, kind: 'day' },
];
type Penguin = { ring: string; name: string; kg: number; day: string | undefined };

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

function penguin(row: ImportRow): Penguin {
  const kg = Number(row.text('kg'));
  if (Number.isNaN(kg)) row.refuse('kg', 'weight_invalid', { max: 60 });
  return {
    ring: row.required('ring', 20),
    name: row.required('name'),
    kg,
    day: row.day('weighed')?.day,
  };
}

/** Reads a whole sheet as an importer does: what was understood, and what was refused why. */
async function readRows(bytes: Uint8Array | string) {
  const source = await openSource(await folder.write(bytes), defaultLimits);
  const survey = await surveySource(source, columns, defaultLimits);
  const [layout] = survey.sheets.flatMap((sheet) => sheet.layout ?? []);
  const places = Object.values(layout?.match.mapping ?? {}).map((index) => index + 1);
  const mergedAt = mergeLookup(layout?.merges ?? [], places);
  const understood: Penguin[] = [];
  const refused: RefusedRow[] = [];
  for await (const row of surveyedRows(source, survey, defaultLimits)) {
    const reader = new ImportRow(row, row.sheet.layout, mergedAt);
    const value = penguin(reader);
    if (reader.problems.length === 0) understood.push(value);
    else refused.push({ row: row.number, cells: row.cells, problems: reader.problems });
  }
  const problems: RowProblem[] = refused.flatMap((each) => each.problems);
  return { survey, layout, understood, refused, problems };
}

describe('the rows of a sheet', () => {
  it('are understood, or refused with each mistake named by row and column', async () => {
    const text = [
      '企鹅名单',
      'Ring,Name,Weight,Day,Remark',
      '1,Pingu,4.5,2022-01-05,',
      '',
      ',Pinga,heavy,2022-02-30,x',
      '4,Robby,3,1/2/2022,',
      '5,Punki,3,',
    ].join('\n');
    const { understood, problems, layout } = await readRows(text);
    expect(understood).toEqual([
      { ring: '1', name: 'Pingu', kg: 4.5, day: '2022-01-05' },
      { ring: '5', name: 'Punki', kg: 3, day: undefined },
    ]);
    expect(problems).toEqual([
      { row: 5, column: 'kg', code: 'weight_invalid', params: { max: 60 } },
      { row: 5, column: 'ring', code: 'cell_required' },
      { row: 5, column: 'weighed', code: 'date_invalid' },
      { row: 6, column: 'weighed', code: 'date_ambiguous' },
    ]);
    expect(layout?.header).toEqual({ row: 2, names: ['Ring', 'Name', 'Weight', 'Day', 'Remark'] });
    expect(layout?.match.unknown).toEqual([{ index: 4, name: 'Remark' }]);
  });

  it('are refused inside merged cells, which are named', async () => {
    const rows = [
      ['Zoo', null, null],
      ['Ring', 'Name', 'Note'],
      [1, 'Pingu', 'a'],
      [null, 'Pinga', null],
    ];
    const merges = [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
      { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
      { startRow: 2, startCol: 2, endRow: 3, endCol: 2 },
    ];
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows, merges }] });
    const { understood, problems } = await readRows(bytes);
    expect(understood).toHaveLength(1);
    expect(problems).toEqual([
      { row: 4, column: 'ring', code: 'cell_merged', params: { range: 'A3:A4' } },
    ]);
  });

  it('are refused where a number lost its last digits', async () => {
    const rows = [
      ['Ring', 'Name'],
      [110101199001010000, 'Pingu'],
      [123456789012345, 'Pinga'],
    ];
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows }] });
    const { understood, problems } = await readRows(bytes);
    expect(understood.map(({ name }) => name)).toEqual(['Pinga']);
    expect(problems).toEqual([{ row: 2, column: 'ring', code: 'digits_lost' }]);
  });
});

describe('a survey', () => {
  const surveyOf = async (bytes: Uint8Array | string) =>
    surveySource(
      await openSource(await folder.write(bytes), defaultLimits),
      columns,
      defaultLimits,
    );
  const problemOf = async (bytes: Uint8Array | string) => (await surveyOf(bytes)).problem;

  it('names the columns that are missing', async () => {
    expect(await problemOf('Name,Weight\nPingu,4')).toEqual({
      code: 'sheet_columns_missing',
      params: { columns: '脚环号 (Ring)' },
    });
    expect(await problemOf('a,b\n1,2')).toEqual({
      code: 'sheet_columns_missing',
      params: { columns: '脚环号 (Ring) · 姓名 (Name)' },
    });
  });

  it('blames merged cells of the header for what is missing', async () => {
    const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }];
    const rows = [
      ['Name', null],
      ['Pingu', '1'],
    ];
    expect(await problemOf(await writeXlsx({ sheets: [{ name: 's', rows, merges }] }))).toEqual({
      code: 'sheet_header_merged',
      params: { columns: '脚环号 (Ring)', range: 'A1:B1' },
    });
  });

  it('names columns that occur twice', async () => {
    expect(await problemOf('脚环号,Ring,Name\n1,2,Pingu')).toEqual({
      code: 'sheet_columns_double',
      params: { columns: '脚环号 = Ring' },
    });
  });

  it('finds the header even when rows come one by one', async () => {
    const wide = Array.from({ length: 40 }, () => 'x'.repeat(3_000)).join(',');
    const { sheets } = await surveyOf(`Zoo\n${wide}\n${wide}\nRing,Name\n1,Pingu`);
    expect(sheets).toMatchObject([{ kind: 'roster', rows: 1, layout: { header: { row: 4 } } }]);
  });
});

describe('refused rows', () => {
  const text = 'Ring,Name,Weight,Note,Day\n007,"a\u2028b",much,=1+1,2022-02-30\n2,Pinga,4,,';

  it('come back as a sheet with reasons in two languages, to correct and import again', async () => {
    const { survey, refused } = await readRows(text);
    expect(refused).toMatchObject([
      { row: 2, cells: ['007', 'a\u2028b', 'much', '=1+1', '2022-02-30'] },
    ]);
    const texts = { weight_invalid: { zh: '最多 {max} 千克', en: 'at most {max} kg' } };
    for (const format of ['xlsx', 'csv'] as const) {
      const bytes = await buffer(refusedSheet({ format, rows: refused, survey, columns, texts }));
      const path = await folder.write(bytes);
      const back = [];
      for await (const { cells } of readSheet(path)) back.push(cells.map(cellText));
      expect(back).toEqual([
        ['Ring', 'Name', 'Weight', 'Note', 'Day', '原行号 Row', '原因', 'Reason'],
        [
          '007',
          'a\u2028b',
          'much',
          '=1+1',
          '2022-02-30',
          '2',
          '体重：最多 60 千克；日期：不是有效的日期',
          'Weight (kg): at most 60 kg; Day: is not a valid date',
        ],
      ]);
      const again = await readRows(bytes);
      expect(again.refused).toHaveLength(1);
      const once = refusedSheet({ format, rows: [], survey: again.survey, columns });
      const [header = ''] = (await buffer(once)).toString('utf8').split('\r\n');
      if (format === 'csv') expect(header.match(/原因/g)).toHaveLength(1);
    }
  });
});
