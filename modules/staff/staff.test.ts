import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asIdentifier, newDocument } from '../../server/testing/documents.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../server/testing/kit.ts';
import { people } from '../people/contract.ts';
import { countStaffLook, hashSecret, staffRealm } from '../people/public.ts';
import { addPerson, addTestRealm, password, realm } from '../people/testing.ts';
import { addPlace } from '../places/public.ts';
import { staff } from './contract.ts';
import { createStaff } from './create.ts';
import { administratorLink } from './links/administrator-link.ts';
import { firstAdministratorLink } from './links/first-administrator.ts';
import { assignScanner } from './scanners/actions.ts';

let kit: Kit;
let root: number;
let north: number;
let south: number;
/** The user name of the first administrator: of two who try at once, either may be the one. */
let chiefName: string;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());
beforeEach(() => kit.clock.set(startOfTests));

const newPassword = 'Keeper of 9 penguins';
const nobody = '00000000-0000-4000-8000-000000000009';

/** Everybody of the staff whom somebody sees, as long as they are on one page. */
const listed = async (client: Client) =>
  (await client.get(staff.list, { body: { limit: 200 } })).items;

async function enter(
  username: string,
  typed: string,
): Promise<{ client: Client; status: number; code?: string }> {
  const client = await kit.as(null, 'console');
  const { status, body } = await client.call(people.signInByUsername, {
    body: { username, password: typed },
  });
  return { client, status, ...(body.code && { code: body.code }) };
}

describe('the first administrator', () => {
  const use = async (token: string, given: object = {}) => {
    const client = await kit.as(null, 'console');
    const body = { token, username: 'Chief', name: 'Cleo Chief', password: newPassword, ...given };
    return { client, ...(await client.call(staff.createFirstAdministrator, { body })) };
  };

  it('comes through the newest link, within an hour, once', async () => {
    const replaced = (await firstAdministratorLink(kit.platform)) as string;
    const token = (await firstAdministratorLink(kit.platform)) as string;
    expect((await use(replaced)).body.code).toBe('first_link_invalid');
    expect((await use('made up')).body.code).toBe('first_link_invalid');
    expect((await use(token, { password: '1990-02-14' })).body.fields).toMatchObject([
      { path: 'password', code: 'password_too_simple' },
    ]);
    kit.clock.set('2022-01-20T05:00:00Z');
    expect((await use(token)).body.code).toBe('first_link_invalid');
    kit.clock.set('2022-01-20T04:59:59Z');
    const both = await Promise.all([use(token), use(token, { username: 'other' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    const { client, body } = both.find(({ status }) => status === 200) as (typeof both)[0];
    chiefName = body.me.account ?? '';
    expect(body.me).toMatchObject({ name: 'Cleo Chief', realm: staffRealm, mustFinish: false });
    const [chief] = await listed(client);
    expect(chief).toMatchObject({ activated: true, grants: [{ role: { code: 'administrator' } }] });
    expect(await firstAdministratorLink(kit.platform)).toBeNull();
    root = chief?.grants[0]?.placeId as number;
  });

  it('is not made by a participant’s app', async () => {
    const client = await kit.as(null, 'portal');
    const body = { token: 'x', username: 'chief', name: 'Cleo', password: newPassword };
    expect((await client.call(staff.createFirstAdministrator, { body })).body.code).toBe(
      'bad_request',
    );
  });
});

describe('an administrator who forgot the password', () => {
  const use = async (token: string, given: object = {}) => {
    const client = await kit.as(null, 'console');
    const body = { token, password: `${newPassword}, again`, ...given };
    return { client, ...(await client.call(staff.setAdministratorPassword, { body })) };
  };
  const link = async (name: string) => {
    const made = await administratorLink(kit.platform, name);
    return 'token' in made ? made.token : '';
  };

  it('sets a new one by the newest link from the machine, within an hour, once', async () => {
    const { client: before } = await enter(chiefName, newPassword);
    const { personId } = await before.get(people.me);
    const replaced = await link(chiefName.toUpperCase());
    const token = await link(` ${chiefName} `);
    expect((await use(replaced)).body.code).toBe('administrator_link_invalid');
    expect((await use(token, { password: `${chiefName} of 9` })).body.fields).toMatchObject([
      { path: 'password', code: 'password_too_simple' },
    ]);
    kit.clock.set('2022-01-20T05:00:00Z');
    expect((await use(token)).body.code).toBe('administrator_link_invalid');
    kit.clock.set('2022-01-20T04:59:59Z');
    const both = await Promise.all([use(token), use(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    const { client } = both.find(({ status }) => status === 200) as (typeof both)[0];
    expect((await client.call(staff.list, { body: {} })).status).toBe(200);
    expect((await before.call(staff.list, { body: {} })).status).toBe(401);
    expect((await enter(chiefName, newPassword)).status).toBe(401);
    expect((await enter(chiefName, `${newPassword}, again`)).status).toBe(200);
    const { rows } = await kit.database.pool.query(
      "select action, actor_id from audit_entries where person_id = $1 and action like 'staff.link%' order by id",
      [personId],
    );
    expect(rows).toEqual([
      { action: 'staff.link_made', actor_id: null },
      { action: 'staff.link_made', actor_id: null },
      { action: 'staff.link_used', actor_id: null },
    ]);
  });

  it('is let in again after having been disabled', async () => {
    await kit.database.pool.query("update memberships set disabled = true where realm = 'staff'");
    expect(await enter(chiefName, `${newPassword}, again`)).toMatchObject({ code: 'shut_out' });
    expect((await use(await link(chiefName))).status).toBe(200);
  });

  it('is one of those who are named; others get no link, and none makes a first administrator', async () => {
    const keeper = { username: 'keeper', name: 'Kim', role: 'organiser', placeId: root };
    await kit.platform.transaction(null, (tx) => createStaff(tx, keeper));
    for (const name of [undefined, 'keeper', 'nobody']) {
      expect(await administratorLink(kit.platform, name)).toEqual({ administrators: [chiefName] });
    }
    const token = await link(chiefName);
    const client = await kit.as(null, 'console');
    const body = { token, username: 'further', name: 'Other', password: newPassword };
    expect((await client.call(staff.createFirstAdministrator, { body })).body.code).toBe(
      'first_link_invalid',
    );
    expect((await use('made up')).body.code).toBe('administrator_link_invalid');
  });
});

describe('staff', () => {
  let hash: string;
  let count = 0;
  const names = { kind: 'region', zh: '某地', en: 'Somewhere' } as const;

  beforeAll(async () => {
    hash = await hashSecret(password);
    await addTestRealm(kit.platform);
    await kit.platform.transaction(null, async (tx) => {
      north = (await addPlace(tx, { parentId: root, code: 'north', ...names })).id;
      south = (await addPlace(tx, { parentId: root, code: 'south', ...names })).id;
    });
  });

  /** Somebody with a password and roles. */
  async function hire(...grants: [string, number][]) {
    count += 1;
    const username = `keeper${count}`;
    const [first] = grants;
    const keeper = { username, name: `Keeper ${count}`, passwordHash: hash };
    const { personId } = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { ...keeper, ...(first && { role: first[0], placeId: first[1] }) }),
    );
    for (const [role, placeId] of grants.slice(1)) {
      await kit.database.pool.query(
        'insert into grants (person_id, role, place_id, granted_at) values ($1, $2, $3, $4)',
        [personId, role, placeId, kit.clock.now()],
      );
    }
    const client = await kit.as({ personId, realm: staffRealm, app: 'console' });
    return { personId, username, client };
  }

  const trail = async (personId: string) => {
    const { rows } = await kit.database.pool.query<{ action: string; reason: string | null }>(
      'select action, actor_id, place_id, reason from audit_entries where person_id = $1 order by id',
      [personId],
    );
    return rows;
  };

  it('get a one-time password, which serves to set their own and then no more', async () => {
    const { client: admin, personId: adminId } = await hire(['administrator', root]);
    const body = {
      username: 'New.Keeper',
      name: 'Nia New',
      role: 'organiser',
      placeId: north,
    } as const;
    const unseen = { ...body, name: 'Nia\u200b New' };
    expect((await admin.call(staff.add, { body: unseen })).body.fields).toMatchObject([
      { path: 'name', params: { format: 'line' } },
    ]);
    const added = await admin.get(staff.add, { body });
    expect(added.oneTimePassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await admin.call(staff.add, { body })).body).toMatchObject({
      code: 'username_taken',
      fields: [{ path: 'username', code: 'username_taken' }],
    });
    const { client } = await enter(' NEW.keeper ', added.oneTimePassword);
    expect(await client.get(people.me)).toMatchObject({ mustFinish: true, account: 'new.keeper' });
    expect((await client.call(staff.list, { body: {} })).status).toBe(401);
    const finish = { password: newPassword, questions: [] };
    const same = { ...finish, password: added.oneTimePassword };
    expect((await client.call(people.finish, { body: same })).body.fields).toMatchObject([
      { code: 'password_same' },
    ]);
    await client.get(people.finish, { body: finish });
    expect((await client.call(staff.list, { body: {} })).body.code).toBe('forbidden');
    expect(await enter('new.keeper', added.oneTimePassword)).toMatchObject({ status: 401 });
    expect(await enter('new.keeper', newPassword)).toMatchObject({ status: 200 });
    expect(await trail(added.personId)).toEqual([
      { action: 'staff.added', actor_id: adminId, place_id: north, reason: null },
    ]);
  });

  it('have their document entered by somebody else, each document once', async () => {
    const { client: admin, personId: adminId } = await hire(['administrator', root]);
    const { personId } = await hire(['organiser', north]);
    const isDocumented = async () =>
      (await listed(admin)).find((each) => each.personId === personId)?.documented;
    const identity = newDocument();
    const set = (given = identity, id = personId) =>
      admin.call(staff.setDocument, { params: { personId: id }, body: { identity: given } });
    expect(await isDocumented()).toBe(false);
    const wrong = { ...identity, number: '110105194912310021' };
    expect((await set(wrong)).body.fields).toEqual([
      { path: 'identity.number', code: 'prc_id_checksum' },
    ]);
    expect((await set()).status).toBe(200);
    expect((await set(newDocument())).status).toBe(200);
    expect((await set()).status).toBe(200);
    expect(await isDocumented()).toBe(true);
    const other = { username: 'other.one', name: 'Other', role: 'reader', placeId: north };
    const taken = await admin.call(staff.add, { body: { ...other, identity } });
    expect(taken.body).toMatchObject({
      ...{ code: 'document_taken', fields: [{ path: 'identity.number', code: 'document_taken' }] },
    });
    const { personId: added } = await admin.get(staff.add, {
      body: { ...other, identity: newDocument() },
    });
    expect((await set(identity, added)).body.code).toBe('document_taken');
    const entered = { action: 'staff.document_set', actor_id: adminId, place_id: north };
    expect(await trail(personId)).toEqual(Array(3).fill({ ...entered, reason: null }));
  });

  it('are not tried out by documents: so many in an hour, and what is refused stands in the trail', async () => {
    const { client: admin, personId: adminId } = await hire(['administrator', root]);
    const { personId: first } = await hire(['reader', north]);
    const { personId } = await hire(['organiser', south]);
    const identity = newDocument();
    const set = async (id: string, given: typeof identity) => {
      const call = { params: { personId: id }, body: { identity: given } };
      return (await admin.call(staff.setDocument, call)).body.code ?? 'set';
    };
    const add = (username: string, given = identity) =>
      admin.call(staff.add, {
        body: { username, name: 'Other', role: 'reader', placeId: north, identity: given },
      });
    expect(await set(first, identity)).toBe('set');
    expect(await set(personId, identity)).toBe('document_taken');
    expect((await add('tried.out')).body.code).toBe('document_taken');
    const { rows } = await kit.database.pool.query(
      "select person_id, place_id from audit_entries where action = 'staff.document_refused' and actor_id = $1 order by id",
      [adminId],
    );
    expect(rows).toEqual([
      { person_id: personId, place_id: south },
      { person_id: null, place_id: north },
    ]);
    // Three of the hour's hundred and twenty are spent.
    for (let tries = 3; tries < 119; tries += 1) await countStaffLook(kit.platform, adminId);
    expect(await set(personId, newDocument())).toBe('set');
    expect(await set(personId, newDocument())).toBe('wait_before_trying');
    expect((await add('one.more', newDocument())).body.code).toBe('wait_before_trying');
    const plain = { username: 'no.document', name: 'Other', role: 'reader', placeId: north };
    expect((await admin.call(staff.add, { body: plain })).status).toBe(200);
  });

  it('who scan already get further roles on that account, which has their document', async () => {
    const { client: admin } = await hire(['administrator', root]);
    const { personId: second } = await hire(['organiser', north]);
    const identity = newDocument();
    const phone = '13900004321';
    const { personId } = await kit.platform.transaction(null, async (tx) => {
      const site = { parentId: north, kind: 'site', code: 'gate', zh: '北门', en: 'Gate' } as const;
      const { id: siteId } = await addPlace(tx, site);
      const scanner = await createStaff(tx, {
        ...{ name: 'Sam Scanner', passwordHash: hash },
        identifiers: [asIdentifier(identity), { kind: 'phone', value: phone }],
      });
      const { personId } = scanner;
      await assignScanner(tx, { personId, siteId, level: 'ordinary', superior: null });
      return scanner;
    });
    const set = { params: { personId: second }, body: { identity } };
    const { body } = await admin.call(staff.setDocument, set);
    expect(body).toMatchObject({
      code: 'document_taken',
      title: expect.stringContaining('give the role to that account'),
    });
    const grant = { role: 'organiser', placeId: north };
    await admin.get(staff.grantRole, { params: { personId }, body: grant });
    const found = (await listed(admin)).find((each) => each.personId === personId);
    expect(found).toMatchObject({ name: 'Sam Scanner', documented: true });
    expect(found?.grants.map(({ role }) => role.code)).toContain('organiser');
    const { client, status } = await enter(phone, password);
    expect(status).toBe(200);
    expect(await client.get(people.me)).toMatchObject({ personId, app: 'console' });
  });

  it('wait after five wrong passwords, and answer alike for a name that nobody has', async () => {
    const { username } = await hire(['reader', north]);
    for (const name of [username, 'no.such.keeper']) {
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await enter(name, 'wrong')).toMatchObject({ status: 401, code: 'sign_in_failed' });
      }
      expect(await enter(name, password)).toMatchObject({
        status: 429,
        code: 'wait_before_trying',
      });
    }
  });

  it('cannot come in by a participant’s app', async () => {
    const { username } = await hire(['reader', north]);
    const portal = await kit.as(null, 'portal');
    const body = { username, password };
    expect((await portal.call(people.signInByUsername, { body })).body.code).toBe('not_found');
  });

  it('are listed and changed within one’s places alone', async () => {
    const { client: admin } = await hire(['administrator', north]);
    const inside = await hire(['organiser', north]);
    const outside = await hire(['organiser', south]);
    const loose = await hire();
    const found = (await listed(admin)).map(({ personId }) => personId);
    expect(found).toContain(inside.personId);
    expect(found).not.toContain(outside.personId);
    expect(found).not.toContain(loose.personId);
    const reader = { role: 'reader', placeId: north } as const;
    for (const { personId } of [outside, loose, { personId: nobody }]) {
      const params = { personId };
      const answers = [
        await admin.call(staff.grantRole, { params, body: reader }),
        await admin.call(staff.change, { params, body: { disabled: true } }),
        await admin.call(staff.reset, { params, body: { reason: 'lost it' } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    const { client: chief } = await hire(['administrator', root]);
    const all = (await listed(chief)).map(({ personId }) => personId);
    expect(all).toEqual(
      expect.arrayContaining([inside.personId, outside.personId, loose.personId]),
    );
  });

  it('are listed by name, each with the letter under which it stands', async () => {
    const { client: chief } = await hire(['administrator', root]);
    const names = ['王伟', '7 Dwarfs', '阿宝', 'Wang', 'ann', '单位10', '单位2'];
    for (const [index, name] of names.entries()) {
      const keeper = { username: `by-name-${index}`, name, passwordHash: hash };
      await kit.platform.transaction(null, (tx) =>
        createStaff(tx, { ...keeper, role: 'reader', placeId: north }),
      );
    }
    const found = (await listed(chief)).filter(({ name }) => names.includes(name));
    expect(found.map(({ initial, name }) => `${initial}: ${name}`)).toEqual([
      ...['#: 7 Dwarfs', 'A: 阿宝', 'A: ann', 'D: 单位2', 'D: 单位10', 'W: 王伟', 'W: Wang'],
    ]);
  });

  it('cannot be raised above oneself', async () => {
    const { client: admin, personId } = await hire(['administrator', north]);
    const target = await hire(['reader', north]);
    const params = { personId: target.personId };
    const give = (role: string, placeId: number, to = params) =>
      admin.call(staff.grantRole, { params: to, body: { role, placeId } });
    expect((await give('reader', south)).status).toBe(404);
    expect((await give('administrator', root)).status).toBe(404);
    expect((await give('administrator', root, { personId })).body.code).toBe('not_oneself');
    const body = {
      username: 'puppet',
      name: 'Pim',
      role: 'administrator',
      placeId: south,
    } as const;
    expect((await admin.call(staff.add, { body })).status).toBe(404);
    expect((await give('administrator', north)).status).toBe(200);
    expect((await give('administrator', north)).body.code).toBe('grant_exists');
    for (const role of ['organiser', 'reader'] as const) {
      const { client } = await hire([role, root]);
      const refused = [
        await client.call(staff.list, { body: {} }),
        await client.call(staff.grantRole, { params, body: { role, placeId: root } }),
        await client.call(staff.reset, { params, body: { reason: 'let me in' } }),
      ];
      expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('forbidden'));
    }
    const participant = await addPerson(kit.platform, '1000001', { activated: ['portal'] });
    const portal = await kit.as({ personId: participant, realm, app: 'portal' });
    expect((await portal.call(staff.list, { body: {} })).body.code).toBe('forbidden');
  });

  it('who hold a role elsewhere lose theirs here, and nothing else', async () => {
    const { client: admin } = await hire(['administrator', north]);
    const target = await hire(['reader', north], ['administrator', root]);
    const params = { personId: target.personId };
    const refused = [
      await admin.call(staff.change, { params, body: { disabled: true } }),
      await admin.call(staff.reset, { params, body: { reason: 'take over' } }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(['forbidden', 'forbidden']);
    const { rows } = await kit.database.pool.query<{ id: number; place_id: number }>(
      'select id, place_id from grants where person_id = $1',
      [target.personId],
    );
    const grantOn = (place: number) =>
      rows.find(({ place_id }) => place_id === place)?.id as number;
    const revoke = (grantId: number) =>
      admin.call(staff.revokeRole, { params: { ...params, grantId } });
    expect((await revoke(grantOn(root))).status).toBe(404);
    expect((await revoke(grantOn(north))).status).toBe(200);
    expect((await revoke(grantOn(north))).status).toBe(404);
    expect((await trail(target.personId)).map(({ action }) => action)).toEqual([
      'staff.role_revoked',
    ]);
    expect((await listed(target.client)).length).toBeGreaterThan(0);
  });

  it('are disabled at once, enabled and reset, never by themselves', async () => {
    const { client: admin, personId: adminId } = await hire(['administrator', root]);
    const target = await hire(['organiser', north]);
    const params = { personId: target.personId };
    await admin.get(staff.change, { params, body: { disabled: true } });
    expect((await target.client.call(people.me)).status).toBe(401);
    expect(await enter(target.username, password)).toMatchObject({ code: 'shut_out' });
    expect(await enter(target.username, 'wrong')).toMatchObject({ code: 'sign_in_failed' });
    await admin.get(staff.change, { params, body: { disabled: false } });
    expect(await enter(target.username, password)).toMatchObject({ status: 200 });
    const reason = 'forgot it, seen in person';
    const { oneTimePassword: fresh } = await admin.get(staff.reset, {
      params,
      body: { reason },
    });
    expect(await enter(target.username, password)).toMatchObject({ code: 'sign_in_failed' });
    expect(await enter(target.username, fresh)).toMatchObject({ status: 200 });
    expect(await trail(target.personId)).toMatchObject([
      { action: 'staff.disabled', place_id: north },
      { action: 'staff.enabled', actor_id: adminId },
      { action: 'staff.reset', reason },
    ]);
    const own = { personId: adminId };
    const refused = [
      await admin.call(staff.change, { params: own, body: { disabled: true } }),
      await admin.call(staff.reset, { params: own, body: { reason } }),
      await admin.call(staff.revokeRole, { params: { ...own, grantId: 1 } }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('not_oneself'));
  });

  it('have one account for console and field', async () => {
    const passwordHash = await hashSecret(password);
    const { personId } = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username: 'both', name: 'Bo Both', passwordHash }),
    );
    const { client: console } = await enter('both', password);
    const field = await kit.as(null, 'field');
    const enterField = (typed: string) =>
      field.call(people.signInByUsername, { body: { username: 'both', password: typed } });
    expect((await enterField(password)).body.me).toMatchObject({ personId, app: 'field' });
    await console.get(people.signOut);
    expect((await field.call(people.me)).status).toBe(200);
    const again = await enter('both', password);
    await again.client.get(people.changePassword, {
      body: { current: password, password: newPassword },
    });
    expect((await field.call(people.me)).status).toBe(401);
    expect((await enterField(newPassword)).status).toBe(200);
  });
});
