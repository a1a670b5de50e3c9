import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellText } from '../../../../platform/sheets/cells.ts';
import { readSheet, testFolder } from '../../../../platform/sheets/test-files.ts';
import { type Client, type Kit, startKit } from '../../../../server/testing/kit.ts';
import { csvOf, type SheetRow, xlsxOf } from '../../../../server/testing/roster.ts';
import { staffRealm } from '../../../people/public.ts';
import { places } from '../../../places/contract.ts';
import { addPlace, type PlaceRow } from '../../../places/public.ts';
import { staff } from '../../contract.ts';
import { addGrant, createStaff } from '../../create.ts';
import { resumeWorkbooks } from '../jobs.ts';
import { batchRows } from '../read-rows.ts';
import { dyingAt, expectGone, filesIn, rowsIn } from '../testing.ts';
import { workOnImport } from '../work.ts';

/** Organisations and sites by workbook: out, changed in a spreadsheet, and in again. */

let kit: Kit;
let at: Record<'root' | 'north' | 'south' | 'gate', PlaceRow>;
let chief: Client;
let folder: Awaited<ReturnType<typeof testFolder>>;

beforeAll(async () => {
  kit = await startKit();
  folder = await testFolder();
  await kit.platform.transaction(null, async (tx) => {
    const place = (code: string, parent: PlaceRow | null, { kind }: Pick<PlaceRow, 'kind'>) =>
      addPlace(tx, { parentId: parent?.id ?? null, kind, code, zh: `${code}地`, en: code });
    const root = await place('root', null, { kind: 'region' });
    const north = await place('north', root, { kind: 'organisation' });
    const south = await place('south', root, { kind: 'organisation' });
    at = { root, north, south, gate: await place('gate', north, { kind: 'site' }) };
  });
  chief = await hire('chief', 'administrator', at.root);
});
afterAll(async () => {
  await folder.remove();
  await kit.close();
});

async function hire(username: string, role: string, place: PlaceRow) {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username, name: username, role, placeId: place.id }),
  );
  const client = await kit.as({ personId, realm: staffRealm, app: 'console' });
  return Object.assign(client, { personId });
}

async function exported(by = chief, format: 'csv' | 'xlsx' = 'csv'): Promise<SheetRow[]> {
  const { raw } = await by.call(staff.exportPlaces, { query: { format, lang: 'en' } });
  return rowsIn(folder, raw);
}

async function start(data: Buffer, by = chief): Promise<string> {
  const file = { name: 'places.csv', mime: 'text/csv', data };
  return (await by.get(staff.startPlaceImport, { file })).id;
}

async function upload(rows: SheetRow[], by = chief): Promise<string> {
  const importId = await start(csvOf(rows), by);
  await kit.work();
  return importId;
}

const see = (importId: string, by = chief) => by.get(staff.placeImport, { params: { importId } });

const rowsOf = async (importId: string, by = chief) =>
  (await by.get(staff.placeImportRows, { params: { importId }, query: { limit: 200 } })).items;

const confirm = (importId: string, by = chief) =>
  by.call(staff.confirmPlaceImport, { params: { importId } });

const choose = (importId: string, choice: 'mine' | 'theirs', position?: number) =>
  chief.call(staff.chooseInPlaces, {
    params: { importId },
    body: { choice, ...(position !== undefined && { position }) },
  });

const placeAt = (id: number) => chief.get(places.get, { params: { id } });

const change = (place: PlaceRow, given: object) => {
  const { name_zh: nameZh, name_en: nameEn, id } = place;
  return chief.get(places.rename, { params: { id }, body: { nameZh, nameEn, ...given } });
};

const newRow = (given: SheetRow): SheetRow => ({
  ...{ Kind: 'Organisation', Parent: 'root/north', Code: 'new', 'Name in Chinese': '新' },
  ...given,
});

const with_ = (rows: SheetRow[], code: string, given: SheetRow): SheetRow[] =>
  rows.map((row) => (row.Code === code ? { ...row, ...given } : row));

describe('a workbook of places', () => {
  it.each(['csv', 'xlsx'] as const)(
    'changes nothing when it comes back as it went, as %s',
    async (format) => {
      const rows = await exported(chief, format);
      expect(rows.map((row) => [row.Kind, row.Parent, row.Code, row.Status])).toEqual([
        ['Organisation', 'root', 'north', 'Enabled'],
        ['Organisation', 'root', 'south', 'Enabled'],
        ['Site', 'root/north', 'gate', 'Enabled'],
      ]);
      const importId = await start(format === 'csv' ? csvOf(rows) : await xlsxOf(rows));
      await kit.work();
      expect(await see(importId)).toMatchObject({
        ...{ state: 'checked', rowsTotal: 3 },
        counts: { fresh: 0, changed: 0, conflict: 0, unchanged: 3, refused: 0 },
      });
      expect((await confirm(importId)).body.code).toBe('workbook_empty');
      await chief.get(staff.discardPlaceImport, { params: { importId } });
      expect(await rowsOf(importId)).toEqual([]);
    },
  );

  it('adds and changes what it says, an organisation with what is below it, and tells who did', async () => {
    const rows = [
      ...with_(await exported(), 'south', { Address: 'South Road 1', Status: '停用' }),
      newRow({ Code: 'east/1', 'Region code': '220102', Remark: ' two\n lines ' }),
      newRow({ Kind: '站点', Parent: 'root/north/east\\/1', Code: 'door', Status: 'disabled' }),
    ];
    const importId = await upload(rows);
    const [, south, , east] = await rowsOf(importId);
    expect((await see(importId)).counts).toMatchObject({ fresh: 2, changed: 1, unchanged: 2 });
    expect(south?.changes).toEqual([
      { field: 'address', from: null, to: 'South Road 1' },
      { field: 'disabled', from: false, to: true },
    ]);
    expect(east).toMatchObject({ state: 'fresh', row: 5, code: 'east/1', name: '新' });
    expect((await confirm(importId)).status).toBe(200);
    expect((await confirm(importId)).body.code).toBe('workbook_not_ready');
    await kit.work();
    expect(await see(importId)).toMatchObject({
      ...{ state: 'done', rowsDone: 5, counts: { fresh: 2, changed: 1, unchanged: 2, refused: 0 } },
    });
    expect(await placeAt(at.south.id)).toMatchObject({ address: 'South Road 1', disabled: true });
    const after = await exported();
    expect(after.map((row) => `${row.Parent}/${row.Code} ${row.Status}`)).toContain(
      'root/north/east\\/1/door Disabled',
    );
    expect(after.find((row) => row.Code === 'east/1')).toMatchObject({
      ...{ 'Name in English': '新', 'Region code': '220102', Remark: 'two lines' },
    });
    const { rows: trail } = await kit.database.pool.query(
      'select action, actor_id is not null as by from audit_entries order by id desc limit 7',
    );
    expect(trail.map(({ action, by }) => `${action} ${by}`)).toEqual(
      expect.arrayContaining([
        ...['staff.places_imported true', 'place.created true', 'place.changed true'],
      ]),
    );
    expect(await readdir(kit.filesFolder, { recursive: true }).then(filesIn)).toEqual([]);
  });

  it('leaves alone what others changed meanwhile, unless somebody says otherwise', async () => {
    const before = await exported();
    await change(at.north, { address: 'Theirs 1' });
    await change(at.gate, { address: 'Theirs 2', remark: 'Theirs 2' });
    await change(at.south, { address: 'Theirs 3' });
    const mine = with_(before, 'north', { Address: 'Mine 1' });
    const rows = with_(with_(mine, 'gate', { Address: 'Mine 2' }), 'south', { Remark: 'Mine 3' });
    const importId = await upload(rows);
    expect((await see(importId)).counts).toMatchObject({ conflict: 2, open: 2, changed: 1 });
    const [north, south, gate] = (await rowsOf(importId)).filter(({ code }) =>
      ['north', 'south', 'gate'].includes(code),
    );
    const conflict = { field: 'address', from: 'Theirs 1', to: 'Mine 1' };
    expect(north).toMatchObject({ state: 'conflict', choice: null, conflicts: [conflict] });
    expect(south?.changes).toEqual([{ field: 'remark', from: null, to: 'Mine 3' }]);
    expect((await confirm(importId)).body.code).toBe('workbook_open');
    expect((await choose(importId, 'theirs')).status).toBe(200);
    expect((await choose(importId, 'mine', gate?.position)).status).toBe(200);
    expect((await choose(importId, 'mine', south?.position)).status).toBe(404);
    await confirm(importId);
    await kit.work();
    expect((await see(importId)).counts).toMatchObject({ changed: 2, conflict: 0, refused: 0 });
    expect(await placeAt(at.north.id)).toMatchObject({ address: 'Theirs 1' });
    expect(await placeAt(at.gate.id)).toMatchObject({ address: 'Mine 2', remark: 'Theirs 2' });
    expect(await placeAt(at.south.id)).toMatchObject({ address: 'Theirs 3', remark: 'Mine 3' });
  });

  it('writes nothing but what was shown', async () => {
    const importId = await upload(with_(await exported(), 'gate', { Address: 'Mine 4' }));
    await change(at.gate, { address: 'Theirs 4' });
    await confirm(importId);
    await kit.work();
    const refused = (await rowsOf(importId)).filter(({ state }) => state === 'refused');
    expect(refused).toMatchObject([{ code: 'gate', problems: [{ code: 'changed_meanwhile' }] }]);
    expect(await placeAt(at.gate.id)).toMatchObject({ address: 'Theirs 4' });
    const { raw } = await chief.call(staff.refusedPlaceRows, { params: { importId } });
    const cells: string[] = [];
    for await (const row of readSheet(await folder.write(raw))) {
      cells.push(...row.cells.map(cellText));
    }
    expect(cells).toContain('Mine 4');
  });

  it.each<[SheetRow, string, string]>([
    [{ Kind: 'Region' }, 'kind', 'place_kind_unknown'],
    [{ Kind: '' }, 'kind', 'cell_required'],
    [{ Parent: 'root/nowhere' }, 'parent', 'place_parent_unknown'],
    [{ Parent: '' }, 'parent', 'cell_required'],
    [{ Parent: 'root', Kind: 'Site' }, 'parent', 'site_in_region'],
    [{ Code: '' }, 'code', 'cell_required'],
    [{ Code: 'c'.repeat(101) }, 'code', 'cell_too_long'],
    [{ 'Name in Chinese': ' ' }, 'nameZh', 'cell_required'],
    [{ 'Name in English': 'n'.repeat(201) }, 'nameEn', 'cell_too_long'],
    [{ 'Region code': '12' }, 'regionCode', 'place_region_unknown'],
    [{ 'Region code': '999999' }, 'regionCode', 'place_region_unknown'],
    [{ Status: 'maybe' }, 'disabled', 'status_unknown'],
    [{ 'Record (do not change)': 'whatever' }, 'record', 'record_unreadable'],
    [{ Code: 'gate', Kind: 'Organisation' }, 'kind', 'place_kind_stays'],
  ])('refuses %j at its cell', async (given, column, code) => {
    const importId = await upload([newRow(given)]);
    expect(await rowsOf(importId)).toMatchObject([
      { state: 'refused', problems: [{ column, code }] },
    ]);
  });

  it('refuses to move or to recode, what is gone, and what stands there twice', async () => {
    const [north, ...others] = await exported();
    const record = 'Record (do not change)';
    const gone = { ...north, [record]: north?.[record]?.replace(/^\d+/, '999999') ?? '' };
    const importId = await upload([
      { ...north, Parent: 'root/south' },
      { ...others[0], Code: 'other' },
      { ...gone, Code: 'gone' },
      newRow({ Code: 'twin' }),
      newRow({ Code: 'twin' }),
    ]);
    const all = await rowsOf(importId);
    expect(all.map(({ problems: [first] }) => first && `${first.column} ${first.code}`)).toEqual([
      ...['parent place_stays', 'code place_code_stays', 'record place_gone'],
      ...[undefined, 'code row_double'],
    ]);
  });

  it.each<[string, Buffer, string]>([
    ['a PDF', Buffer.from('%PDF-1.7'), 'sheet_not_supported'],
    ['nothing', Buffer.alloc(0), 'sheet_empty'],
    ['a header alone', csvOf([newRow({})]).subarray(0, 40), 'sheet_empty'],
    ['another sheet', Buffer.from('Kind,Colour\nSite,red\n'), 'sheet_columns_missing'],
  ])('is refused where it is %s', async (_, data, problem) => {
    const importId = await start(data);
    await kit.work();
    expect(await see(importId)).toMatchObject({ state: 'refused', problem });
    expect((await confirm(importId)).body.code).toBe('workbook_not_ready');
  });
});

it('says whom a place shuts out that it disables, by name to who may see staff', async () => {
  await hire('gate-keeper', 'organiser', at.gate);
  const both = await hire('both-gates', 'organiser', at.gate);
  await kit.platform.transaction(null, async (tx) => {
    const named = { code: 'west', zh: '西', en: 'West' };
    const west = await addPlace(tx, { parentId: at.root.id, kind: 'organisation', ...named });
    await addGrant(tx, both.personId, 'reader', west.id);
  });
  const northern = await hire('northern-organiser', 'organiser', at.root);
  const notesFor = async (by: Client) => {
    const rows = (await exported(by)).map((row) => ({ ...row, Status: 'Disabled' }));
    const importId = await upload(rows, by);
    const all = await rowsOf(importId, by);
    const notes = all.flatMap(({ code, notes }) =>
      notes.map((note) => [code, note.code, note.params]),
    );
    return { notes, shutOut: (await see(importId, by)).counts.shutOut };
  };
  // Who works at both is shut out by the second one, and whoever is said above a gate is not said there again.
  expect(await notesFor(chief)).toEqual({
    shutOut: 2,
    notes: [
      ['north', 'shuts_out', { count: 1, names: ['gate-keeper'] }],
      ['west', 'shuts_out', { count: 1, names: ['both-gates'] }],
    ],
  });
  expect((await notesFor(northern)).notes).toEqual([
    ['north', 'shuts_out_some', { count: 1 }],
    ['west', 'shuts_out_some', { count: 1 }],
  ]);
});

describe('an import that is cut off', () => {
  const count = 2 * batchRows + 50;
  const added = async () => {
    const { rows } = await kit.database.pool.query<{ count: number }>(
      "select count(*)::int as count from places where code like 'many-%'",
    );
    return rows[0]?.count;
  };

  it('goes on behind its last batch, and adds nothing twice', async () => {
    const rows = Array.from({ length: count }, (_, n) =>
      newRow({ Code: `many-${n}`, Parent: n === 10 ? 'nowhere' : 'root/south' }),
    );
    const importId = await start(csvOf(rows));
    await expect(workOnImport(dyingAt(kit, 5), importId)).rejects.toThrow('killed');
    await kit.work();
    expect(await see(importId)).toMatchObject({ state: 'checked', rowsDone: count });
    await chief.get(staff.confirmPlaceImport, { params: { importId } });
    await expect(workOnImport(dyingAt(kit, 3), importId)).rejects.toThrow('killed');
    expect(await added()).toBe(batchRows - 1);
    expect(await see(importId)).toMatchObject({ state: 'importing', rowsDone: batchRows });
    await resumeWorkbooks.handle(kit.platform, {});
    await kit.work();
    expect(await added()).toBe(count - 1);
    expect(await see(importId)).toMatchObject({
      ...{ state: 'done', rowsDone: count, counts: { fresh: count - 1, refused: 1 } },
    });
  });
});

describe('who brings a workbook', () => {
  it.each([
    ['organiser', 200],
    ['administrator', 200],
    ['reader', 403],
    ['health_authority', 403],
  ])('may do so as %s: %d', async (role, status) => {
    const one = await hire(`by-${role}`, role, at.north);
    const file = { name: 'places.csv', mime: 'text/csv', data: csvOf([newRow({})]) };
    const query = { format: 'csv', lang: 'zh' } as const;
    expect((await one.call(staff.startPlaceImport, { file })).status).toBe(status);
    expect((await one.call(staff.exportPlaces, { query })).status).toBe(status);
    expect((await one.call(staff.placeImports)).status).toBe(status);
    await kit.work();
  });

  it('reaches their own places alone, does not close their own, and nobody else goes on with it', async () => {
    const northern = await hire('northern', 'organiser', at.north);
    const own = await exported(northern);
    expect(own.map((row) => `${row.Parent}|${row.Code}`)).toEqual(
      expect.arrayContaining(['|north', 'north|gate']),
    );
    const [south] = (await exported()).filter((row) => row.Code === 'south');
    const importId = await upload(
      [
        { ...south, Parent: '' },
        newRow({ Parent: 'root/south' }),
        newRow({ Parent: 'north', Code: 'own' }),
        { ...own.find((row) => row.Code === 'north'), Status: 'Disabled' },
      ],
      northern,
    );
    const all = await rowsOf(importId, northern);
    expect(all.map(({ state, problems: [first] }) => first?.code ?? state)).toEqual([
      ...['place_gone', 'place_parent_unknown', 'fresh', 'place_is_own'],
    ]);
    expectGone([
      await chief.call(staff.placeImport, { params: { importId } }),
      await chief.call(staff.placeImportRows, { params: { importId } }),
      await confirm(importId),
      await chief.call(staff.discardPlaceImport, { params: { importId } }),
      await chief.call(staff.refusedPlaceRows, { params: { importId } }),
    ]);
  });

  it('stops where they may do so no more', async () => {
    const leaver = await hire('leaver', 'organiser', at.north);
    const importId = await upload([newRow({ Parent: 'north', Code: 'late' })], leaver);
    await leaver.get(staff.confirmPlaceImport, { params: { importId } });
    const { rows } = await kit.database.pool.query<{ id: number; person_id: string }>(
      `delete from grants where person_id =
        (select created_by from workbook_imports where id = $1) returning *`,
      [importId],
    );
    expect(rows.length).toBe(1);
    await kit.work();
    const { rows: imports } = await kit.database.pool.query(
      'select state, problem from workbook_imports where id = $1',
      [importId],
    );
    expect(imports).toMatchObject([{ state: 'failed', problem: { code: 'workbook_rights' } }]);
  });
});
