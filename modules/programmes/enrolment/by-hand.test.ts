import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet, testFolder } from '../../../platform/sheets/test-files.ts';
import { type Cast, cardOf, enrol, gather } from '../../../server/testing/cast.ts';
import { type Client as Browser, type Kit, startKit } from '../../../server/testing/kit.ts';
import { csvOf, rosterRow, upload } from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';

/** One person by hand, and the roster as a list and a file. */

let kit: Kit;
let cast: Cast;
let otto: Browser;
let olga: Browser;
let id: number;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  [otto, olga] = await Promise.all([kit.as(cast.otto), kit.as(cast.olga)]);
  id = cast.programme.id;
});
afterAll(() => kit.close());

const fields = (given: Record<string, string> = {}) => ({
  ...{ card: 'P2001', name: 'Percy', birthDate: '1990-01-02', group: 'emperors' },
  'attribute:visitor': 'no',
  ...given,
});
const add = (
  browser: Browser,
  given: Record<string, string>,
  placeId = cast.places.north.id,
  namesake = given.name === undefined,
) =>
  browser.call(programmes.enrolPerson, {
    params: { id },
    body: { fields: fields(given), placeId, ...(namesake && { namesake }) },
  });
const open = (enrolmentId: number, browser = otto) =>
  browser.get(programmes.enrolledPerson, { params: { id, enrolmentId } });
const find = async (search: string) =>
  (await otto.get(programmes.roster, { params: { id }, body: { search } })).items;
const trail = async (personId: string) => {
  const { rows } = await kit.database.pool.query<{ action: string }>(
    'select action from audit_entries where person_id = $1 order by id',
    [personId],
  );
  return rows.map(({ action }) => action);
};

describe('adding a person', () => {
  it('enrols them as a row of a roster would, and leaves a trace', async () => {
    const { status } = await add(otto, { card: 'Ｐ２００１', startsOn: '5 JAN 2022' });
    expect(status).toBe(200);
    const [person] = await find('P2001');
    expect(person).toMatchObject({
      ...{ name: 'Percy', group: 'emperors', placeEn: 'North Colony', startsOn: '2022-01-05' },
      attributes: { visitor: false },
    });
    expect(await trail(person?.personId ?? '')).toEqual(['person.enrolled']);
  });

  it('tells each mistake at its field, by the rules of the roster', async () => {
    const { status, body } = await add(otto, {
      ...{ card: '123', group: 'seals', birthDate: '', startsOn: '31.2.2022' },
      'attribute:visitor': '',
    });
    expect(status).toBe(422);
    expect(body.fields?.map(({ path, code }) => [path, code])).toEqual([
      ['card', 'identifier_invalid'],
      ['group', 'group_unknown'],
      ['startsOn', 'date_invalid'],
      ['attribute:visitor', 'cell_required'],
    ]);
    const undated = await add(otto, { card: 'P2002', birthDate: '' });
    expect(undated.body.fields).toEqual([{ path: 'birthDate', code: 'initial_date_missing' }]);
  });

  it('does not change somebody who takes part already', async () => {
    const { status, body } = await add(otto, { card: 'P0001', name: 'Somebody Else' });
    expect([status, body.code]).toEqual([409, 'enrolled_already']);
    expect(await find('P0001')).toMatchObject([{ name: 'Penny Emperor' }]);
  });

  it('asks whether somebody of the same name and unit is somebody else', async () => {
    expect((await add(otto, { card: 'P2051', name: '企 鹅丁' })).status).toBe(200);
    const again = await add(otto, { card: 'P2052', name: '企鹅丁' });
    expect(again.status).toBe(409);
    const params = { known: '企鹅丁 P2051' };
    expect(again.body).toMatchObject({ code: 'person_has_namesake', params });
    expect(await find('企鹅丁')).toHaveLength(1);
    const { north } = cast.places;
    expect((await add(otto, { card: 'P2052', name: '企鹅丁' }, north.id, true)).status).toBe(200);
    const same = await add(otto, { card: 'P2052', name: '企鹅丁' }, north.id, true);
    expect(same.body.code).toBe('enrolled_already');
  });

  it('is open to staff of a unit for that unit alone', async () => {
    expect((await add(olga, { card: 'P2003' })).status).toBe(200);
    expect((await add(olga, { card: 'P2004' }, cast.places.south.id)).status).toBe(404);
    expect((await add(otto, { card: 'P2004' }, cast.places.root.id)).status).toBe(404);
  });
});

describe('changing a person', () => {
  const change = (
    enrolmentId: number,
    body: { fields: Record<string, string>; revision: string; again?: boolean },
    browser = otto,
  ) =>
    browser.call(programmes.changePerson, {
      params: { id, enrolmentId },
      body: { placeId: cast.places.north.id, ...body },
    });

  it('starts from what is on record, without the days of documents, which stay', async () => {
    const { enrolmentId, personId, entry } = await enrol(kit, cast.programme, { name: 'Before' });
    const known = await open(enrolmentId);
    expect(known).toMatchObject({
      fields: {
        card: cardOf({ entry }),
        name: 'Before',
        group: 'emperors',
        'attribute:visitor': 'no',
      },
      placeId: cast.places.north.id,
      withdrawnOn: null,
    });
    expect(JSON.stringify(known)).not.toContain('2019');
    const initial = () =>
      kit.database.pool
        .query('select initial_encrypted from memberships where person_id = $1', [personId])
        .then(({ rows }) => rows);
    const before = await initial();
    kit.clock.set('2022-01-20T04:05:00.000Z');
    const { status } = await change(enrolmentId, {
      fields: { ...known.fields, name: 'After', group: 'adelies', card: 'P2101' },
      revision: known.revision,
    });
    expect(status).toBe(200);
    expect(await initial()).toEqual(before);
    expect(await find('P2101')).toMatchObject([{ enrolmentId, name: 'After', group: 'adelies' }]);
    expect(await find(cardOf({ entry }))).toEqual([]);
    expect(await trail(personId)).toEqual(['roster.person_viewed', 'person.changed']);
    kit.clock.set('2022-01-20T04:00:00.000Z');
  });

  it('does not undo what somebody else changed meanwhile', async () => {
    const { enrolmentId } = await enrol(kit, cast.programme, { name: 'Two at once' });
    const known = await open(enrolmentId);
    kit.clock.set('2022-01-20T04:10:00.000Z');
    const body = { fields: { ...known.fields, name: 'One' }, revision: known.revision };
    expect((await change(enrolmentId, body)).status).toBe(200);
    const late = await change(
      enrolmentId,
      { ...body, fields: { ...body.fields, name: 'Two' } },
      olga,
    );
    expect([late.status, late.body.code]).toEqual([409, 'person_changed']);
    expect((await open(enrolmentId)).fields.name).toBe('One');
    kit.clock.set('2022-01-20T04:00:00.000Z');
  });

  it('gives nobody the card of another', async () => {
    const { enrolmentId } = await enrol(kit, cast.programme);
    const { fields, revision } = await open(enrolmentId);
    const { status, body } = await change(enrolmentId, {
      fields: { ...fields, card: 'P0001' },
      revision,
    });
    expect(status).toBe(422);
    expect(body.fields).toEqual([{ path: 'card', code: 'identifier_of_another' }]);
  });
});

describe('withdrawing a person', () => {
  it('takes a reason, and can be taken back', async () => {
    const { enrolmentId, personId } = await enrol(kit, cast.programme, { name: 'Going' });
    const params = { id, enrolmentId };
    const { revision } = await open(enrolmentId);
    kit.clock.set('2022-01-20T04:20:00.000Z');
    await otto.get(programmes.withdrawPerson, { params, body: { revision, reason: 'Went home' } });
    const known = await open(enrolmentId);
    expect(known.withdrawnOn).toBe('2022-01-20');
    const { rows } = await kit.database.pool.query(
      "select reason from audit_entries where action = 'person.withdrawn' and person_id = $1",
      [personId],
    );
    expect(rows).toEqual([{ reason: 'Went home' }]);
    const body = { ...known, placeId: known.placeId };
    const without = await otto.call(programmes.changePerson, { params, body });
    expect([without.status, without.body.code]).toEqual([409, 'person_is_withdrawn']);
    await otto.get(programmes.changePerson, { params, body: { ...body, again: true } });
    expect((await open(enrolmentId)).withdrawnOn).toBeNull();
    kit.clock.set('2022-01-20T04:00:00.000Z');
  });
});

describe('the roster as a file', () => {
  it('has the columns of the template, second numbers, no days of documents, and comes back unchanged', async () => {
    const folder = await testFolder();
    const query = { format: 'xlsx', lang: 'zh' } as const;
    const { raw, status } = await otto.call(programmes.rosterExport, { params: { id }, query });
    expect(status).toBe(200);
    const template = await otto.call(programmes.rosterTemplate, { params: { id }, query });
    const textsOf = async (data: Buffer) => {
      const rows: string[][] = [];
      for await (const { cells } of readSheet(await folder.write(data))) {
        rows.push(cells.map((cell) => String(cell ?? '')));
      }
      return rows;
    };
    const [head = [], ...rows] = await textsOf(raw);
    // Whoever has a second number is not asked for it again, in a programme that names none.
    const own = head.filter((name) => name !== '其他卡号');
    expect(own).toEqual((await textsOf(template.raw))[0]);
    const column = head.indexOf('证件签发日期');
    expect(rows.every((row) => !row[column])).toBe(true);
    const { preview } = await upload(kit, otto, id, raw);
    expect(preview?.receipt).toMatchObject({
      ...{ rows: rows.length, unchanged: rows.length },
      ...{ fresh: 0, updated: 0, refused: 0, absent: 0 },
    });
    await folder.remove();
  });

  it('is of one’s own unit, and in the audit trail', async () => {
    const query = { format: 'csv', lang: 'en' } as const;
    const { raw } = await olga.call(programmes.rosterExport, { params: { id }, query });
    expect(raw.toString()).toContain('Penny Emperor');
    expect(raw.toString()).not.toContain('Zelda');
    const { rows } = await kit.database.pool.query(
      "select actor_id, place_id from audit_entries where action = 'roster.exported' order by id desc limit 1",
    );
    expect(rows).toEqual([{ actor_id: cast.olga.personId, place_id: cast.places.north.id }]);
  });

  it('still asks who is new for what their initial password is made from', async () => {
    const row = rosterRow({ 'Ring number': 'P2301', 'Document date of issue': '' });
    const { preview } = await upload(kit, otto, id, csvOf([row]));
    expect(preview?.problems).toMatchObject([{ column: '', code: 'initial_date_missing' }]);
  });
});

describe('a sorted list', () => {
  const names = [
    'Ann',
    '白雪',
    'bob',
    'Çelik',
    '阿宝',
    '王伟',
    'Wang',
    '单位10',
    '单位2',
    '7 Dwarfs',
    'Őze',
  ];
  let other: Browser;

  beforeAll(async () => {
    other = await kit.as(cast.boris);
    for (const [index, name] of names.entries()) {
      await enrol(kit, cast.programme, {
        ...{ name, card: `P25${10 + index}`, group: index % 2 ? 'adelies' : 'emperors' },
        organisation: { code: 'south', zh: '南部群', en: 'South Colony' },
      });
    }
  });

  type Asked = { sort: 'name' | 'known' | 'group' | 'place'; jumpTo?: string };
  const listed = async ({ sort, jumpTo }: Asked, limit = 200) => {
    const found: {
      name: string;
      group: string;
      placeEn: string;
      identifiers: { value: string }[];
    }[] = [];
    for (let after: string | undefined; ; ) {
      const body = {
        sort,
        limit,
        lang: 'en' as const,
        ...(jumpTo && { jumpTo }),
        ...(after && { after }),
      };
      const { items, next } = await other.get(programmes.roster, { params: { id }, body });
      found.push(...items);
      if (next === null) return found;
      after = next;
    }
  };
  const namesBy = async (asked: Asked, limit?: number) =>
    (await listed(asked, limit)).map(({ name }) => name).filter((name) => name !== 'Zelda Emperor');

  it('has Chinese names among others by pinyin, and figures as numbers', async () => {
    const order = [
      ...['7 Dwarfs', '阿宝', 'Ann', '白雪', 'bob', 'Çelik', '单位2', '单位10', 'Őze'],
      ...['王伟', 'Wang'],
    ];
    expect(await namesBy({ sort: 'name' })).toEqual(order);
    expect(await namesBy({ sort: 'name' }, 2)).toEqual(order);
  });

  it('begins at a letter, a name or a number', async () => {
    expect((await namesBy({ sort: 'name', jumpTo: 'W' }))[0]).toBe('王伟');
    expect((await namesBy({ sort: 'name', jumpTo: 'Wa' }))[0]).toBe('Wang');
    expect((await namesBy({ sort: 'name', jumpTo: 'd' }))[0]).toBe('单位2');
    expect((await namesBy({ sort: 'name', jumpTo: '王' }))[0]).toBe('王伟');
    const [first] = await listed({ sort: 'known', jumpTo: 'P2515' });
    expect(first?.identifiers).toMatchObject([{ value: 'P2515' }]);
  });

  it('goes through groups also of those whom a search finds', async () => {
    const asked = (after?: string) =>
      other.get(programmes.roster, {
        params: { id },
        body: { sort: 'group', search: 'P25', limit: 6, ...(after && { after }) },
      });
    const first = await asked();
    const second = await asked(first.next ?? '');
    const groups = [...first.items, ...second.items].map(({ group }) => group);
    expect(groups).toHaveLength(names.length);
    expect(groups).toEqual([...groups].sort((a, b) => b.localeCompare(a)));
  });

  it('goes through groups and units, each by name, page by page', async () => {
    const groups = (await listed({ sort: 'group' }, 3)).map(({ group }) => group);
    expect(groups).toEqual([...groups].sort((a, b) => b.localeCompare(a)));
    expect(groups).toHaveLength(names.length + 1);
    const all: string[] = [];
    for (let after: string | undefined; ; ) {
      const body = {
        sort: 'place' as const,
        limit: 5,
        lang: 'en' as const,
        ...(after && { after }),
      };
      const { items, next } = await otto.get(programmes.roster, { params: { id }, body });
      all.push(...items.map(({ placeEn }) => placeEn));
      if (next === null) break;
      after = next;
    }
    expect(all).toEqual([...all].sort());
    expect(new Set(all)).toEqual(new Set(['North Colony', 'South Colony']));
  });

  it('goes on behind a name as long as names may be', async () => {
    const long = ['1', '2', '3'].map((end) => `${'赵'.repeat(199)}${end}`);
    for (const [index, name] of long.entries()) {
      await enrol(kit, cast.programme, {
        ...{ name, card: `P253${index}`, group: 'adelies' },
        organisation: { code: 'south', zh: '南部群', en: 'South Colony' },
      });
    }
    expect((await namesBy({ sort: 'name' }, 1)).slice(-3)).toEqual(long);
    expect((await namesBy({ sort: 'group' }, 1)).filter((name) => long.includes(name))).toEqual(
      long,
    );
  });
});
