import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import { asIdentifier, newDocument } from '../../../server/testing/documents.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { staffRealm } from '../../people/public.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import { staff } from '../contract.ts';
import { createStaff, enterEarlierStaff, type NewStaff } from '../create.ts';
import { assignScanner } from '../scanners/actions.ts';

/** 人员管理: finding staff and changing them, with ten thousand of them beside. */

let kit: Kit;
let at: Record<'root' | 'north' | 'south' | 'gate', PlaceRow>;
let chief: Client;
let chiefId: string;

const phone = '13900009876';
const document = newDocument();

const hire = (given: NewStaff) => kit.platform.transaction(null, (tx) => createStaff(tx, given));

const browserOf = (personId: string) =>
  kit.as({ personId, realm: staffRealm, app: 'console' } as const);

beforeAll(async () => {
  kit = await startKit();
  await kit.platform.transaction(null, async (tx) => {
    const place = (code: string, parent: PlaceRow | null, { kind }: Pick<PlaceRow, 'kind'>) =>
      addPlace(tx, { parentId: parent?.id ?? null, kind, code, zh: code, en: code });
    const root = await place('root', null, { kind: 'region' });
    const north = await place('north', root, { kind: 'organisation' });
    const south = await place('south', root, { kind: 'organisation' });
    at = { root, north, south, gate: await place('gate', north, { kind: 'site' }) };
  });
  const made = await hire({
    ...{ username: 'chief', name: 'Cleo Chief', role: 'administrator', placeId: at.root.id },
  });
  chiefId = made.personId;
  chief = await browserOf(chiefId);
  await hire({
    ...{ username: 'wang.wei', name: '欧阳王伟', role: 'reader', placeId: at.north.id },
    ...{ identifiers: [asIdentifier(document)], remark: 'On leave' },
  });
  const sam = await hire({
    ...{ name: 'Sam Scanner', identifiers: [{ kind: 'phone', value: phone }] },
  });
  await kit.platform.transaction(null, (tx) =>
    assignScanner(tx, { ...sam, siteId: at.gate.id, level: 'senior', superior: null }),
  );
  await kit.database.pool.query(
    `with made as (
      insert into persons (id, name, created_at)
      select gen_random_uuid(), '李' || n, now() from generate_series(1, 10000) n returning id, name
    ), members as (
      insert into memberships (person_id, realm) select id, 'staff' from made
    ), listed as (
      insert into staff_members (person_id, name_order, username, words)
      select id, name_order(name), 'crowd-' || substr(name, 2), array_to_tsvector(array[name]) from made
    )
    insert into grants (person_id, role, place_id, granted_at)
    select id, 'organiser', $1, now() from made`,
    [at.south.id],
  );
  await kit.database.pool.query('analyze');
}, 60_000);
afterAll(() => kit.close());

const namesOf = async (body: BodyOf<typeof staff.list>, by = chief) =>
  (await by.get(staff.list, { body })).items.map(({ name }) => name);

describe('the list of staff', () => {
  it('is read page by page, everybody once and in the order of names', async () => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await chief.get(staff.list, { body: { limit: 200, ...(after && { after }) } });
      names.push(...page.items.map(({ name }) => name));
      after = page.next ?? undefined;
    } while (after);
    expect(names.length).toBe(10_003);
    expect(new Set(names).size).toBe(10_003);
    expect(names.slice(0, 3)).toEqual(['Cleo Chief', '李1', '李2']);
    expect(names.slice(-2)).toEqual(['欧阳王伟', 'Sam Scanner']);
    expect(await namesOf({ jumpTo: 'm' })).toEqual(['欧阳王伟', 'Sam Scanner']);
  });

  it.each<[string, BodyOf<typeof staff.list>, string[]]>([
    ['a part of a Chinese name', { name: '王伟' }, ['欧阳王伟']],
    ['the beginning of a word', { name: 'SCAN sam' }, ['Sam Scanner']],
    ['nothing that a name is made of', { name: '!?' }, []],
    ['the beginning of a user name', { account: ' Wang.' }, ['欧阳王伟']],
    ['signs that patterns know', { account: '%' }, []],
    ['a phone', { account: '139 0000 9876' }, ['Sam Scanner']],
    ['a phone that nobody has', { account: '13900009877' }, []],
    ['a document', { identity: ` ${document.number} ` }, ['欧阳王伟']],
    ['a document that nobody has', { identity: newDocument().number }, []],
    ['a document with another name', { identity: document.number, name: 'Sam' }, []],
    ['a role', { role: 'reader' }, ['欧阳王伟']],
    ['a role elsewhere', { role: 'reader', type: 'site' }, []],
    ['sites', { type: 'site' }, ['Sam Scanner']],
    ['a status', { disabled: true }, []],
  ])('finds by %s', async (_, body, names) => {
    expect(await namesOf(body)).toEqual(names);
  });

  it('finds by a place and what is below it', async () => {
    expect(await namesOf({ placeId: at.north.id })).toEqual(['欧阳王伟', 'Sam Scanner']);
    expect(await namesOf({ placeId: at.gate.id })).toEqual(['Sam Scanner']);
    expect((await chief.call(staff.list, { body: { placeId: 999_999 } })).status).toBe(404);
  });

  it('shows and finds nobody whom one’s places do not reach', async () => {
    const { personId } = await hire({
      ...{ username: 'of.south', name: 'Zoe', role: 'administrator', placeId: at.south.id },
    });
    const south = await browserOf(personId);
    expect(await namesOf({ jumpTo: 'M' }, south)).toEqual(['Zoe']);
    expect(await namesOf({ identity: document.number }, south)).toEqual([]);
    expect(await namesOf({ account: phone }, south)).toEqual([]);
    expect((await south.call(staff.list, { body: { placeId: at.north.id } })).status).toBe(404);
  });

  it('says what cannot be looked for, and takes no cursor from elsewhere', async () => {
    const { body } = await chief.call(staff.list, { body: { identity: '12' } });
    expect(body.fields).toEqual([{ path: 'identity', code: 'document_unreadable' }]);
    const after = Buffer.from('["a"]').toString('base64url');
    expect((await chief.call(staff.list, { body: { after } })).body.code).toBe('invalid_input');
  });

  it('keeps phones covered, and notes who looked for a number or at somebody', async () => {
    const { items } = await chief.get(staff.list, { body: { account: phone } });
    expect(items).toMatchObject([{ username: '', phone: '+86 139****9876' }]);
    const { personId } = items[0] as (typeof items)[0];
    const member = await chief.get(staff.member, { params: { personId } });
    expect(member.identifiers).toEqual([{ kind: 'phone', value: '+86 139****9876' }]);
    const { rows } = await kit.database.pool.query(
      'select action, person_id, details from audit_entries where actor_id = $1 order by id desc limit 2',
      [chiefId],
    );
    expect(rows.map(({ action, person_id }) => [action, person_id])).toEqual([
      ['staff.viewed', personId],
      ['staff.looked_up', personId],
    ]);
    expect(JSON.stringify(rows)).not.toContain('9876');
  });

  it('has those who were on the staff before there was such a list', async () => {
    await kit.database.pool.query("delete from staff_members where username = 'wang.wei'");
    expect(await namesOf({ name: '王伟' })).toEqual([]);
    await enterEarlierStaff(kit.platform);
    await enterEarlierStaff(kit.platform);
    expect(await namesOf({ name: '王伟' })).toEqual(['欧阳王伟']);
    await kit.database.pool.query(
      "update staff_members set remark = 'On leave' where username = 'wang.wei'",
    );
  });

  it('walks along an index, however many there are', async () => {
    const { rows } = await kit.database.pool.query<{ 'QUERY PLAN': string }>(
      `explain select id from staff_members
       where (name_order, username, id) > ('L 李5000', 'crowd-5000', 1)
       order by name_order, username, id limit 51`,
    );
    expect(rows[0]?.['QUERY PLAN']).toContain('Limit');
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('staff_members_by_name');
  });
});

describe('a member of staff', () => {
  const find = async (account: string) => {
    const { items } = await chief.get(staff.list, { body: { account } });
    return items[0] as (typeof items)[0];
  };

  it('is changed by one of two who saw the same', async () => {
    const { personId, version, remark } = await find('wang.wei');
    expect(remark).toBe('On leave');
    const change = (body: BodyOf<typeof staff.change>) =>
      chief.call(staff.change, { params: { personId }, body: { version, ...body } });
    const both = await Promise.all([
      change({ disabled: true, remark: ' Left ' }),
      change({ disabled: false, remark: 'Back' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('staff_changed');
    const after = await find('wang.wei');
    const first = both[0].status === 200;
    expect([after.disabled, after.remark]).toEqual(first ? [true, 'Left'] : [false, 'Back']);
    const again = { version: after.version, disabled: true, remark: null };
    expect((await change(again)).status).toBe(200);
    expect(await find('wang.wei')).toMatchObject({ disabled: true, remark: null });
    expect(await namesOf({ disabled: true })).toEqual(['欧阳王伟']);
  });

  it('is added with document, phone and remark, and may be disabled at first', async () => {
    const role = { role: 'reader', placeId: at.north.id } as const;
    const body = { ...role, name: '长'.repeat(60), username: 'long.name', remark: 'From June' };
    const add = (given: object) => chief.call(staff.add, { body: { ...body, ...given } });
    expect((await add({ phone: '12' })).body.fields).toEqual([
      { path: 'phone', code: 'phone_invalid' },
    ]);
    expect((await add({ phone })).body.fields).toEqual([
      { path: 'phone', code: 'scanner_phone_taken' },
    ]);
    expect((await add({ phone: '13900001111', disabled: true })).status).toBe(200);
    expect(await find('13900001111')).toMatchObject({
      ...{ name: body.name, username: 'long.name', disabled: true, remark: 'From June' },
    });
    const { rows } = await kit.database.pool.query(
      "select place_id from audit_entries where action = 'staff.phone_refused'",
    );
    expect(rows).toEqual([{ place_id: at.north.id }]);
  });

  it('of a site may be disabled at first, too, unless they have an account already', async () => {
    const siteId = at.gate.id;
    const scanner = { siteId, level: 'senior', identity: newDocument(), disabled: true } as const;
    const body = { ...scanner, name: 'Ned New', phone: '13900002222' };
    expect((await chief.get(staff.addScanner, { body })).known).toBe(false);
    expect(await find(body.phone)).toMatchObject({ name: 'Ned New', disabled: true });
    await hire({
      ...{ name: 'Kit Known', username: 'kit.known', identifiers: [asIdentifier(document2)] },
    });
    const known = { ...scanner, identity: document2 };
    expect((await chief.get(staff.addScanner, { body: known })).known).toBe(true);
    expect(await find('kit.known')).toMatchObject({ disabled: false });
  });

  const document2 = newDocument();
});
