import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, gather, addRole as grant } from '../../server/testing/cast.ts';
import { type Client, type Kit, startKit } from '../../server/testing/kit.ts';
import { oversight } from '../oversight/contract.ts';
import { places } from '../places/contract.ts';
import { addPlace, type PlaceRow } from '../places/public.ts';
import { programmes } from '../programmes/contract.ts';
import { staff } from '../staff/contract.ts';
import { createStaff } from '../staff/public.ts';
import { access } from './contract.ts';

let kit: Kit;
let cast: Cast;
/** In the same tree, and not below the station. */
let hut: PlaceRow;
let ada: Client;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  hut = await kit.platform.transaction(null, (tx) =>
    addPlace(tx, {
      ...{ parentId: cast.places.root.id, kind: 'organisation', code: 'hut' },
      ...{ zh: '小屋', en: 'Hut' },
    }),
  );
  ada = await kit.as(cast.ada);
});
afterAll(() => kit.close());

let count = 0;

/** Somebody with a role on a place, whose account is active. */
async function hire(role: string, place: PlaceRow) {
  count += 1;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: `hired-${count}`, name: `Hired ${count}`, passwordHash: 'none' },
      ...{ role, placeId: place.id },
    }),
  );
  return { personId, realm: 'staff', app: 'console' } as const;
}

const fields = (name: string, permissions: string[]) => ({
  ...{ nameZh: `${name}员`, nameEn: name, description: 'Greets people', permissions },
});

/** A role as Ada makes it: of the whole installation unless a place is named. */
const made = (name: string, permissions: string[], place?: PlaceRow) =>
  ada.get(access.addRole, { body: { ...fields(name, permissions), placeId: place?.id ?? null } });

/** What comes of an attempt to change what a role permits. */
async function change(by: Client, code: string, permissions: string[]) {
  const role = await ada.get(access.managedRole, { params: { code } });
  const { zh: nameZh, en: nameEn, description, version } = role;
  const body = { nameZh, nameEn, description, version, permissions };
  const { status, body: answer } = await by.call(access.changeRole, { params: { code }, body });
  return status === 200 ? 'done' : (answer as { code: string }).code;
}

const held = async (code: string) =>
  (await ada.get(access.managedRole, { params: { code } })).permissions;

describe('managing roles', () => {
  it('adds, lists, searches, changes and deletes them, with an entry in the trail for each', async () => {
    const role = await made('Greeter', ['roster.read', 'place.read']);
    expect(role).toMatchObject({
      ...{ zh: 'Greeter员', en: 'Greeter', description: 'Greets people', place: null },
      ...{ permissions: ['place.read', 'roster.read'], holders: 0, version: 1, mayChange: true },
    });
    await grant(kit, cast.rita, role.code, cast.places.north);
    const found = await ada.get(access.managedRoles, { body: { search: 'greets' } });
    expect(found.items).toMatchObject([{ code: role.code, holders: 1 }]);
    expect((await ada.get(access.managedRoles, { body: { search: 'no_%' } })).items).toEqual([]);
    const changed = await ada.get(access.changeRole, {
      params: { code: role.code },
      body: { ...fields('Welcomer', ['place.read']), version: 1 },
    });
    expect(changed).toMatchObject({ en: 'Welcomer', version: 2, permissions: ['place.read'] });
    const params = { code: role.code };
    expect((await ada.call(access.deleteRole, { params })).body).toMatchObject({
      code: 'role_held',
    });
    await kit.database.pool.query('delete from grants where role = $1', [role.code]);
    await ada.get(access.deleteRole, { params });
    expect((await ada.call(access.managedRole, { params })).status).toBe(404);
    const { rows } = await kit.database.pool.query(
      "select action, details from audit_entries where details->>'role' = $1 order by id",
      [role.code],
    );
    expect(rows).toEqual([
      {
        action: 'role.added',
        details: { role: role.code, added: ['roster.read', 'place.read'] },
      },
      {
        action: 'role.changed',
        details: { role: role.code, added: [], removed: ['roster.read'] },
      },
      { action: 'role.deleted', details: { role: role.code } },
    ]);
  });

  it('pages by name, each role once', async () => {
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      await made(`Paged ${letter}`, [], letter < 'd' ? cast.places.north : undefined);
    }
    const names: string[] = [];
    let after: string | null = null;
    do {
      const query = { search: 'Paged', limit: 2, ...(after && { after }) };
      const page: Awaited<ReturnType<typeof list>> = await list(query);
      names.push(...page.items.map(({ en }) => en));
      after = page.next;
    } while (after);
    expect(names).toEqual(['Paged d', 'Paged e', 'Paged a', 'Paged b', 'Paged c']);
  });
  const list = (query: object) => ada.get(access.managedRoles, { body: query });

  it('tells mistakes at their fields, and takes a name once for a place', async () => {
    const wrong = await ada.call(access.addRole, {
      body: { ...fields('Pilot', ['moon.landing']), placeId: null },
    });
    expect(wrong.body).toMatchObject({
      fields: [{ path: 'permissions', code: 'permission_unknown' }],
    });
    const pilots = [made('Pilot', []), made('pilot', [])];
    const outcomes = (await Promise.allSettled(pilots)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    const taken = await ada.call(access.addRole, {
      body: { ...fields('Pilot', []), nameZh: '领航员', placeId: null },
    });
    expect(taken).toMatchObject({
      status: 409,
      body: { fields: [{ path: 'nameEn', code: 'role_name_taken' }] },
    });
    await made('Pilot', [], cast.places.north);
  });

  it('keeps the roles that the product gives by itself', async () => {
    for (const code of ['administrator', 'ordinary_scanner']) {
      const { status, body } = await ada.call(access.deleteRole, { params: { code } });
      expect([status, body]).toMatchObject([409, { code: 'role_needed' }]);
    }
  });

  it('keeps names that no contract declares through a change', async () => {
    const { code } = await made('Astronaut', ['place.read']);
    await kit.database.pool.query("insert into role_permissions values ($1, 'moon.landing')", [
      code,
    ]);
    expect(await held(code)).toEqual(['place.read']);
    expect(await change(ada, code, ['roster.read'])).toBe('done');
    const { rows } = await kit.database.pool.query(
      'select permission from role_permissions where role = $1 order by permission',
      [code],
    );
    expect(rows).toEqual([{ permission: 'moon.landing' }, { permission: 'roster.read' }]);
  });

  it('tells the second of two who change one role that it has changed', async () => {
    const { code } = await made('Cook', ['place.read']);
    const body = (name: string) => ({ ...fields(name, ['place.read']), version: 1 });
    const both = await Promise.all(
      ['Chef', 'Baker'].map((name) =>
        ada.call(access.changeRole, { params: { code }, body: body(name) }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'role_changed' });
  });

  it('says how many people a change would concern, all their roles considered', async () => {
    const { code } = await made('Guide', ['place.read', 'roster.read']);
    const one = await hire(code, cast.places.north);
    await hire(code, cast.places.south);
    // Reads rosters of the whole station by another role as well.
    await grant(kit, one, 'reader', cast.places.station);
    const permissions = ['place.read', 'report.read', 'audit.read'];
    const effect = await ada.get(access.roleEffect, { params: { code }, body: { permissions } });
    expect(effect).toMatchObject({
      holders: 2,
      gains: [
        { name: 'report.read', people: 1 },
        { name: 'audit.read', people: 2 },
      ],
      losses: [{ name: 'roster.read', people: 1 }],
    });
  });
});

describe('a role of an organisation', () => {
  it('is given there and below alone, and is known to nobody beside it', async () => {
    const role = await made('Keeper', ['place.read'], cast.places.station);
    const give = async (place: PlaceRow) => {
      const { personId } = await hire('reader', place);
      const body = { role: role.code, placeId: place.id };
      const answer = await ada.call(staff.grantRole, { params: { personId }, body });
      return answer.status === 200 ? 'done' : (answer.body as { fields?: object[] }).fields;
    };
    expect(await give(cast.places.station)).toBe('done');
    expect(await give(cast.places.north)).toBe('done');
    const elsewhere = [{ path: 'role', code: 'role_elsewhere' }];
    expect(await give(cast.places.root)).toEqual(elsewhere);
    expect(await give(hut)).toEqual(elsewhere);
    const seen = async (place: PlaceRow) => {
      const by = await kit.as(await hire('administrator', place));
      const { items } = await by.get(access.managedRoles, { body: { search: 'Keeper' } });
      const known = (await by.get(access.roles)).some(({ code }) => code === role.code);
      return [items.map(({ mayChange }) => mayChange), known];
    };
    expect(await seen(cast.places.north)).toEqual([[false], true]);
    expect(await seen(cast.places.station)).toEqual([[true], true]);
    expect(await seen(hut)).toEqual([[], false]);
  });

  it('is made by whoever manages roles there, of what they hold there', async () => {
    const local = await kit.as(await hire('administrator', cast.places.north));
    const add = async (permissions: string[], placeId: number | null) => {
      count += 1;
      const body = { ...fields(`Local ${count}`, permissions), placeId };
      const answer = await local.call(access.addRole, { body });
      return answer.status === 200 ? 'done' : (answer.body as { code: string }).code;
    };
    const { north, south, station } = cast.places;
    expect(await add(['report.export'], north.id)).toBe('done');
    // Administrators appoint who gives colours without holding that themselves.
    expect(await add(['code.assign'], north.id)).toBe('done');
    expect(await add([], south.id)).toBe('not_found');
    expect(await add([], station.id)).toBe('not_found');
    expect(await add([], null)).toBe('forbidden');
    const manager = await made('Role keeper', ['role.manage', 'place.read'], north);
    const keeper = await kit.as(await hire(manager.code, north));
    const body = { ...fields('Raised', ['report.export']), placeId: north.id };
    expect((await keeper.call(access.addRole, { body })).body).toMatchObject({
      code: 'permission_not_held',
    });
    const tree = await keeper.get(access.permissions, { query: { placeId: north.id } });
    const mayGive = tree.flatMap(({ permissions }) => permissions.filter((each) => each.mayGive));
    expect(mayGive.map(({ name }) => name)).toEqual(['place.read', 'role.manage']);
    expect(tree.map(({ module }) => module)).toEqual(
      kit.platform.permissionGroups.map(({ module }) => module),
    );
  });
});

describe('nobody', () => {
  it('gives by a role what they do not hold where people hold it, nor takes it', async () => {
    const { north, south, station } = cast.places;
    const keeper = await made('Station keeper', ['role.manage', 'staff.read'], station);
    const target = await made('Target', ['place.read'], station);
    const by = await hire(keeper.code, station);
    await grant(kit, by, 'reader', north);
    const client = await kit.as(by);
    // Nobody holds it yet, but it could be given to the whole station.
    expect(await change(client, target.code, ['place.read', 'report.read'])).toBe(
      'permission_not_held',
    );
    expect(await change(client, target.code, ['staff.read'])).toBe('done');
    await hire(target.code, south);
    expect(await change(ada, target.code, ['staff.read', 'report.read'])).toBe('done');
    expect(await change(client, target.code, ['staff.read'])).toBe('permission_not_held');
    expect(await change(client, target.code, [])).toBe('permission_not_held');
    expect(await held(target.code)).toEqual(['report.read', 'staff.read']);
    await grant(kit, by, 'reader', south);
    expect(await change(client, target.code, ['staff.read'])).toBe('done');
  });

  it('raises themselves by a role that they hold, not even by what they may give to others', async () => {
    const { north } = cast.places;
    const own = await made('Entruster', ['role.manage', 'code.entrust', 'place.read'], north);
    const client = await kit.as(await hire(own.code, north));
    const more = ['role.manage', 'code.entrust', 'place.read', 'code.assign'];
    expect(await change(client, own.code, more)).toBe('role_raises_oneself');
    expect(await change(client, own.code, ['role.manage', 'code.entrust'])).toBe('done');
    expect(await change(ada, own.code, more)).toBe('done');
  });

  it('does at one place what their role permits at another, and roles add up below', async () => {
    const { station, north, south } = cast.places;
    const renamer = await made('Renamer', ['place.manage'], station);
    const one = await hire('reader', station);
    await grant(kit, one, renamer.code, south);
    const client = await kit.as(one);
    const rename = async ({ id, name_zh: nameZh, name_en: nameEn }: PlaceRow) =>
      (await client.call(places.rename, { params: { id }, body: { nameZh, nameEn } })).status;
    expect([await rename(south), await rename(north), await rename(station)]).toEqual([
      ...[200, 404, 404],
    ]);
    const seen = (await client.get(places.search, { body: {} })).items.map(({ id }) => id);
    expect(seen.toSorted()).toEqual([station.id, north.id, south.id].toSorted());
  });

  it('exports what they may only see, or enter', async () => {
    const { station } = cast.places;
    const entering = await made(
      'Enterer',
      ['roster.read', 'roster.import', 'roster.change'],
      station,
    );
    const client = await kit.as(await hire(entering.code, station));
    const params = { id: cast.programme.id };
    const roster = await client.call(programmes.roster, { params, body: {} });
    expect(roster.status).toBe(200);
    const query = { format: 'csv', lang: 'en' } as const;
    const sheet = await client.call(programmes.rosterExport, { params, query });
    expect([sheet.status, sheet.body]).toMatchObject([403, { code: 'forbidden' }]);
    const auditor = await made('Trail reader', ['audit.read'], station);
    const reading = await kit.as(await hire(auditor.code, station));
    expect((await reading.call(oversight.audit)).status).toBe(200);
    expect((await reading.call(oversight.exportAudit, { query })).status).toBe(403);
  });

  it('sees what others may do beyond their own places', async () => {
    const { north, south } = cast.places;
    const one = await hire('reader', north);
    await grant(kit, one, 'organiser', south);
    const params = { personId: one.personId };
    const all = await ada.get(access.permissionsOfPerson, { params });
    expect(all.map(({ placeId, roles }) => [placeId, roles.map(({ code }) => code)])).toEqual([
      [north.id, ['reader']],
      [south.id, ['organiser']],
    ]);
    const reading = all[1]?.permissions.find(({ name }) => name === 'report.export');
    expect(reading).toMatchObject({ by: ['organiser'], en: 'Export reports' });
    const local = await kit.as(await hire('administrator', north));
    const seen = await local.get(access.permissionsOfPerson, { params });
    expect(seen.map(({ placeId }) => placeId)).toEqual([north.id]);
    const far = await kit.as(await hire('administrator', hut));
    expect((await far.call(access.permissionsOfPerson, { params })).status).toBe(404);
  });
});
