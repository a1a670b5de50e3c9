import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { weighInDays } from '../../../server/testing/cast.ts';
import {
  choicesWith,
  choose,
  confirm,
  csvOf,
  findPeople,
  type RosterKit,
  rosterRow,
  type SheetRow,
  seeImport,
  startRosterKit,
  upload,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';
import { createProgramme } from '../public.ts';
import { exampleName } from '../roster/example.ts';

/** How a workbook is read as a person says: columns by hand, mends, units, answers. */

let { kit, cast, otto, id } = {} as RosterKit;

beforeAll(async () => {
  ({ kit, cast, otto, id } = await startRosterKit());
});
afterAll(() => kit.close());

const check = (rows: SheetRow[]) => upload(kit, otto, id, csvOf(rows));
const find = (search: string) => findPeople(otto, id, search);

describe('a mistake', () => {
  it('shows what was found and what is expected', async () => {
    const { preview } = await check([
      rosterRow({ 'Ring number': '123', Group: 'seals', Visitor: 'maybe' }),
    ]);
    expect(preview?.problems.map(({ column, value }) => [column, value])).toEqual([
      ['card', '123'],
      ['group', 'seals'],
      ['attribute:visitor', 'maybe'],
    ]);
    const expected = Object.fromEntries(
      (preview?.columns ?? []).map(({ key, expected }) => [key, expected?.en]),
    );
    expect(expected).toMatchObject({
      card: 'P and 4 digits',
      group: 'one of Emperors, Adélies',
      'attribute:visitor': 'yes or no',
      'attribute:diet': 'one of Fish, Krill',
      startsOn: 'a date such as 2022-01-04',
    });
  });

  it('does not show days of documents: initial passwords are made from them', async () => {
    const { preview } = await check([rosterRow({ 'Document date of issue': '31/31/2019' })]);
    expect(preview?.problems).toMatchObject([{ code: 'date_invalid', value: '••/••/••••' }]);
  });

  it('is read page by page where there are many', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => rosterRow({ 'Ring number': `${n}` }));
    const { id: importId, preview } = await check(rows);
    expect(preview?.problems).toHaveLength(200);
    const params = { id, importId };
    const first = await otto.get(programmes.importProblems, { params, query: { limit: 200 } });
    const query = { limit: 200, after: first.next ?? '' };
    const second = await otto.get(programmes.importProblems, { params, query });
    expect([first.items.at(-1)?.row, second.items[0]?.row]).toEqual([201, 202]);
    expect(second.items[0]).toMatchObject({ code: 'identifier_invalid', value: '200' });
  });
});

describe('a mend', () => {
  it('is offered with examples, accepted for all rows alike, and carried out as it was shown', async () => {
    const rows = ['P-1001', 'P 1002', 'P-1003', 'P1004'].map((card) =>
      rosterRow({ 'Ring number': card }),
    );
    const checked = await check(rows);
    expect(checked.preview?.receipt).toMatchObject({ fresh: 2, refused: 2 });
    expect(checked.preview?.mends).toEqual([
      {
        ...{ column: 'card', mends: ['signs_removed'], rows: 2, accepted: false },
        examples: [
          { row: 2, from: 'P-1001', to: 'P1001' },
          { row: 4, from: 'P-1003', to: 'P1003' },
        ],
      },
    ]);
    const mends = [{ column: 'card', mend: 'signs_removed' as const }];
    const mended = await choose(kit, otto, id, checked.id, { mends });
    expect(mended.preview).toMatchObject({
      receipt: { rows: 4, fresh: 4, refused: 0 },
      mends: [{ rows: 2, accepted: true }],
    });
    const done = await confirm(kit, otto, id, checked.id);
    expect(done.receipt).toMatchObject({ rows: 4, fresh: 4, refused: 0 });
    expect(await find('P1003')).toHaveLength(1);
    const { rows: entries } = await kit.database.pool.query(
      `select action, details->'mends' as mends from audit_entries
       where details->>'importId' = $1 and details ? 'mends' order by id`,
      [checked.id],
    );
    expect(entries).toEqual(
      ['roster.reading_chosen', 'roster.import_confirmed', 'roster.imported'].map((action) => ({
        action,
        mends: ['card: signs_removed'],
      })),
    );
  });

  it('takes a near name for what it likely means', async () => {
    const checked = await check([
      rosterRow({ 'Ring number': 'P1101', Group: 'Emperor' }),
      rosterRow({ 'Ring number': 'P1102', Group: 'EMPEROR ' }),
      rosterRow({ 'Ring number': 'P1103', Group: 'Kings', Visitor: 'si' }),
    ]);
    expect(checked.preview?.values).toEqual([
      { column: 'group', from: 'Emperor', to: 'emperors', rows: 2, accepted: false },
      { column: 'group', from: 'Kings', to: null, rows: 1, accepted: false },
      { column: 'attribute:visitor', from: 'si', to: 'yes', rows: 1, accepted: false },
    ]);
    const values = [
      { column: 'group', from: 'Emperor', to: 'emperors' },
      { column: 'group', from: 'Kings', to: 'adelies' },
      { column: 'attribute:visitor', from: 'si', to: 'yes' },
    ];
    const { preview } = await choose(kit, otto, id, checked.id, { values });
    expect(preview?.receipt).toMatchObject({ fresh: 3, refused: 0 });
    await confirm(kit, otto, id, checked.id);
    expect(await find('P1103')).toMatchObject([
      { group: 'adelies', attributes: { visitor: true } },
    ]);
  });

  it('says of a whole column how it writes its days', async () => {
    const checked = await check([rosterRow({ 'Ring number': 'P1201', 'Starts on': '2/3/2022' })]);
    expect(checked.preview?.mends.map(({ mends }) => mends)).toEqual([
      ['day_first'],
      ['month_first'],
    ]);
    const mends = [{ column: 'startsOn', mend: 'day_first' as const }];
    const { preview } = await choose(kit, otto, id, checked.id, { mends });
    expect(preview?.sample[0]).toMatchObject({ startsOn: '2022-03-02' });
    expect(preview?.mends).toMatchObject([
      { column: 'startsOn', mends: ['day_first'], accepted: true },
    ]);
  });

  it('is none of what is not there', async () => {
    const { id: importId } = await check([rosterRow()]);
    const wrong = {
      sheets: [1],
      columns: [{ index: 0, header: 'x', key: 'wings' }],
      mends: [{ column: 'beak', mend: 'plain_number' as const }],
      values: [{ column: 'group', from: 'x', to: 'seals' }],
      units: [{ code: 'x', to: 'nowhere' }],
      answers: [{ attribute: 'visitor', value: 'perhaps' }],
    };
    const { status, body } = await otto.call(programmes.chooseReading, {
      params: { id, importId },
      body: await choicesWith(otto, id, importId, wrong),
    });
    expect(status).toBe(422);
    expect(body.fields?.map(({ path }) => path)).toEqual([
      ...['sheets', 'columns.0', 'mends.0', 'values.0', 'units.0', 'answers.0'],
    ]);
  });

  it('that somebody else changed meanwhile is not carried out unseen', async () => {
    const { id: importId } = await check([rosterRow({ 'Ring number': 'P-1301' })]);
    const mends = [{ column: 'card', mend: 'signs_removed' as const }];
    await choose(kit, otto, id, importId, { mends });
    const params = { id, importId };
    const confirmed = await otto.call(programmes.confirmImport, { params, body: { version: 0 } });
    expect([confirmed.status, confirmed.body.code]).toEqual([409, 'import_changed']);
    const body = { ...(await choicesWith(otto, id, importId, {})), version: 0 };
    const chosen = await otto.call(programmes.chooseReading, { params, body });
    expect([chosen.status, chosen.body.code]).toEqual([409, 'import_changed']);
  });
});

describe('columns', () => {
  it('can be matched by hand, and are remembered', async () => {
    const { Group, 'Ring number': card, ...rest } = rosterRow({ 'Ring number': 'P1401' });
    const refused = await check([{ Anello: card ?? '', ...rest, Wing: Group ?? '', Remark: 'x' }]);
    expect(refused).toMatchObject({ state: 'refused', problem: 'sheet_columns_missing' });
    const headers = refused.preview?.headers ?? [];
    expect(headers.find(({ name }) => name === 'Wing')).toEqual({
      ...{ index: 6, name: 'Wing', key: null, claims: null, byHand: false, samples: ['Emperors'] },
    });
    const columns = [
      { index: 0, header: 'Anello', key: 'card' },
      { index: 6, header: 'Wing', key: 'group' },
    ];
    const checked = await choose(kit, otto, id, refused.id, { columns });
    expect(checked).toMatchObject({ state: 'checked', problem: null });
    expect(checked.preview?.receipt).toMatchObject({ rows: 1, fresh: 1 });
    expect(checked.preview?.unknown).toEqual(['Remark']);
    expect(checked.preview?.headers[0]).toMatchObject({ key: 'card', byHand: true });
    await confirm(kit, otto, id, refused.id);
    expect(await find('P1401')).toMatchObject([{ group: 'emperors' }]);
  });

  it('that stand there twice are told apart by hand', async () => {
    const header = 'Ring number,Name,Name,Date of birth,Group,Organisation code,Visitor';
    const row = 'P1402,Wrong,Right,1990-01-02,emperors,north,no';
    const refused = await upload(kit, otto, id, Buffer.from([header, row].join('\n')));
    expect(refused.problem).toBe('sheet_columns_double');
    const claims = refused.preview?.headers.map(({ key, claims }) => key ?? `as ${claims}`);
    expect(claims?.slice(0, 3)).toEqual(['card', 'name', 'as name']);
    const columns = [{ index: 1, header: 'Name', key: null }];
    const { preview } = await choose(kit, otto, id, refused.id, { columns });
    expect(preview?.sample[0]).toMatchObject({ name: 'Right' });
  });

  it('that stand to the right of all names can be matched too', async () => {
    const header = 'Ring number,Name,Date of birth,Group,Organisation code';
    const row = 'P1403,Right,1990-01-02,emperors,north,yes';
    const found = await upload(kit, otto, id, Buffer.from([header, row].join('\n')));
    expect(found.preview?.headers[5]).toMatchObject({ index: 5, name: '', samples: ['yes'] });
    const columns = [{ index: 5, header: '', key: 'attribute:visitor' }];
    const { preview } = await choose(kit, otto, id, found.id, { columns });
    expect(preview?.sample[0]).toMatchObject({ 'attribute:visitor': 'true' });
  });

  it('of a file whose header names nothing known are shown all the same', async () => {
    const { preview } = await upload(kit, otto, id, Buffer.from('a,b,c\nP1,P2,P3'));
    expect(preview?.headers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

describe('a unit', () => {
  it('that exists under another name is told, and can be said to be that one', async () => {
    const row = (card: string, code: string, name: string) =>
      rosterRow({
        ...{ 'Ring number': card, 'Organisation code': code },
        'Organisation name in English': name,
      });
    const checked = await check([
      row('P1501', 'Noth', 'North Colony'),
      row('P1502', 'north', 'The North'),
      row('P1503', 'west', 'West Colony'),
    ]);
    const north = { code: 'north', zh: '北部群', en: 'North Colony' };
    expect(checked.preview?.units).toMatchObject([
      { code: 'Noth', state: 'new', near: [north], rows: 1 },
      { code: 'north', en: 'The North', state: 'renamed', known: north },
      { code: 'west', state: 'new', near: [] },
    ]);
    const units = [{ code: 'Noth', to: 'north' }];
    const { preview } = await choose(kit, otto, id, checked.id, { units });
    expect(preview?.units[0]).toMatchObject({ code: 'Noth', state: 'mapped', known: north });
    await confirm(kit, otto, id, checked.id);
    expect(await find('P1501')).toMatchObject([{ placeId: cast.places.north.id }]);
    expect(await find('P1503')).toMatchObject([{ placeEn: 'West Colony' }]);
  });
});

describe('an attribute that nobody filled in', () => {
  let other: number;
  beforeAll(async () => {
    const [visitor, ...rest] = penguins.attributes;
    const content = {
      ...penguins,
      attributes: [{ ...visitor, required: false, default: false }, ...rest],
    } as typeof penguins;
    const programme = await kit.platform.transaction(null, (tx) =>
      createProgramme(tx, {
        ...{ content, code: 'leap-year', place: { id: cast.places.station.id } },
        ...weighInDays,
      }),
    );
    other = programme.id;
  });
  const of = async (card: string) => {
    const body = { search: card };
    const { items } = await otto.get(programmes.roster, { params: { id: other }, body });
    return items[0]?.attributes.visitor;
  };
  const { Visitor: _, ...without } = rosterRow({ 'Ring number': 'P1601' });

  it('is asked about before the import, and not taken for no', async () => {
    const checked = await upload(kit, otto, other, csvOf([without]));
    const question = { attribute: 'visitor', inFile: false, answered: false };
    expect(checked.preview?.questions).toEqual([question]);
    const params = { id: other, importId: checked.id };
    const { status, body } = await otto.call(programmes.confirmImport, {
      params,
      body: { version: 0 },
    });
    expect([status, body.code]).toEqual([409, 'import_unanswered']);
    const answers = [{ attribute: 'visitor', value: true }];
    await choose(kit, otto, other, checked.id, { answers });
    await confirm(kit, otto, other, checked.id);
    expect(await of('P1601')).toBe(true);
  });

  it('is asked about also where its column is blank from top to bottom', async () => {
    const { preview } = await upload(kit, otto, other, csvOf([rosterRow({ Visitor: '' })]));
    expect(preview?.questions).toMatchObject([{ inFile: true, answered: false }]);
  });

  it('can stay as it is on record; new people get what is usual', async () => {
    const rows = [without, { ...without, 'Ring number': 'P1602' }];
    const checked = await upload(kit, otto, other, csvOf(rows));
    const answers = [{ attribute: 'visitor', value: null }];
    const { preview } = await choose(kit, otto, other, checked.id, { answers });
    expect(preview?.receipt).toMatchObject({ fresh: 1, unchanged: 1 });
    await confirm(kit, otto, other, checked.id);
    expect([await of('P1601'), await of('P1602')]).toEqual([true, false]);
  });
});

describe('the same person in two rows', () => {
  it('is a warning where name and date of birth, or the document, are the same', async () => {
    const row = (card: string, given: SheetRow) =>
      rosterRow({ 'Ring number': card, 'Document date of issue': '', ...given });
    const { preview } = await check([
      row('P1701', { Name: 'Gus Gentoo', 'Date of birth': '1990-01-02' }),
      row('P1702', { Name: 'GUS  GENTOO', 'Date of birth': '2 Jan 1990' }),
      row('P1703', { Name: 'Gus Gentoo', 'Date of birth': '1991-01-02' }),
      row('P1704', { Name: 'Ada Adélie', 'Document date of issue': '2019-01-18' }),
      row('P1705', { Name: 'Ada Adelie', 'Document date of issue': '2019-01-18' }),
    ]);
    expect(preview?.receipt).toMatchObject({ fresh: 5, refused: 0 });
    expect(preview?.warnings).toMatchObject([
      { row: 3, column: 'name', code: 'same_person', params: { first: 2 } },
      { row: 6, code: 'same_person', params: { first: 5 } },
    ]);
  });
});

describe('cells merged down a column', () => {
  it('have what the first of them says once somebody has accepted that, except what is each one’s own', async () => {
    const header = ['Ring number', 'Name', 'Document type', 'Document date of issue', 'Group'];
    const cells = (card: string, ...rest: string[]) => [
      ...[card, `Penguin ${card}`, 'Passport', '2019-01-18', 'Emperors'],
      ...rest,
    ];
    const data = await writeXlsx({
      sheets: [
        {
          name: 'Roster',
          rows: [
            [...header, 'Organisation code', 'Visitor'],
            cells('P2501', 'north', 'no'),
            cells('P2502', '', 'no'),
            cells('P2503', '', 'no'),
            cells('', 'drift', 'no'),
          ],
          merges: [
            { startRow: 1, startCol: 5, endRow: 3, endCol: 5 },
            { startRow: 3, startCol: 0, endRow: 4, endCol: 0 },
          ],
        },
      ],
    });
    const checked = await upload(kit, otto, id, Buffer.from(data));
    expect(checked.preview?.receipt).toMatchObject({ fresh: 1, refused: 3 });
    const offer = { column: 'organisationCode', mends: ['merged_filled'], rows: 2 };
    expect(checked.preview?.mends).toMatchObject([
      { ...offer, accepted: false, examples: [{ row: 3, from: '', to: 'north' }, { row: 4 }] },
    ]);
    const mends = [{ column: 'organisationCode', mend: 'merged_filled' as const }];
    const { preview } = await choose(kit, otto, id, checked.id, { mends });
    expect(preview?.receipt).toMatchObject({ fresh: 3, refused: 1 });
    expect(preview?.problems).toMatchObject([{ row: 5, column: 'card', code: 'cell_merged' }]);
    await confirm(kit, otto, id, checked.id);
    const units = (await find('Penguin P25')).map(({ placeId }) => placeId);
    expect(units).toEqual([cast.places.north.id, cast.places.north.id, cast.places.north.id]);
  });
});

describe('units of a file that may be mixed up', () => {
  const unit = (card: string, code: string, name: string) => ({
    ...rosterRow({ 'Ring number': card, 'Organisation code': code }),
    'Organisation name in Chinese': name,
  });

  it('are told: one code with two names, and one name with two codes, each once', async () => {
    const { preview } = await check([
      unit('P2201', 'VOL-BJ', '志愿者（北京赛区）'),
      unit('P2202', 'vol-bj', '志愿者(北京赛区)'),
      unit('P2203', 'VOL-BJ', '志愿者（延庆赛区）'),
      unit('P2204', 'VOL-BJ', '志愿者（延庆赛区）'),
      unit('P2205', 'VOLBJ', '志愿者（北京赛区）'),
      unit('P2206', 'VOLBJ', ''),
    ]);
    const first = { first: 2 };
    const ofUnits = preview?.warnings.filter(({ column }) => column === 'organisationCode');
    expect(ofUnits).toMatchObject([
      { row: 4, code: 'unit_of_other_name', params: { ...first, name: '志愿者（北京赛区）' } },
      { row: 6, code: 'unit_of_same_name', params: { ...first, code: 'VOL-BJ' } },
    ]);
  });
});

it('leaves the example of the template out, and says so', async () => {
  const { preview, id: importId } = await check([
    rosterRow({ Name: exampleName.en, 'Ring number': 'P0000' }),
    rosterRow({ 'Ring number': 'P1801' }),
  ]);
  expect(preview).toMatchObject({
    receipt: { rows: 1, fresh: 1 },
    ignored: [{ row: 2, reason: 'example' }],
  });
  const done = await confirm(kit, otto, id, importId);
  expect(done).toMatchObject({ state: 'done', receipt: { rows: 1, fresh: 1 } });
});

describe('an import that waits', () => {
  it('says whose it is, and can be thrown away with its file', async () => {
    const { id: importId, createdBy } = await check([rosterRow({ Group: 'seals' })]);
    expect(createdBy).toBe('Otto');
    const params = { id, importId };
    await otto.get(programmes.discardImport, { params });
    const gone = await seeImport(otto, id, importId);
    expect(gone).toMatchObject({ state: 'discarded', preview: null, hasRefusedRows: false });
    const { rows } = await kit.database.pool.query(
      `select file_id, choices, (select count(*) from roster_import_refusals r
         where r.import_id = i.id)::int as refusals,
         (select count(*) from files where name = 'roster.csv' and sha256 is null)::int as halves
       from roster_imports i where id = $1`,
      [importId],
    );
    expect(rows).toEqual([{ file_id: null, choices: null, refusals: 0, halves: 0 }]);
    const { rows: trail } = await kit.database.pool.query(
      "select actor_id from audit_entries where action = 'roster.import_discarded'",
    );
    expect(trail).toEqual([{ actor_id: cast.otto.personId }]);
    const again = await otto.call(programmes.discardImport, { params });
    expect([again.status, again.body.code]).toEqual([409, 'import_not_ready']);
  });

  it('is not thrown away once it is done', async () => {
    const { id: importId } = await check([rosterRow({ 'Ring number': 'P1901' })]);
    await confirm(kit, otto, id, importId);
    const { status } = await otto.call(programmes.discardImport, { params: { id, importId } });
    expect(status).toBe(409);
  });
});
