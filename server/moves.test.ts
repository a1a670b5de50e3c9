import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oversight } from '../modules/oversight/contract.ts';
import { places } from '../modules/places/contract.ts';
import { addPlace, type PlaceRow, setPlaceDisabledIn } from '../modules/places/public.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { enrolPeople, type Programme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { wellToday } from '../modules/reports/testing.ts';
import { staff } from '../modules/staff/contract.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import { patientWaits } from '../platform/pool.ts';
import { systemScope } from '../platform/scope.ts';
import { browserOf } from './browser.ts';
import { addRole, type Cast, penguin } from './testing/cast.ts';
import { reporter, startExpeditionKit } from './testing/expedition.ts';
import type { Client, Kit } from './testing/kit.ts';

/** What rests on where a place stands: scopes, counts, programmes, sessions, the trail. */

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let clients: Record<'ada' | 'otto' | 'olga' | 'rita' | 'boris', Client>;
let count = 0;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  const { ada, otto, olga, rita, boris } = cast;
  const signedIn = Object.entries({ ada, otto, olga, rita, boris }).map(
    async ([name, who]) => [name, await kit.as(who)] as const,
  );
  clients = Object.fromEntries(await Promise.all(signedIn)) as typeof clients;
});
afterAll(() => kit.close());

async function hire(username: string, role: string, { id }: PlaceRow): Promise<Client> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username, name: username, role, placeId: id }),
  );
  return kit.as({ personId, realm: 'staff', app: 'console' });
}

const unitOf = ({ id, path, code, name_zh: zh, name_en: en }: PlaceRow) => ({
  ...{ code, zh, en },
  ...{ placeId: id, placePath: path },
});

const siteBelow = ({ id }: PlaceRow) => ({
  body: { parentId: id, kind: 'site' as const, nameZh: '站' },
});

const enrolAt = (place: PlaceRow) =>
  kit.platform.transaction(null, (tx) =>
    enrolPeople(tx, expedition, [penguin({ organisation: unitOf(place) })]),
  );

/** Until somebody waits for another's lock. */
async function waiting(): Promise<void> {
  for (;;) {
    const { rows } = await kit.database.pool.query('select from pg_locks where not granted');
    if (rows.length > 0) return;
  }
}

const add = (parent: PlaceRow, kind: PlaceRow['kind'] = 'organisation', code = `p${++count}`) =>
  kit.platform.transaction(null, (tx) =>
    addPlace(tx, { parentId: parent.id, kind, code, zh: `处${code}`, en: code }),
  );

const move = (client: Client, place: PlaceRow, to: PlaceRow, fromId = place.parent_id as number) =>
  client.call(places.move, { params: { id: place.id }, body: { parentId: to.id, fromId } });

async function pathOf({ id }: PlaceRow): Promise<string> {
  const { rows } = await kit.database.pool.query('select path from places where id = $1', [id]);
  return rows[0].path;
}

/** Places whose path is not their parent's and their own id, or that stand in a circle. */
async function wrongPaths(): Promise<unknown[]> {
  const { rows } = await kit.database.pool.query(`
    with recursive tree as (
      select id, '/' || id || '/' as path from places where parent_id is null
      union all select p.id, t.path || p.id || '/' from places p join tree t on t.id = p.parent_id)
    select p.id from places p left join tree t using (id) where t.path is distinct from p.path`);
  return rows;
}

const sees = async (client: Client, { id }: PlaceRow) =>
  (await client.call(places.get, { params: { id } })).status === 200;

describe('a move', () => {
  it('takes everything below along, and who sees it follows', async () => {
    const { north, south } = cast.places;
    const nest = await add(north);
    const gate = await add(nest, 'site');
    const seen = () =>
      Promise.all([clients.olga, clients.boris, clients.otto].map((each) => sees(each, gate)));
    expect(await seen()).toEqual([true, false, true]);
    const { status, body } = await move(clients.otto, nest, south);
    expect([status, body.path]).toEqual([200, `${south.path}${nest.id}/`]);
    expect(await pathOf(gate)).toBe(`${south.path}${nest.id}/${gate.id}/`);
    expect(await seen()).toEqual([false, true, true]);
    expect(await wrongPaths()).toEqual([]);
  });

  it('stands in the trail of both ends, with from and to', async () => {
    const { north, south } = cast.places;
    const nest = await add(north);
    await move(clients.ada, nest, south);
    const { rows } = await kit.database.pool.query(
      "select action, place_id, details from audit_entries where action like 'place.moved%' order by id desc limit 2",
    );
    const named = ({ id, name_zh }: PlaceRow) => `${name_zh} #${id}`;
    const ends = { from: named(north), to: named(south) };
    expect(rows.toReversed()).toEqual([
      { action: 'place.moved', place_id: nest.id, details: ends },
      { action: 'place.moved_away', place_id: north.id, details: { place: named(nest), ...ends } },
    ]);
    const { items } = await clients.ada.get(oversight.audit);
    expect(items[0]?.action).toMatch(/^place\.moved/);
  });

  it.each([
    ['a reader', 'rita', 'nest', 'north', 403, 'forbidden'],
    ['the organiser of the place itself', 'olga', 'north', 'nest', 409, 'place_move_own'],
    ['somebody below it', 'olga', 'station', 'root', 404, 'not_found'],
    ['somebody of the old end alone', 'olga', 'nest', 'south', 404, 'not_found'],
    ['somebody of the new end alone', 'boris', 'nest', 'south', 404, 'not_found'],
    ['below itself', 'otto', 'north', 'north', 422, 'place_below_itself'],
    ['below what stands below it', 'otto', 'north', 'nest', 422, 'place_below_itself'],
    ['an organisation below a site', 'otto', 'nest', 'site', 422, 'place_parent_unfit'],
    ['people out of their programme', 'ada', 'north', 'root', 409, 'place_leaves_programme'],
    ['the root', 'ada', 'root', 'north', 409, 'place_move_own'],
  ] as const)('is refused: %s', async (_, who, what, to, status, code) => {
    const nest = await add(cast.places.north);
    const site = await add(cast.places.south, 'site');
    const all = { ...cast.places, nest, site };
    const answer = await move(clients[who], all[what], all[to], all[what].parent_id ?? 1);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await pathOf(all[what])).toBe(all[what].path);
  });

  it('is refused where a sibling has its code, and where somebody else moved it meanwhile', async () => {
    const { north, south } = cast.places;
    const [one, other] = [await add(north, 'organisation', 'twin'), await add(south)];
    await add(south, 'organisation', 'twin');
    const taken = await move(clients.otto, one, south);
    expect(taken.body).toMatchObject({
      ...{ code: 'place_code_taken', fields: [{ path: 'parentId', code: 'place_code_taken' }] },
    });
    expect((await move(clients.otto, one, other, south.id)).body.code).toBe('place_moved');
  });

  it('gives nobody a sight of people whom they may not see where they are', async () => {
    const { north, south } = cast.places;
    const nest = await add(north);
    const who = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username: 'maud', name: 'Maud', role: 'organiser', placeId: north.id }),
    );
    await addRole(kit, who, 'administrator', south);
    const maud = await kit.as({ ...who, realm: 'staff', app: 'console' });
    expect((await move(maud, nest, south)).body.code).toBe('place_move_gains');
    await addRole(kit, who, 'administrator', north);
    expect((await move(maud, nest, south)).status).toBe(200);
  });

  it('has people, counts and figures follow', async () => {
    const { north, south } = cast.places;
    const nest = await add(north);
    const { send } = await reporter(kit, expedition, { organisation: unitOf(nest) });
    expect((await send('daily', wellToday)).status).toBe(200);
    const query = { programmeId: expedition.id, form: 'daily', day: '2022-01-20' };
    const done = async (client: Client) =>
      (await client.get(reports.completion, { query })).rows.filter(
        ({ placeId, done }) => placeId === nest.id && done === 1,
      ).length;
    const listed = async (client: Client) => {
      const params = { id: expedition.id };
      const { items } = await client.get(programmes.roster, { params, body: {} });
      return items.filter(({ placeId }) => placeId === nest.id).length;
    };
    const people = async ({ id }: PlaceRow) =>
      (await clients.otto.get(programmes.belongings, { params: { placeId: id } })).people;
    const all = async () => [
      ...(await Promise.all(
        [clients.olga, clients.boris, clients.otto].flatMap((each) => [done(each), listed(each)]),
      )),
      ...(await Promise.all([north, south].map(people))),
    ];
    const [, , , , , , inNorth = 0, inSouth = 0] = await all();
    expect(await all()).toEqual([1, 1, 0, 0, 1, 1, inNorth, inSouth]);
    expect((await move(clients.otto, nest, south)).status).toBe(200);
    expect(await all()).toEqual([0, 0, 1, 1, 1, 1, inNorth - 1, inSouth + 1]);
  });

  it('takes a programme along with its place, also for a process that has it in memory', async () => {
    const { root, station } = cast.places;
    const wing = await add(root);
    const wanda = await hire('wanda', 'organiser', wing);
    const beside = await kit.beside(patientWaits);
    const { cookie, origin } = wanda;
    const elsewhere = browserOf(beside.server, wanda, cookie, origin);
    const query = { programmeId: expedition.id, form: 'daily', day: '2022-01-20' };
    const params = { id: expedition.id };
    const seen = async () =>
      Promise.all(
        [wanda, elsewhere].flatMap(async (client) => [
          (await client.call(reports.completion, { query })).status,
          (await client.call(programmes.imports, { params })).status,
        ]),
      );
    expect(await seen()).toEqual([
      [404, 404],
      [404, 404],
    ]);
    expect((await move(clients.ada, station, wing)).status).toBe(200);
    expect(await seen()).toEqual([
      [200, 200],
      [200, 200],
    ]);
    const { mayOnAll } =
      (await elsewhere.get(programmes.list)).find(({ id }) => id === expedition.id) ?? {};
    expect(mayOnAll).toContain('roster.import');
    expect((await move(clients.ada, station, root, wing.id)).status).toBe(200);
    expect(await seen()).toEqual([
      [404, 404],
      [404, 404],
    ]);
  });

  it('below a disabled place shuts out who works there, and lets them in again on the way back', async () => {
    const { north, south } = cast.places;
    const [office, closed] = [await add(north), await add(south)];
    const gate = await add(office, 'site');
    const scanner = await kit.platform.transaction(null, async (tx) => {
      const { personId } = await createStaff(tx, { username: 'sven', name: 'Sven' });
      await assignScanner(tx, { personId, siteId: gate.id, level: 'senior', superior: null });
      return { personId, realm: 'staff', app: 'field' } as const;
    });
    const sven = await kit.as(scanner);
    await clients.ada.get(places.setDisabled, {
      params: { id: closed.id },
      body: { disabled: true },
    });
    expect((await sven.call(staff.mySites)).status).toBe(200);
    expect((await move(clients.otto, office, closed)).status).toBe(200);
    expect((await sven.call(staff.mySites)).status).toBe(401);
    const { rows } = await kit.database.pool.query('select from sessions where person_id = $1', [
      scanner.personId,
    ]);
    expect(rows).toEqual([]);
    expect((await move(clients.otto, office, north, closed.id)).status).toBe(200);
    const again = await kit.as(scanner);
    expect(await again.get(staff.mySites)).toMatchObject([{ id: gate.id, active: true }]);
  });
});

describe('beside a move', () => {
  it('another one that would make a circle is refused', async () => {
    const [one, other] = [await add(cast.places.north), await add(cast.places.north)];
    const answers = await Promise.all([
      move(clients.otto, one, other),
      move(clients.otto, other, one),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(await wrongPaths()).toEqual([]);
  });

  it('many at once leave every path right', async () => {
    const { north, south } = cast.places;
    const tops = await Promise.all([north, south, north, south].map((parent) => add(parent)));
    const below = await Promise.all(tops.flatMap((top) => [add(top), add(top)]));
    const at = (index: number) => tops[index % tops.length] as PlaceRow;
    const answers = await Promise.all([
      ...below.map((place, index) => move(clients.otto, place, at(index + 1))),
      ...tops.map((place, index) => move(clients.otto, place, index % 2 ? north : south)),
      ...below.map((place) => clients.otto.call(places.create, siteBelow(place))),
    ]);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect(answers.slice(-below.length).map(({ status }) => status)).toEqual(below.map(() => 200));
    expect(await wrongPaths()).toEqual([]);
  });

  it('an enrolment waits, and is refused where its place has left the programme', async () => {
    const { root, north } = cast.places;
    const nest = await add(north);
    const mover = await kit.database.pool.connect();
    await mover.query('begin');
    await mover.query('update places set parent_id = $1 where id = $2', [root.id, nest.id]);
    const enrolling = enrolAt(nest).catch((error: Error) => error.message);
    await waiting();
    await mover.query('commit');
    mover.release();
    expect(await enrolling).toContain('at or below its programme');
  });

  it('an enrolment that came first is waited for, and keeps the place in its programme', async () => {
    const { root, north } = cast.places;
    const nest = await add(north);
    let moving: ReturnType<typeof move> | undefined;
    await kit.platform.transaction(null, async (tx) => {
      await enrolPeople(tx, expedition, [penguin({ organisation: unitOf(nest) })]);
      moving = move(clients.ada, nest, root);
      await waiting();
    });
    expect((await moving)?.body.code).toBe('place_leaves_programme');
    expect(await pathOf(nest)).toBe(nest.path);
  });

  it('a place that is being disabled is waited for', async () => {
    const { north, south } = cast.places;
    const [office, closing] = [await add(north), await add(south)];
    const person = await hire('ines', 'reader', office);
    let moving: ReturnType<typeof move> | undefined;
    await kit.platform.transaction(null, async (tx) => {
      await setPlaceDisabledIn(tx, systemScope(), closing.id, true);
      moving = move(clients.otto, office, closing);
      await waiting();
    });
    expect((await moving)?.status).toBe(200);
    expect((await person.call(places.children)).status).toBe(401);
  });
});

it('lets nobody write a path, nor put a place below itself past the server', async () => {
  const nest = await add(cast.places.north);
  const run = (sql: string) => kit.database.pool.query(sql, [nest.id]);
  await expect(run("update places set path = '/1/' where id = $1")).rejects.toThrow('DEFAULT');
  await expect(run("update places set parent_path = '/1/' where id = $1")).rejects.toThrow(
    'places_parent',
  );
  const circle = kit.database.pool.query('update places set parent_id = $1 where id = $2', [
    nest.id,
    cast.places.north.id,
  ]);
  await expect(circle).rejects.toThrow('places_no_circle');
});
