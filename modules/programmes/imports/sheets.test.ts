import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet, testFolder } from '../../../platform/sheets/test-files.ts';
import {
  choicesWith,
  choose,
  confirm,
  csvOf,
  findPeople,
  type RosterKit,
  rosterRow,
  seeImport,
  startRosterKit,
  upload,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';

/** Workbooks of several sheets, and files that can be read in several ways. */

let { kit, cast, otto, id } = {} as RosterKit;

beforeAll(async () => {
  ({ kit, cast, otto, id } = await startRosterKit());
});
afterAll(() => kit.close());

const header = ['Ring number', 'Name', 'Date of birth', 'Group', 'Organisation code', 'Visitor'];
const line = (ring: string, group = 'Emperors') => [
  ...[ring, `Penguin ${ring}`, '1990-01-02', group, 'north', 'no'],
];

type Sheets = Parameters<typeof writeXlsx>[0]['sheets'];
const workbook = async (sheets: Sheets) => Buffer.from(await writeXlsx({ sheets }));

type Choices = Parameters<typeof choose>[4];
const chosen = (importId: string, more: Choices) => choose(kit, otto, id, importId, more);
const chooseSheets = async (importId: string, sheets: number[]) =>
  otto.call(programmes.chooseReading, {
    ...{ params: { id, importId }, body: await choicesWith(otto, id, importId, { sheets }) },
  });

const enrolled = async (search: string) => {
  const found = await findPeople(otto, id, search);
  return found.map(({ name }) => name);
};

describe('a workbook of several sheets', () => {
  // The second sheet has its columns in another order, and somebody of the first once more.
  const turned = (cells: string[]) => [...cells].reverse();
  const two = () =>
    workbook([
      { name: 'Read me', rows: [['How to fill this in']] },
      { name: 'Divers', rows: [header, line('P1001'), line('P1002', 'seals'), line('P1003')] },
      {
        name: 'Walkers',
        rows: [
          turned([...header, 'Remark']),
          turned([...line('P1003'), 'again']),
          turned([...line('P1004'), 'new']),
        ],
      },
    ]);

  it('is read where it looks most like a roster; the others are named, also in the receipt', async () => {
    const { id: importId, preview } = await upload(kit, otto, id, await two());
    const shown = preview?.sheets.map(({ name, kind, rows, read }) => [name, kind, rows, read]);
    expect(shown).toEqual([
      ['Read me', 'other', 1, false],
      ['Divers', 'roster', 3, true],
      ['Walkers', 'roster', 2, false],
    ]);
    expect(preview?.problems).toMatchObject([{ row: 3, column: 'group', code: 'group_unknown' }]);
    const done = await confirm(kit, otto, id, importId);
    expect(done.receipt).toMatchObject({ rows: 3, fresh: 2, refused: 1 });
    expect(done.preview?.sheets.filter(({ read }) => !read)).toHaveLength(2);
    expect(await enrolled('P1004')).toEqual([]);
  });

  it('may have several read, rows told by their sheet, and is carried out as it was shown', async () => {
    const { id: importId } = await upload(kit, otto, id, await two());
    const { preview, rowsTotal } = await chosen(importId, { sheets: [2, 1] });
    expect(rowsTotal).toBe(5);
    expect(preview?.receipt).toMatchObject({ rows: 5, fresh: 1, unchanged: 2, refused: 2 });
    expect(preview?.problems).toMatchObject([
      { row: 3, sheet: 'Divers', column: 'group', code: 'group_unknown' },
      {
        ...{ row: 2, sheet: 'Walkers', column: 'card', code: 'duplicate_in_sheet' },
        params: { first: 4, sheet: 'Divers' },
      },
    ]);
    expect(preview?.unknown).toEqual(['Remark']);
    expect(preview?.warnings).toMatchObject([
      {
        ...{ row: 2, sheet: 'Walkers', column: 'name', code: 'same_person_in_sheet' },
        params: { first: 4, sheet: 'Divers' },
      },
    ]);
    const done = await confirm(kit, otto, id, importId);
    expect(done.receipt).toMatchObject({ rows: 5, fresh: 1, unchanged: 2, refused: 2 });
    expect(await enrolled('P1004')).toEqual(['Penguin P1004']);

    const { raw } = await otto.call(programmes.refusedRows, { params: { id, importId } });
    const folder = await testFolder();
    const rows = [];
    for await (const { cells } of readSheet(await folder.write(raw))) rows.push(cells);
    await folder.remove();
    const [head = [], ...refused] = rows;
    const column = (name: string) => refused.map((cells) => cells[head.indexOf(name)] ?? null);
    expect(column('Ring number')).toEqual(['P1002', 'P1003']);
    expect(column('Remark')).toEqual([null, 'again']);
    expect(column('原工作表 Sheet')).toEqual(['Divers', 'Walkers']);
    expect(column('原行号 Row')).toEqual([3, 2]);
  });

  it('stays read as it is shown when something else is decided, or was before sheets were choices', async () => {
    const { id: importId } = await upload(kit, otto, id, await two());
    await chosen(importId, { sheets: [2, 1] });
    await kit.database.pool.query('update roster_imports set choices = null where id = $1', [
      importId,
    ]);
    const values = [{ column: 'group', from: 'seals', to: 'adelies' }];
    const { preview, choices } = await chosen(importId, { values });
    expect(choices).toMatchObject({ sheets: [1, 2], values });
    expect(preview?.receipt).toMatchObject({ rows: 5, refused: 1 });
  });

  it('says which of the chosen sheets lacks columns, and can be read otherwise again', async () => {
    const { id: importId } = await upload(kit, otto, id, await two());
    const refused = await chosen(importId, { sheets: [0, 1] });
    expect([refused.state, refused.problem]).toEqual(['refused', 'sheet_columns_missing']);
    expect(refused.problemParams?.columns).toMatch(/^Read me: /);
    expect(refused.preview?.sheets.map(({ read }) => read)).toEqual([true, true, false]);
    const { state } = await chosen(importId, { sheets: [1] });
    expect(state).toBe('checked');
  });

  it('has its only list on a hidden sheet: it is read when somebody says so', async () => {
    const data = await workbook([
      { name: 'Cover', rows: [['Penguins of the north']] },
      { name: 'List', hidden: true, rows: [header, line('P1010')] },
    ]);
    const first = await upload(kit, otto, id, data);
    expect(first).toMatchObject({ state: 'refused', problem: 'sheet_columns_missing' });
    expect(first.preview?.sheets[1]).toMatchObject({ hidden: true, kind: 'roster', rows: 1 });
    const { preview } = await chosen(first.id, { sheets: [1] });
    expect(preview?.receipt).toMatchObject({ rows: 1, fresh: 1 });
  });

  it('is not checked again for a sheet that it lacks, once it is carried out, or gone', async () => {
    const { id: importId } = await upload(kit, otto, id, await two());
    const wrong = await chooseSheets(importId, [7]);
    expect([wrong.status, wrong.body.fields]).toEqual([422, [{ path: 'sheets', code: 'invalid' }]]);
    expect((await chooseSheets(importId, [])).status).toBe(422);
    await confirm(kit, otto, id, importId);
    expect((await chooseSheets(importId, [1])).status).toBe(409);
    const start = kit.clock.now();
    const { id: later } = await upload(kit, otto, id, await two());
    const body = await choicesWith(otto, id, later, { sheets: [1] });
    kit.clock.set(new Date(start.getTime() + 25 * 60 * 60 * 1000));
    await kit.platform.files.sweep(kit.platform.db);
    const next = await kit.as(cast.otto);
    const gone = await next.call(programmes.chooseReading, {
      params: { id, importId: later },
      body,
    });
    expect([gone.status, gone.body.code]).toEqual([410, 'import_expired']);
    kit.clock.set(start);
  });
});

it('is to be handed in again where it was being checked by a choice of sheets while the server was upgraded', async () => {
  const data = csvOf([rosterRow({ 'Ring number': 'P1030' })]);
  const { id: importId } = await upload(kit, otto, id, data);
  const file = join(import.meta.dirname, '../migrations/20261201-one-choices.sql');
  const { pool } = kit.database;
  await pool.query('alter table roster_imports add column choice jsonb');
  await pool.query(
    `update roster_imports set state = 'checking', choice = '{"sheets": [0]}' where id = $1`,
    [importId],
  );
  await pool.query(await readFile(file, 'utf8'));
  expect(await seeImport(otto, id, importId)).toMatchObject({
    ...{ state: 'refused', problem: 'import_choices_lost' },
  });
});

describe('a file of separated values', () => {
  it('can be said to be in another encoding', async () => {
    const row = rosterRow({ 'Ring number': 'P1020', Name: 'José' });
    const data = Buffer.from(csvOf([row]).toString('utf8'), 'latin1');
    const first = await upload(kit, otto, id, data);
    expect(first).toMatchObject({ state: 'refused', problem: 'sheet_encoding', preview: null });
    const { preview } = await chosen(first.id, { encoding: 'windows-1252' });
    expect(preview).toMatchObject({ encoding: 'windows-1252', sample: [{ name: 'José' }] });
    await confirm(kit, otto, id, first.id);
    expect(await enrolled('P1020')).toEqual(['José']);
  });

  it('keeps what was decided of its columns and cells when it turns out to be in another one', async () => {
    const row = rosterRow({ 'Ring number': 'P-1022', Name: 'Zoë' });
    const data = Buffer.from(csvOf([row]).toString('utf8'), 'latin1');
    const mends = [{ column: 'card', mend: 'signs_removed' as const }];
    const { id: importId } = await upload(kit, otto, id, data);
    await chosen(importId, { encoding: 'windows-1252', mends });
    const wrong = await chosen(importId, { encoding: 'utf-8' });
    expect(wrong).toMatchObject({ state: 'refused', problem: 'sheet_encoding' });
    const { preview } = await chosen(importId, { encoding: 'windows-1252' });
    expect(preview?.receipt).toMatchObject({ rows: 1, fresh: 1 });
  });

  it('is read in Big5 where it reads as ordinary text in it, and in GB18030 otherwise', async () => {
    const name = '陳';
    const csv = csvOf([rosterRow({ 'Ring number': 'P1021', Name: name })]).toString('utf8');
    const gb = await upload(kit, otto, id, iconv.encode(csv, 'gb18030'));
    expect(gb.preview).toMatchObject({ encoding: 'gb18030', sample: [{ name }] });
    const big5 = await upload(kit, otto, id, iconv.encode(csv, 'big5'));
    const { preview } =
      big5.preview?.encoding === 'big5' ? big5 : await chosen(big5.id, { encoding: 'big5' });
    expect(preview).toMatchObject({ encoding: 'big5', sample: [{ name }] });
  });
});
