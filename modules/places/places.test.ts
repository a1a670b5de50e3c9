import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../platform/contract.ts';
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
let codes = 0;

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
  it('shows each member of staff the places at and below their own, level by level', async () => {
    const names = async (client: Client, parentId?: number) => {
      const query = parentId === undefined ? {} : { placeId: parentId };
      const { items } = await client.get(places.children, { query });
      return items.map(({ nameEn, hasChildren }) => `${nameEn}${hasChildren ? ' +' : ''}`);
    };
    expect(await names(ada)).toEqual(['Head +']);
    expect(await names(ada, root)).toEqual(['North', 'South']);
    expect(await names(olga)).toEqual(['North']);
    expect(await names(olga, root)).toEqual(['North']);
    expect(await names(olga, south)).toEqual([]);
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
    expect((await rita.call(places.children)).status).toBe(200);
    expect((await rita.call(places.create, site(north, 'y'))).status).toBe(403);
  });

  it('tells nobody anything', async () => {
    const nobody = await kit.as(null, 'console');
    expect((await nobody.call(places.children)).status).toBe(401);
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
    expect((await boris.call(places.children)).status).toBe(401);
    const params = { id: camp.id };
    expect(await ada.get(places.get, { params })).toMatchObject({ disabled: false, open: false });
    await flag(ada, south, true);
    await flag(ada, south, false);
    expect(await ada.get(places.get, { params })).toMatchObject({ disabled: false, open: true });
    expect(await trailOf(south)).toEqual(['place.created', 'place.disabled', 'place.enabled']);
  });

  it('makes a code where none was given, and takes the Chinese name for a missing English one', async () => {
    const { nameZh, kind } = site(north, '').body;
    const made = await olga.get(places.create, { body: { parentId: north, kind, nameZh } });
    expect(made).toMatchObject({ nameEn: nameZh, code: expect.stringMatching(/^S\d{9}$/) });
    const region = { body: { parentId: root, kind: 'region' as const, nameZh } };
    expect((await ada.call(places.create, region)).body.fields).toEqual([
      { path: 'code', code: 'place_code_needed' },
    ]);
  });

  it.each([
    [{ kind: 'site' }, { kind: 'region' }, 422],
    [{ kind: 'organisation' }, { kind: 'site' }, 422],
    [{ kind: 'region' }, { kind: 'site' }, 422],
    [{ kind: 'site' }, { kind: 'site' }, 200],
    [{ kind: 'organisation' }, { kind: 'region' }, 200],
    [{ kind: 'region' }, { kind: 'region' }, 200],
  ] as const)('takes %j below %j: %i', async (wanted, above, status) => {
    const add = (parentId: number, { kind }: typeof wanted | typeof above) =>
      ada.call(places.create, {
        body: { parentId, kind, code: String(++codes), nameZh: '处', nameEn: 'Spot' },
      });
    const parent = await add(south, above);
    const { status: given, body } = await add(parent.body.id, wanted);
    expect(given).toBe(status);
    if (status === 422) expect(body.fields).toMatchObject([{ code: 'place_parent_unfit' }]);
  });

  it('tells the second of two who change a place at once, and keeps what the first wrote', async () => {
    const yard = await olga.get(places.create, site(north, 'yard'));
    const params = { id: yard.id };
    const seen = await olga.get(places.get, { params });
    const change = (client: Client, nameEn: string, revision: string) =>
      client.call(places.rename, { params, body: { nameZh: '院', nameEn, revision } });
    expect((await change(ada, 'Yard', seen.revision)).status).toBe(200);
    const late = await change(olga, 'Court', seen.revision);
    expect([late.status, late.body.code]).toEqual([409, 'place_changed']);
    const now = await olga.get(places.get, { params });
    expect(now).toMatchObject({ nameEn: 'Yard', above: [{ nameEn: 'North' }] });
    expect((await change(olga, 'Court', now.revision)).status).toBe(200);
  });

  it('finds places by any part of their names or code, with what stands above them', async () => {
    await olga.get(places.create, {
      body: { ...site(north, 'PIER-7').body, nameZh: '第七码头', nameEn: 'Seventh Pier' },
    });
    const found = async (client: Client, body: BodyOf<typeof places.search>) =>
      (await client.get(places.search, { body })).items.map(
        ({ nameEn, above }) => `${above.map((each) => `${each.nameEn}/`).join('')}${nameEn}`,
      );
    for (const text of ['七码', '七', 'venth p', 'r-7', ' PIER-7 ']) {
      expect(await found(ada, { text })).toEqual(['Head/North/Seventh Pier']);
    }
    expect(await found(olga, { text: '七码' })).toEqual(['North/Seventh Pier']);
    expect(await found(ada, { text: '七头' })).toEqual([]);
    expect(await found(ada, { text: '七码', kind: 'organisation' })).toEqual([]);
    expect(await found(ada, { text: '七码', belowId: south })).toEqual([]);
    const boris = await staff('boris2', 'reader', south);
    expect(await found(boris, { text: '七码' })).toEqual([]);
  });

  it('finds places of a division by where they are, or by the region above them', async () => {
    const add = (parentId: number, given: object, code: string) =>
      ada.get(places.create, {
        body: { parentId, code, nameZh: `区${code}`, kind: 'organisation', ...given },
      });
    const city = await add(root, { kind: 'region' }, '220200');
    await add(city.id, {}, 'in-city');
    await add(north, { regionCode: '220281' }, 'by-address');
    await add(north, { regionCode: '220302' }, 'elsewhere');
    const found = async (region: string) => {
      const { items } = await ada.get(places.search, { body: { region, kind: 'organisation' } });
      return items.map(({ code }) => code).toSorted();
    };
    expect(await found('220200')).toEqual(['by-address', 'in-city']);
    expect(await found('220281')).toEqual(['by-address']);
    expect(await found('220000')).toContain('elsewhere');
    const tops = await ada.get(places.children, { query: { kind: 'region' } });
    expect(tops.items).toContainEqual(
      expect.objectContaining({ code: '220200', hasChildren: false }),
    );
  });

  it('reads lists page by page, in the order of the names, and finds those in use alone', async () => {
    const { id: row } = await ada.get(places.create, {
      body: { ...site(south, 'row').body, kind: 'organisation' },
    });
    for (const nameZh of ['二号10', '二号2', '爱', '张']) {
      await ada.get(places.create, { body: { parentId: row, kind: 'site', nameZh } });
    }
    const query = { placeId: row, limit: 3 };
    const first = await ada.get(places.children, { query });
    expect(first.items.map(({ nameZh }) => nameZh)).toEqual(['爱', '二号2', '二号10']);
    const rest = await ada.get(places.children, {
      query: { ...query, after: first.next as string },
    });
    expect([rest.items.map(({ nameZh }) => nameZh), rest.next]).toEqual([['张'], null]);
    await ada.get(places.setDisabled, { params: { id: row }, body: { disabled: true } });
    const closed = { body: { belowId: row, kind: 'site' as const, open: false } };
    expect((await ada.get(places.search, closed)).items).toHaveLength(4);
    const open = { body: { ...closed.body, open: true } };
    expect((await ada.get(places.search, open)).items).toEqual([]);
    const sums = await ada.get(places.sums, { params: { id: row } });
    expect(sums).toEqual({ regions: 0, organisations: 0, sites: 4 });
    const wrong = await ada.call(places.search, { body: { after: 'x' } });
    expect(wrong.body.fields).toEqual([{ path: 'after', code: 'cursor_invalid' }]);
  });
});
