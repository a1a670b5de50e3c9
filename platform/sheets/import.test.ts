import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellText } from './cells.ts';
import type { ColumnSpec } from './columns.ts';
import { type BatchOutcome, type ImportOptions, type ParsedRow, runImport } from './import.ts';
import type { ImportRow, RowProblem } from './import-row.ts';
import { readSheet } from './read.ts';
import { type RefusedRow, readRefused, refusedSheet, refusedSpool } from './refused.ts';
import { surveySheet } from './survey.ts';
import { testFolder } from './test-files.ts';

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

/** Takes everything; remembers it by ring, so that a second import of the same finds nothing new. */
function colony() {
  const known = new Map<string, string>();
  const batches: number[] = [];
  const onBatch = async (batch: ParsedRow<Penguin>[]): Promise<BatchOutcome> => {
    batches.push(batch.length);
    const outcome = { fresh: 0, updated: 0, unchanged: 0, refused: [] as RowProblem[] };
    for (const { row, value } of batch) {
      const before = known.get(value.ring);
      const now = JSON.stringify(value);
      if (value.name === 'Gull') outcome.refused.push({ row, column: 'name', code: 'no_penguin' });
      else if (before === undefined) outcome.fresh += 1;
      else if (before === now) outcome.unchanged += 1;
      else outcome.updated += 1;
      known.set(value.ring, now);
    }
    return outcome;
  };
  return { known, batches, onBatch };
}

async function importOf(
  bytes: Uint8Array | string,
  options: Partial<ImportOptions<Penguin>> & Pick<ImportOptions<Penguin>, 'onBatch'> = colony(),
) {
  const path = await folder.write(bytes);
  const keyOf = ({ ring }: Penguin) => ring;
  const { onBatch, ...rest } = options;
  return runImport({ path, columns, parseRow: penguin, keyOf, ...rest, onBatch });
}

const list = '脚环号,姓名,体重,日期\n1,Pingu,4.5,5/1/2022\n2,Pinga,4,25/1/2022\n';

describe('runImport', () => {
  it('hands over parsed rows and gives a receipt that adds up', async () => {
    const { known, onBatch } = colony();
    const receipt = await importOf(list, { onBatch });
    expect(receipt.counts).toEqual({ rows: 2, fresh: 2, updated: 0, unchanged: 0, refused: 0 });
    expect(receipt.problems).toEqual([]);
    // The second row tells that the day comes first, for the first row as well.
    expect(receipt.survey.orders).toEqual({ weighed: 'dmy' });
    expect(JSON.parse(known.get('1') ?? '')).toMatchObject({ name: 'Pingu', day: '2022-01-05' });
  });

  it('changes nothing when the same comes again, and updates what was corrected', async () => {
    const { onBatch } = colony();
    await importOf(list, { onBatch });
    expect((await importOf(list, { onBatch })).counts).toMatchObject({ unchanged: 2, fresh: 0 });
    const corrected = iconv.encode(list.replace('4.5', '4.6'), 'gb18030');
    expect((await importOf(corrected, { onBatch })).counts).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
  });

  it('refuses rows with mistakes, each named by row and column, and imports the others', async () => {
    const text = [
      '企鹅名单',
      'Ring,Name,Weight,Day,Remark',
      '1,Pingu,4.5,2022-01-05,',
      '',
      ',Pinga,heavy,2022-02-30,x',
      '1,Pingo,4,2022-01-05,',
      '3,Gull,1,2022-01-05,',
      '4,Robby,3,1/2/2022,',
      '5,Punki,3,',
    ].join('\n');
    const { counts, problems, problemsByCode, survey } = await importOf(text);
    expect(counts).toEqual({ rows: 6, fresh: 2, updated: 0, unchanged: 0, refused: 4 });
    expect(problems).toEqual([
      { row: 5, column: 'kg', code: 'weight_invalid', params: { max: 60 } },
      { row: 5, column: 'ring', code: 'cell_required' },
      { row: 5, column: 'weighed', code: 'date_invalid' },
      { row: 6, column: '', code: 'row_double', params: { first: 3 } },
      { row: 7, column: 'name', code: 'no_penguin' },
      { row: 8, column: 'weighed', code: 'date_ambiguous' },
    ]);
    expect(problemsByCode.date_invalid).toBe(1);
    expect(survey.header).toEqual({ row: 2, names: ['Ring', 'Name', 'Weight', 'Day', 'Remark'] });
    expect(survey.match.unknown).toEqual([{ index: 4, name: 'Remark' }]);
  });

  it('refuses rows inside merged cells and says which', async () => {
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
    const { counts, problems } = await importOf(bytes);
    expect(counts).toMatchObject({ rows: 2, fresh: 1, refused: 1 });
    expect(problems).toEqual([
      { row: 4, column: 'ring', code: 'cell_merged', params: { range: 'A3:A4' } },
    ]);
  });

  it('refuses numbers that lost their last digits', async () => {
    const rows = [
      ['Ring', 'Name'],
      [110101199001010000, 'Pingu'],
      [123456789012345, 'Pinga'],
    ];
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows }] });
    const { counts, problems } = await importOf(bytes);
    expect(counts).toMatchObject({ fresh: 1, refused: 1 });
    expect(problems).toEqual([{ row: 2, column: 'ring', code: 'digits_lost' }]);
  });

  it('counts 50,000 rows of rubbish without listing them all, in batches of bounded size', async () => {
    const rubbish = Array.from(
      { length: 50_000 },
      (_, n) => `,${n},Ω≈ç\u2028,${'z'.repeat(n % 50)}`,
    );
    const { batches, onBatch } = colony();
    const progress: number[] = [];
    const receipt = await importOf(['Ring,Name,Weight,Day', ...rubbish, '7,P,1,'].join('\n'), {
      onBatch,
      batchSize: 5_000,
      maxProblems: 10,
      onProgress: ({ done, total }) => {
        expect(total).toBe(50_001);
        progress.push(done);
      },
    });
    expect(receipt.counts).toMatchObject({ rows: 50_001, fresh: 1, refused: 50_000 });
    expect(receipt.problems).toHaveLength(10);
    expect(receipt.problemsByCode.weight_invalid).toBe(50_000);
    expect(batches).toEqual([1]);
    expect(progress).toHaveLength(11);
    expect(progress.at(-1)).toBe(50_001);
  });

  it('stops when aborted, and when the rows handed over do not add up', async () => {
    const stop = new AbortController();
    const rows = Array.from({ length: 3_000 }, (_, n) => `${n},P`).join('\n');
    const { batches, onBatch } = colony();
    const running = importOf(`Ring,Name\n${rows}`, {
      batchSize: 100,
      signal: stop.signal,
      onBatch: (batch) => {
        if (batches.length === 2) stop.abort(new Error('stopped by hand'));
        return onBatch(batch);
      },
    });
    await expect(running).rejects.toThrow('stopped by hand');
    expect(batches.length).toBe(3);
    const forgets = async () => ({ fresh: 1, updated: 0, unchanged: 0 });
    await expect(importOf(list, { onBatch: forgets })).rejects.toThrow('account for every row');
  });

  it('always adds up, whatever the rows hold', async () => {
    const cell = fc.constantFrom('', '1', '2', 'Gull', '5/1/2022', 'x');
    const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 30 });
    const run = async (cells: string[][]) => {
      const filled = cells.filter((row) => row.some((text) => text !== '')).length;
      const text = ['Ring,Name,Weight,Day', ...cells.map((row) => row.join(','))].join('\n');
      const { counts } = await importOf(text, { ...colony(), batchSize: 7 });
      expect(counts.rows).toBe(filled);
      expect(counts.fresh + counts.updated + counts.unchanged + counts.refused).toBe(filled);
    };
    await fc.assert(fc.asyncProperty(rows, run), { numRuns: 5 });
  });
});

describe('surveySheet', () => {
  const problemOf = async (bytes: Uint8Array | string) => {
    const failure = await surveySheet(await folder.write(bytes), columns).catch((error) => error);
    return { code: failure.code, params: failure.extra?.params };
  };

  it('names the columns that are missing', async () => {
    expect(await problemOf('Name,Weight\nPingu,4')).toEqual({
      code: 'sheet_columns_missing',
      params: { columns: '脚环号 (Ring)' },
    });
    expect(await problemOf('a,b\n1,2')).toEqual({
      code: 'sheet_columns_missing',
      params: { columns: '脚环号 (Ring)、姓名 (Name)' },
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
    const long = 'x'.repeat(30_000);
    const wide = Array.from({ length: 40 }, () => long).join(',');
    const path = await folder.write(`Zoo\n${wide}\n${wide}\nRing,Name\n1,Pingu`);
    const survey = await surveySheet(path, columns);
    expect(survey.header.row).toBe(4);
    expect(survey.rows).toBe(1);
  });
});

describe('refused rows', () => {
  const text = 'Ring,Name,Weight,Note,Day\n007,"a\u2028b",much,=1+1,2022-02-30\n2,Pinga,4,,';

  it('come back as a sheet with reasons in two languages, to correct and import again', async () => {
    const spoolPath = folder.path('refused');
    const spool = refusedSpool(spoolPath);
    const { survey } = await importOf(text, { ...colony(), onRefused: spool.add });
    await spool.close();
    const texts = { weight_invalid: { zh: '最多 {max} 千克', en: 'at most {max} kg' } };
    for (const format of ['xlsx', 'csv'] as const) {
      const rows = readRefused(spoolPath);
      const bytes = await buffer(refusedSheet({ format, rows, survey, columns, texts }));
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
      const again = await importOf(bytes, colony());
      expect(again.counts).toMatchObject({ rows: 1, refused: 1 });
      const once = refusedSheet({ format, rows: [], survey: again.survey, columns });
      const [header = ''] = (await buffer(once)).toString('utf8').split('\r\n');
      if (format === 'csv') expect(header.match(/原因/g)).toHaveLength(1);
    }
  });

  it('are told with their cells as they stood', async () => {
    const refused: RefusedRow[] = [];
    await importOf(text, { ...colony(), onRefused: (rows) => void refused.push(...rows) });
    expect(refused).toMatchObject([
      { row: 2, cells: ['007', 'a\u2028b', 'much', '=1+1', '2022-02-30'] },
    ]);
  });
});
