import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type IdentifierKind, identifiersText } from '../../../forms/sign-in.ts';
import {
  confirm,
  csvOf,
  findPeople,
  importRoster,
  type RosterKit,
  rosterRow,
  type SheetRow,
  seeImport,
  startRosterKit,
  upload,
  xlsxOf,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';

let { kit, cast, otto, id } = {} as RosterKit;

beforeAll(async () => {
  ({ kit, cast, otto, id } = await startRosterKit());
});
afterAll(() => kit.close());

const check = (rows: SheetRow[]) => upload(kit, otto, id, csvOf(rows));
const carryOut = (rows: SheetRow[]) => importRoster(kit, otto, id, csvOf(rows));
const find = (search: string) => findPeople(otto, id, search);

const card = (value: string) => [{ kind: 'card', value }];
const known = ({ identifiers }: { identifiers: { kind: IdentifierKind; value: string }[] }) =>
  identifiersText(identifiers);

describe('a roster', () => {
  it('is checked, shown and carried out', async () => {
    const rows = [
      rosterRow({ 'Ring number': 'P0201', Name: 'Zoë Öberg', 'Starts on': '5 JAN 2022' }),
      rosterRow({ 'Ring number': 'P0202', Name: '欧阳娜娜', Group: '阿德利企鹅', Visitor: '是' }),
    ];
    const checked = await upload(kit, otto, id, await xlsxOf(rows));
    expect(checked).toMatchObject({ state: 'checked', rowsTotal: 2, receipt: null });
    expect(checked.preview).toMatchObject({
      sheets: [{ name: 'Roster', hidden: false, kind: 'roster', rows: 2, read: true }],
      notes: [],
      missing: [],
      unknown: [],
      // The file names the north alone: nobody of the south is absent from it.
      receipt: { rows: 2, fresh: 2, updated: 0, unchanged: 0, refused: 0, absent: 2 },
    });
    expect(checked.preview?.sample[0]).toMatchObject({ card: 'P0201', startsOn: '2022-01-05' });
    expect(await find('P0201')).toEqual([]);

    const done = await confirm(kit, otto, id, checked.id);
    expect(done).toMatchObject({
      state: 'done',
      receipt: { rows: 2, fresh: 2, updated: 0, unchanged: 0, refused: 0, absent: 2 },
    });
    expect(await find('oberg')).toMatchObject([
      { name: 'Zoë Öberg', identifiers: card('P0201'), group: 'emperors', startsOn: '2022-01-05' },
    ]);
    expect(await find('娜娜')).toMatchObject([
      {
        ...{ identifiers: card('P0202'), group: 'adelies', attributes: { visitor: true } },
        placeEn: 'North Colony',
      },
    ]);
  });

  it('leaves a trace when others than who brought it look at its people', async () => {
    const { id: importId } = await check([rosterRow({ 'Ring number': 'P0250' })]);
    await seeImport(await kit.as(cast.ada), id, importId);
    const { rows } = await kit.database.pool.query(
      "select actor_id, place_id, details from audit_entries where action = 'roster.import_viewed'",
    );
    const details = { programmeId: id, importId };
    const place_id = cast.places.station.id;
    expect(rows).toEqual([{ actor_id: cast.ada.personId, place_id, details }]);
  });

  it('of thousands of rows of rubbish is counted row by row, and a few are shown', async () => {
    const rubbish = Array.from({ length: 5000 }, (_, n) =>
      rosterRow({ 'Ring number': `Ω≈ç${n}`, Group: 'z'.repeat(n % 50), 'Starts on': '2022-02-30' }),
    );
    const { state, preview } = await check([...rubbish, rosterRow({ 'Ring number': 'P0230' })]);
    expect(state).toBe('checked');
    expect(preview?.receipt).toMatchObject({ rows: 5001, fresh: 1, refused: 5000 });
    expect(preview?.problemCount).toBeGreaterThan(10_000);
    expect(preview?.problems.length).toBeLessThanOrEqual(500);
  });

  it('changes nothing the second time', async () => {
    const rows = [rosterRow({ 'Ring number': 'P0210' }), rosterRow({ 'Ring number': 'P0211' })];
    await carryOut(rows);
    const stamps = () =>
      kit.database.pool
        .query('select id, updated_at, roster_hash from enrolments order by id')
        .then((answer) => answer.rows);
    const before = await stamps();
    kit.clock.set('2022-01-20T05:00:00.000Z');
    const again = await carryOut(rows);
    expect(again.receipt).toMatchObject({ rows: 2, fresh: 0, updated: 0, unchanged: 2 });
    expect(await stamps()).toEqual(before);
  });

  it('updates what was corrected, and only that', async () => {
    const rows = [
      rosterRow({ 'Ring number': 'P0220', Name: 'Wrong Name' }),
      rosterRow({ 'Ring number': 'P0221' }),
    ];
    await carryOut(rows);
    const corrected = { ...rows[0], Name: 'Right Name', Group: 'adelies', 'Ends on': '1.3.2022' };
    const { receipt } = await carryOut([corrected as SheetRow, rows[1] as SheetRow]);
    expect(receipt).toMatchObject({ rows: 2, fresh: 0, updated: 1, unchanged: 1 });
    expect(await find('P0220')).toMatchObject([
      { name: 'Right Name', group: 'adelies', endsOn: '2022-03-01' },
    ]);
    expect(await find('wrong')).toEqual([]);
  });

  it('adds organisations once, however they are written, and renames none', async () => {
    const row = (card: string, code: string, name: string) =>
      rosterRow({
        ...{ 'Ring number': card, 'Organisation code': code },
        'Organisation name in English': name,
      });
    await carryOut([row('P0230', 'East', 'East Colony'), row('P0231', 'EAST', 'Another name')]);
    await carryOut([row('P0232', 'east', 'A third name')]);
    const found = await Promise.all(['P0230', 'P0231', 'P0232'].map(find));
    expect(new Set(found.map(([person]) => person?.placeId)).size).toBe(1);
    expect(found[2]?.[0]).toMatchObject({ placeEn: 'East Colony', placeZh: 'East Colony' });
  });

  it('adds organisations in the order of the file, in which lists of people show them', async () => {
    const codes = ['class-2', 'class-1', 'class-3'];
    await carryOut(
      codes.map((code, index) =>
        rosterRow({ 'Ring number': `P024${index}`, 'Organisation code': code }),
      ),
    );
    const { rows } = await kit.database.pool.query(
      'select code from places where code = any($1) order by id',
      [codes],
    );
    expect(rows.map(({ code }) => code)).toEqual(codes);
  });

  it('links a further card to the person, and keeps the main one', async () => {
    const row = rosterRow({ 'Ring number': 'P0240', 'Further card number': 'P9240' });
    await carryOut([row]);
    expect(await find('P9240')).toMatchObject([{ identifiers: card('P0240') }]);
    const { preview } = await check([rosterRow({ 'Ring number': 'P9240', Name: 'Somebody Else' })]);
    expect(preview?.receipt.refused).toBe(1);
    expect(preview?.problems[0]?.code).toBe('identifier_of_another');
  });
});

describe('rows with mistakes', () => {
  it('are refused one by one, and the others go in', async () => {
    const done = await carryOut([
      rosterRow({ 'Ring number': 'P0300' }),
      rosterRow({ 'Ring number': 'P0301', Group: 'seals' }),
      rosterRow({ 'Ring number': 'P0302', Name: '' }),
      rosterRow({ 'Ring number': 'P0303' }),
    ]);
    expect(done.receipt).toMatchObject({ rows: 4, fresh: 2, refused: 2 });
    expect(done.hasRefusedRows).toBe(true);
  });

  const wrong: [what: string, given: SheetRow, mistakes: string[]][] = [
    ['a card of another form', { 'Ring number': '123' }, ['card identifier_invalid']],
    ['no card', { 'Ring number': ' ' }, ['card cell_required']],
    ['an unknown group', { Group: 'seals' }, ['group group_unknown']],
    ['an unknown document', { 'Document type': 'Library card' }, ['documentType document_unknown']],
    ['an ambiguous day', { 'Document date of issue': '5/1/2019' }, ['issuedOn date_ambiguous']],
    ['no day', { 'Document date of issue': 'soon' }, ['issuedOn date_invalid']],
    ['a day to come', { 'Document date of issue': '2022-01-21' }, ['issuedOn date_in_future']],
    ['nothing for a password', { 'Document date of issue': '' }, [' initial_date_missing']],
    ['neither yes nor no', { Visitor: 'maybe' }, ['attribute:visitor yes_or_no']],
    ['a missing attribute', { Visitor: '' }, ['attribute:visitor cell_required']],
    ['an unknown option', { Diet: 'grass' }, ['attribute:diet option_unknown']],
    ['a name beyond bounds', { Name: 'x'.repeat(201) }, ['name cell_too_long']],
    [
      'days in the wrong order',
      { 'Starts on': '2022-02-02', 'Ends on': '2022-02-01' },
      ['endsOn ends_before_start'],
    ],
    ['days after the end', { 'Starts on': '2122-02-02' }, ['startsOn outside_programme']],
    [
      'several mistakes',
      { Group: '', 'Organisation code': '', Visitor: '?' },
      ['group cell_required', 'organisationCode cell_required', 'attribute:visitor yes_or_no'],
    ],
  ];

  it('are told by row and column', async () => {
    const rows = wrong.map(([, given], index) =>
      rosterRow({ 'Ring number': `P03${10 + index}`, ...given }),
    );
    const { preview } = await check(rows);
    const told = wrong.map(([what], index) => [
      what,
      preview?.problems
        .filter(({ row }) => row === index + 2)
        .map(({ column, code }) => `${column} ${code}`),
    ]);
    expect(told).toEqual(wrong.map(([what, , mistakes]) => [what, mistakes]));
    expect(preview?.problemCount).toBe(wrong.flatMap(([, , mistakes]) => mistakes).length);
    expect(preview?.receipt).toMatchObject({ rows: wrong.length, refused: wrong.length });
  });

  it('names the first row of a card that occurs twice, further cards included', async () => {
    const { preview } = await check([
      rosterRow({ 'Ring number': 'P0310', 'Further card number': 'P9310' }),
      rosterRow({ 'Ring number': 'P0310' }),
      rosterRow({ 'Ring number': 'P9310' }),
      rosterRow({ 'Ring number': 'P0311', 'Further card number': 'P0310' }),
    ]);
    expect(preview?.receipt).toMatchObject({ rows: 4, fresh: 1, refused: 3 });
    expect(preview?.problems).toEqual([
      {
        row: 3,
        column: 'card',
        code: 'duplicate_identifier',
        params: { first: 2 },
        value: 'P0310',
      },
      {
        row: 4,
        column: 'card',
        code: 'duplicate_identifier',
        params: { first: 2 },
        value: 'P9310',
      },
      {
        row: 5,
        column: 'furtherCard',
        code: 'duplicate_identifier',
        params: { first: 2 },
        value: 'P0310',
      },
    ]);
  });

  it('lets a row with mistakes not take a card away from a good one', async () => {
    const { preview } = await check([
      rosterRow({ 'Ring number': 'P0320', Group: 'seals' }),
      rosterRow({ 'Ring number': 'P0320' }),
    ]);
    expect(preview?.receipt).toMatchObject({ fresh: 1, refused: 1 });
  });
});

describe('the days of a document', () => {
  const styles = [
    ...['2019-01-18', '2019/1/18', '2019.01.18', '20190118', '2019年1月18日', '18 JAN 2019'],
    ...['18-Jan-19', 'January 18, 2019', '18/01/2019', '2019.01.18-2029.01.17'],
    '2019.01.18至长期',
  ];

  it('are understood in the styles that people use', async () => {
    const rows = styles.map((written, index) =>
      rosterRow({ 'Ring number': `P05${10 + index}`, 'Document date of issue': written }),
    );
    // A preview shows ten rows.
    const first = await check(rows.slice(0, 6));
    const second = await check(rows.slice(6));
    const read = [first, second].flatMap(({ preview }) => preview?.sample ?? []);
    expect(read.map(({ issuedOn }) => issuedOn)).toEqual(styles.map(() => '2019-01-18'));
  });

  it('may be today in the programme’s zone, where it is tomorrow already', async () => {
    const rows = ['2022-01-21', '2022-01-22'].map((day, index) =>
      rosterRow({ 'Ring number': `P053${index}`, 'Document date of issue': day }),
    );
    kit.clock.set('2022-01-20T12:00:00.000Z');
    const later = await kit.as(cast.otto);
    const { preview } = await upload(kit, later, id, csvOf(rows));
    expect(preview?.problems).toMatchObject([
      { row: 3, column: 'issuedOn', code: 'date_in_future' },
    ]);
    kit.clock.set('2022-01-20T05:00:00.000Z');
  });
});

describe('people who are absent', () => {
  it('are listed, and withdrawn only when their number is the expected one', async () => {
    const everybody = async () =>
      (
        await otto.get(programmes.roster, {
          params: { id },
          body: { state: 'active', limit: 200, placeId: cast.places.north.id },
        })
      ).items;
    const present = (await everybody()).length;
    const done = await carryOut([rosterRow({ 'Ring number': 'P0001', Name: 'Penny Emperor' })]);
    const params = { id, importId: done.id };
    expect(done.receipt?.absent).toBe(present - 1);
    const { items } = await otto.get(programmes.absent, { params, query: { limit: 200 } });
    expect(items.map(known)).toContain('P0002');
    expect(items.map(known)).not.toContain('P0001');
    // Of a unit that the file does not name.
    expect(items.map(known)).not.toContain('P0003');

    const wrong = await otto.call(programmes.withdrawAbsent, { params, body: { expected: 1 } });
    expect(wrong.status).toBe(409);
    expect(wrong.body).toMatchObject({ code: 'absent_changed', params: { count: present - 1 } });
    expect(await everybody()).toHaveLength(present);

    const body = { expected: present - 1 };
    expect(await otto.get(programmes.withdrawAbsent, { params, body })).toEqual({
      withdrawn: present - 1,
    });
    expect((await everybody()).map(known)).toEqual(['P0001']);
    expect(await find('P0002')).toMatchObject([{ withdrawnOn: '2022-01-20' }]);
    expect(await find('P0003')).toMatchObject([{ withdrawnOn: null }]);
  });

  it('take part again when a later roster names them', async () => {
    const row = rosterRow({ 'Ring number': 'P0002', Name: '巴勃罗', Group: 'adelies' });
    const { receipt } = await carryOut([row]);
    expect(receipt).toMatchObject({ fresh: 0, updated: 1 });
    expect(await find('P0002')).toMatchObject([{ withdrawnOn: null }]);
  });

  it('are not those whose row was refused: the workbook names them', async () => {
    const penny = rosterRow({ 'Ring number': 'P0001', Name: 'Penny Emperor' });
    const zelda = rosterRow({ 'Ring number': 'P0003', Name: 'Zelda Emperor' });
    const { receipt } = await carryOut([penny, zelda]);
    const refused = await carryOut([penny, { ...zelda, Group: 'seals' }]);
    expect(refused.receipt).toMatchObject({ refused: 1, absent: receipt?.absent });
  });

  it('of an older roster are withdrawn no more', async () => {
    const older = await carryOut([rosterRow({ 'Ring number': 'P0001', Name: 'Penny Emperor' })]);
    await carryOut([rosterRow({ 'Ring number': 'P0003', Name: 'Zelda Emperor' })]);
    const params = { id, importId: older.id };
    const { status, body } = await otto.call(programmes.withdrawAbsent, {
      params,
      body: { expected: 1 },
    });
    expect([status, body.code]).toEqual([409, 'import_not_ready']);
  });
});

it('carries an import out once only', async () => {
  const { id: importId } = await carryOut([rosterRow({ 'Ring number': 'P0400' })]);
  const params = { id, importId };
  const { status, body } = await otto.call(programmes.confirmImport, {
    params,
    body: { version: 0 },
  });
  expect([status, body.code]).toEqual([409, 'import_not_ready']);
});

it('lists the imports, newest first, and keeps their previews to themselves', async () => {
  kit.clock.set('2022-01-20T06:00:00.000Z');
  const { id: latest } = await check([rosterRow({ 'Ring number': 'P0410' })]);
  const { items } = await otto.get(programmes.imports, { params: { id } });
  expect(items[0]).toMatchObject({ id: latest, state: 'checked', preview: null });
  expect((await seeImport(otto, id, latest)).preview).not.toBeNull();
});

it('lists the imports in other orders, page by page', async () => {
  const files = [
    ['甲单10.csv', cast.otto],
    ['甲单2.csv', cast.ada],
    ['jia.csv', cast.otto],
    ['甲单2.csv', cast.otto],
  ] as const;
  for (const [file, { personId }] of files) {
    await kit.database.pool.query(
      `insert into roster_imports (id, programme_id, programme_version, file_name, state, created_by,
         created_at) values (gen_random_uuid(), $1, 1, $2, 'discarded', $3, $4)`,
      [id, file, personId, kit.clock.now()],
    );
  }
  async function listed(limit: number, sort?: 'oldest' | 'file' | 'who') {
    const all: string[] = [];
    for (let after: string | undefined; ; ) {
      const query = { limit, ...(sort && { sort }), ...(after && { after }) };
      const { items, next } = await otto.get(programmes.imports, { params: { id }, query });
      all.push(...items.map(({ fileName, createdBy }) => `${fileName} ${createdBy}`));
      if (next === null) return all.filter((line) => /^(甲单|jia)/.test(line));
      after = next;
    }
  }
  const oldest = ['甲单10.csv Otto', '甲单2.csv Ada', 'jia.csv Otto', '甲单2.csv Otto'];
  const [ten, two, latin, twoAgain] = oldest;
  for (const limit of [1, 2, 200]) {
    expect(await listed(limit, 'oldest')).toEqual(oldest);
    expect(await listed(limit)).toEqual(oldest.toReversed());
    expect(await listed(limit, 'file')).toEqual([twoAgain, two, ten, latin]);
    expect(await listed(limit, 'who')).toEqual([two, twoAgain, latin, ten]);
  }
});
