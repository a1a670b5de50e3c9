import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeScope } from '../../platform/scope.ts';
import { type Client, type Kit, startKit } from '../../server/testing/kit.ts';
import { createStaff } from '../staff/public.ts';
import { places } from './contract.ts';
import { addPlace, ensureOrganisations, listPlaces } from './public.ts';

let kit: Kit;
let root: number;
let north: number;
let south: number;
/** Administrator of everything, organiser of the north, reader of the north. */
let ada: Client;
let olga: Client;
let rita: Client;

beforeAll(async () => {
  kit = await startKit();
  await kit.platform.transaction(null, async (tx) => {
    const kind = 'organisation' as const;
    root = (await addPlace(tx, { parentId: null, kind, code: 'root', zh: '总部', en: 'Head' })).id;
    north = (await addPlace(tx, { parentId: root, kind, code: 'n', zh: '北', en: 'North' })).id;
    south = (await addPlace(tx, { parentId: root, kind, code: 's', zh: '南', en: 'South' })).id;
  });
  ada = await staff('ada', 'administrator', root);
  olga = await staff('olga', 'organiser', north);
  rita = await staff('rita', 'reader', north);
});

afterAll(() => kit.close());

async function staff(
  username: string,
  role: 'administrator' | 'organiser' | 'reader',
  placeId: number,
): Promise<Client> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username, name: username, role, placeId }),
  );
  return kit.as({ personId, realm: 'staff', app: 'console' });
}

async function trailOf(placeId: number): Promise<string[]> {
  const { rows } = await kit.database.pool.query(
    'select action from audit_entries where place_id = $1 order by id',
    [placeId],
  );
  return rows.map(({ action }) => action);
}

const site = (parentId: number, code: string) => ({
  body: { parentId, kind: 'site' as const, code, nameZh: '站', nameEn: 'Site' },
});

describe('places', () => {
  it('shows each member of staff the places at and below their own, parents first', async () => {
    const names = async (client: Client) =>
      (await client.get(places.list)).map(({ nameEn }) => nameEn);
    expect(await names(ada)).toEqual(['Head', 'North', 'South']);
    expect(await names(olga)).toEqual(['North']);
  });

  it('adds a place below one’s own and tells where it stands', async () => {
    const gate = await olga.get(places.create, site(north, 'gate'));
    expect(gate).toMatchObject({ parentId: north, path: `/${root}/${north}/${gate.id}/` });
  });

  it('refuses a code that a sibling has, at its field, and takes it elsewhere', async () => {
    await ada.get(places.create, site(north, 'twice'));
    const again = await ada.call(places.create, site(north, 'twice'));
    expect(again.status).toBe(409);
    expect(again.body.fields).toEqual([{ path: 'code', code: 'place_code_taken' }]);
    expect((await ada.call(places.create, site(south, 'twice'))).status).toBe(200);
  });

  it('refuses names with characters that nobody sees, at their fields', async () => {
    const body = { ...site(north, 'unseen').body, nameZh: '北\u202e站', nameEn: 'No\nrth' };
    const { status, body: problem } = await ada.call(places.create, { body });
    expect(status).toBe(422);
    const asLine = { code: 'schema_format', params: { format: 'line' } };
    expect(problem.fields).toEqual([
      { path: 'nameZh', ...asLine },
      { path: 'nameEn', ...asLine },
    ]);
  });

  it('does not let staff touch what lies outside their places, nor tell that it is there', async () => {
    const elsewhere = await olga.call(places.create, site(south, 'x'));
    const nowhere = await olga.call(places.create, site(999_999, 'x'));
    expect([elsewhere.status, elsewhere.body]).toEqual([nowhere.status, nowhere.body]);
    expect(elsewhere.status).toBe(404);
  });

  it('lets a reader read only', async () => {
    expect((await rita.call(places.list)).status).toBe(200);
    expect((await rita.call(places.create, site(north, 'y'))).status).toBe(403);
  });

  it('tells nobody anything', async () => {
    const nobody = await kit.as(null, 'console');
    expect((await nobody.call(places.list)).status).toBe(401);
  });

  it('asks for names that say something', async () => {
    const answer = await ada.call(places.create, {
      body: { parentId: north, kind: 'site', code: 'z', nameZh: '  ', nameEn: '' },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.fields?.map(({ path }) => path)).toContain('nameZh');
  });

  it('notes in the audit trail who added and renamed', async () => {
    const pier = await olga.get(places.create, site(north, 'pier'));
    const names = { nameZh: '码头', nameEn: 'Pier' };
    await olga.get(places.rename, { params: { id: pier.id }, body: names });
    expect(await trailOf(pier.id)).toEqual(['place.created', 'place.renamed']);
  });

  it('makes the organisations of a roster once, however often it is imported', async () => {
    const wanted = [
      { code: 'a', zh: '甲', en: 'A' },
      { code: 'b', zh: '乙', en: 'B' },
    ];
    const scope = placeScope('00000000-0000-0000-0000-000000000000', [`/${root}/`]);
    const make = () =>
      kit.platform.transaction(null, (tx) => ensureOrganisations(tx, scope, south, wanted));
    const [first, second] = [await make(), await make()];
    expect([...second.values()]).toEqual([...first.values()]);
    expect(
      (await listPlaces(kit.platform.db, scope)).filter(({ code }) => code === 'a'),
    ).toHaveLength(1);
    const ids = [...first.values()].map(({ id }) => id);
    const { rows } = await kit.database.pool.query(
      "select place_id from audit_entries where action = 'place.created' and place_id = any($1)",
      [ids],
    );
    expect(rows.map(({ place_id }) => place_id).toSorted()).toEqual(ids.toSorted());
  });

  it('says where a place is found, and notes who changed that', async () => {
    const found = { regionCode: '220102', address: '人民大街 1 号', remark: '东门' };
    const hall = await olga.get(places.create, {
      body: { ...site(north, 'hall').body, address: found.address },
    });
    const params = { id: hall.id };
    expect(await olga.get(places.get, { params })).toMatchObject({
      ...{ address: found.address, regionCode: null, remark: null, open: true },
    });
    const names = { nameZh: hall.nameZh, nameEn: hall.nameEn };
    await olga.get(places.rename, { params, body: { ...names, ...found } });
    await olga.get(places.rename, { params, body: { ...names, remark: null } });
    expect(await rita.get(places.get, { params })).toMatchObject({ ...found, remark: null });
    const wrong = await olga.call(places.rename, {
      ...{ params, body: { ...names, regionCode: '22-01', address: 'a\nb' } },
    });
    expect(wrong.body.fields?.map(({ path }) => path).sort()).toEqual(['address', 'regionCode']);
    const nowhere = await olga.call(places.rename, {
      ...{ params, body: { ...names, regionCode: '999999' } },
    });
    expect(nowhere.body.fields).toEqual([{ path: 'regionCode', code: 'place_region_unknown' }]);
    expect(await trailOf(hall.id)).toEqual(['place.created', 'place.changed', 'place.changed']);
  });

  it('takes a region’s code once in all trees', async () => {
    const region = (parentId: number) => ({
      body: {
        parentId,
        kind: 'region' as const,
        code: '220100',
        nameZh: '长春',
        nameEn: 'Changchun',
      },
    });
    await ada.get(places.create, region(north));
    const again = await ada.call(places.create, region(south));
    expect(again.body).toMatchObject({
      ...{ code: 'region_code_taken', fields: [{ path: 'code', code: 'region_code_taken' }] },
    });
  });

  it('is closed with what stands above it, by somebody above alone', async () => {
    const camp = await ada.get(places.create, site(south, 'camp'));
    const boris = await staff('boris', 'organiser', south);
    const flag = (client: Client, id: number, disabled: boolean) =>
      client.call(places.setDisabled, { params: { id }, body: { disabled } });
    expect((await flag(boris, south, true)).body.code).toBe('place_is_own');
    await flag(ada, south, true);
    expect((await boris.call(places.list)).status).toBe(401);
    const params = { id: camp.id };
    expect(await ada.get(places.get, { params })).toMatchObject({ disabled: false, open: false });
    await flag(ada, south, true);
    await flag(ada, south, false);
    expect(await ada.get(places.get, { params })).toMatchObject({ disabled: false, open: true });
    expect(await trailOf(south)).toEqual(['place.created', 'place.disabled', 'place.enabled']);
  });

  it('keeps every place where it stands', async () => {
    const move = kit.database.pool.query('update places set parent_id = $1 where id = $2', [
      south,
      north,
    ]);
    await expect(move).rejects.toThrow('never moved');
  });
});
