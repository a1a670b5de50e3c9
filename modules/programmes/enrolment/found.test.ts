import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Cast, enrol, gather } from '../../../server/testing/cast.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { programmes } from '../contract.ts';

/** A list of those whom a search finds is the same by whatever way they are found, and however long its pages are. */

let kit: Kit;
let cast: Cast;
let otto: Client;

const named = ['王伟', '王一', '欧王', '王二', 'Wang Wei', '王三', '赵王四', '王五', '王伟'];
/** More than are looked through before the index of words is asked. */
const strangers = 2100;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  otto = await kit.as(cast.otto);
  await join('A', named.slice(0, 4));
  await kit.database.pool.query(
    `with someone as (
       insert into persons (id, name, created_at)
       select gen_random_uuid(), 'Krill ' || n, now() from generate_series(1, $2::int) n returning id, name)
     insert into enrolments (programme_id, person_id, place_id, group_code, starts_on, words, name_order, updated_at)
     select $1, id, $3, 'adelies', '2022-01-04', to_tsvector('simple', name), name_order(name), now() from someone`,
    [cast.programme.id, strangers, cast.places.south.id],
  );
  await join('B', named.slice(4));
});
afterAll(() => kit.close());

/** Every third lives in the north. */
async function join(letter: string, names: string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const organisation =
      index % 3 === 0
        ? { code: 'north', zh: '北部群', en: 'North Colony' }
        : { code: 'south', zh: '南部群', en: 'South Colony' };
    const given = { name, card: `${letter}${index}-Q`, organisation };
    await enrol(kit, cast.programme, { ...given, group: index % 2 ? 'adelies' : 'emperors' });
  }
}

type Asked = Omit<BodyOf<typeof programmes.roster>, 'after'>;

async function listed(asked: Asked): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined; ; ) {
    const body = { ...asked, ...(after !== undefined && { after }) };
    const params = { id: cast.programme.id };
    const { items, next } = await otto.get(programmes.roster, { params, body });
    found.push(...items.map(({ name, identifiers }) => `${name} ${identifiers[0]?.value}`));
    if (next === null) return found;
    after = next;
  }
}

const cards = ['A0', 'A1', 'A2', 'A3', 'B0', 'B1', 'B2', 'B3', 'B4'];
const all = named.map((name, index) => `${name} ${cards[index]}-Q`);
/** Those whose names begin so, by pinyin, and then the others. */
const byName = [3, 5, 0, 8, 7, 1, 2, 6].map((index) => all[index]);
const north = [0, 3, 4, 7];

describe.each([1, 2, 3, 7, 200])('in pages of %i', (limit) => {
  it('has those named so first, and then those whose names hold it', async () => {
    expect(await listed({ search: '王', sort: 'name', limit })).toEqual(byName);
  });

  it('keeps to a place', async () => {
    const placeId = cast.places.north.id;
    const here = byName.filter((each) => north.some((index) => all[index] === each));
    expect(await listed({ search: '王', sort: 'name', placeId, limit })).toEqual(here);
    const inOrder = [0, 3, 7].map((index) => all[index]);
    expect(await listed({ search: '王', placeId, limit })).toEqual(inOrder);
  });

  it('finds in the order in which they came, near or far', async () => {
    const found = all.filter((each) => each.includes('王'));
    expect(await listed({ search: '王', limit })).toEqual(found);
    expect(await listed({ search: '王', sort: 'known', limit })).toEqual(found);
  });
});

it('begins where the list was jumped to, among those named so and among the others', async () => {
  const asked = { search: '王', sort: 'name', limit: 2 } as const;
  const fromWei = byName.slice(byName.indexOf(all[0])).slice(0, 2);
  expect((await listed({ ...asked, jumpTo: '王伟' })).slice(0, 2)).toEqual(fromWei);
  expect(await listed({ ...asked, jumpTo: 'Z' })).toEqual([all[6]]);
});

it('finds by capitals, by several words and by cards as it did', async () => {
  expect(await listed({ search: 'WANG', sort: 'name' })).toEqual([all[4]]);
  expect(await listed({ search: 'wei wang', sort: 'name' })).toEqual([all[4]]);
  expect(await listed({ search: 'b0', sort: 'name' })).toEqual([all[4]]);
  expect(await listed({ search: 'B', sort: 'known', limit: 2 })).toEqual(
    all.filter((each) => / B/.test(each)),
  );
});

it('refuses a key of another order', async () => {
  const params = { id: cast.programme.id };
  const body = { sort: 'name', limit: 2 } as const;
  const { next } = await otto.get(programmes.roster, { params, body });
  const { status } = await otto.call(programmes.roster, {
    params,
    body: { ...body, search: '王', after: next as string },
  });
  expect(status).toBe(422);
});
