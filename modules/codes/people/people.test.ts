import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CodeColour, codeColours } from '../../../forms/colours.ts';
import { placeScope } from '../../../platform/scope.ts';
import { addRole, type Cast, colonies, enrol } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, withdraw } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { countColoursJob, sumColours } from '../public.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let ada: Client;
let well: Reporter;
let hot: Reporter;
let southern: Reporter;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  for (const name of ['ada', 'otto'] as const) {
    const { root, station } = cast.places;
    await addRole(kit, cast[name], 'health_authority', name === 'ada' ? root : station);
  }
  await addRole(kit, cast.boris, 'health_authority', cast.places.south);
  well = await reporter(kit, programme);
  hot = await reporter(kit, programme);
  southern = await reporter(kit, programme, { organisation: colonies.south });
  await well.send('checkup', { temperature: 38, limping: false });
  for (const one of [hot, southern]) {
    await one.send('checkup', { temperature: 39, limping: false });
  }
  // Three of one unit of whom nothing is known, and one who is gone.
  for (let nth = 0; nth < 3; nth += 1) await enrol(kit, programme);
  await withdraw(kit, await enrol(kit, programme), '2022-01-20');
});
beforeEach(() => later(0));
afterAll(() => kit.close());

/** So many days later, when nobody is signed in any more. */
async function later(days: number): Promise<void> {
  kit.clock.set(new Date(Date.parse(startOfTests) + days * 86_400_000));
  ada = await kit.as(cast.ada);
}

/** All of a colour, page by page. */
async function listed(colour: CodeColour, more: object = {}, who = ada) {
  const all = [];
  for (let after: string | undefined; ; ) {
    const body = { programmeId: programme.id, colour, ...more, ...(after && { after }) };
    const { items, next } = await who.get(codes.people, { body });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}
const idsOf = async (colour: CodeColour, more?: object) =>
  (await listed(colour, more)).map(({ enrolmentId }) => enrolmentId);
const idOf = ({ person }: Reporter) => person.enrolmentId;

it('says who has a colour, by which rule and since when', async () => {
  expect(await listed('yellow')).toMatchObject([
    {
      ...{ enrolmentId: idOf(hot), name: hot.person.entry.name, colour: 'yellow' },
      ...{ label: { en: 'High temperature' }, since: new Date(startOfTests).toISOString() },
      ...{ placeEn: 'North Colony', group: 'emperors' },
      identifiers: hot.person.entry.identifiers.map(({ kind, value }) => ({ kind, value })),
    },
    { enrolmentId: idOf(southern), placeEn: 'South Colony' },
  ]);
  expect(await listed('green')).toMatchObject([{ label: { en: 'Nothing unusual' } }]);
  expect(await listed('grey')).toMatchObject(
    Array(3).fill({ label: { en: 'No recent check-up' }, since: null }),
  );
  expect(await listed('red')).toEqual([]);
});

it('goes on behind the last person of a page, within a unit and from one to the next', async () => {
  for (const colour of ['grey', 'yellow'] as const) {
    const whole = await idsOf(colour);
    for (const limit of [1, 2]) expect(await idsOf(colour, { limit })).toEqual(whole);
  }
  const { next } = await ada.get(codes.people, {
    body: { programmeId: programme.id, colour: 'yellow', limit: 2 },
  });
  expect(next).toBeNull();
});

it('shows everybody the people of their own places alone', async () => {
  const { north, south, root } = cast.places;
  expect(await idsOf('yellow', { placeId: south.id })).toEqual([idOf(southern)]);
  expect(await idsOf('grey', { placeId: south.id })).toEqual([]);
  expect(await idsOf('yellow', { placeId: root.id })).toHaveLength(2);
  const boris = await kit.as(cast.boris);
  expect(await listed('yellow', {}, boris)).toMatchObject([{ enrolmentId: idOf(southern) }]);
  const answer = async (placeId: number) => {
    const body = { programmeId: programme.id, colour: 'yellow' as const, placeId };
    return (await boris.call(codes.people, { body })).body.code;
  };
  for (const { id } of [north, root]) expect(await answer(id)).toBe('not_found');
});

it('notes the look with whom it showed', async () => {
  await later(1);
  await listed('yellow', { placeId: cast.places.south.id });
  const { rows } = await kit.database.pool.query(
    `select e.kind, e.place_id::int as place, e.details, array_agg(s.person_id) as people
     from audit_entries e join audit_subjects s on s.entry_id = e.id
     where e.action = 'code.listed' and e.at = $1 group by e.id`,
    [kit.clock.now()],
  );
  expect(rows).toEqual([
    {
      ...{ kind: 'looked', place: cast.places.south.id },
      details: { programmeId: programme.id, colour: 'yellow' },
      people: [southern.person.personId],
    },
  ]);
});

it('lists nobody where a programme has no codes', async () => {
  const body = { programmeId: cast.programme.id, colour: 'grey' as const };
  expect(await ada.get(codes.people, { body })).toEqual({ items: [], next: null, countedAt: null });
});

it('follows what ends by time and grows too old, and agrees with the figures of the same moment', async () => {
  const scope = placeScope(cast.ada.personId, [cast.places.root.path]);
  const seen = new Set<string>();
  for (const days of [0, 8, 20]) {
    await later(days);
    if (days === 8) await hot.send('checkup', { temperature: 38, limping: false });
    await countColoursJob.handle(kit.platform, {});
    const counts = await sumColours(kit.platform.db, scope, programme.id);
    const sums = Object.fromEntries(counts.map(({ colour, people }) => [colour, people]));
    for (const colour of codeColours) {
      expect([days, colour, (await listed(colour)).length]).toEqual([
        days,
        colour,
        sums[colour] ?? 0,
      ]);
    }
    seen.add(JSON.stringify(sums));
    const { countedAt } = await ada.get(codes.people, {
      body: { programmeId: programme.id, colour: 'red' },
    });
    expect(countedAt).toBe(kit.clock.now().toISOString());
  }
  expect(seen.size).toBe(3);
});

it('answers before it has found a page among very many people, and goes on from there', async () => {
  const behind = await reporter(kit, programme, { organisation: colonies.south });
  await behind.send('checkup', { temperature: 38, limping: false });
  await kit.database.pool.query(
    `with crowd as (select gen_random_uuid() as id from generate_series(1, 5000)),
     people as (insert into persons (id, name, created_at) select id, 'Crowd', now() from crowd)
     insert into enrolments (programme_id, person_id, place_id, group_code, starts_on, words, name_order, updated_at)
     select $1, id, $2, 'emperors', '2022-01-04', '', '', now() from crowd`,
    [programme.id, cast.places.north.id],
  );
  const body = { programmeId: programme.id, colour: 'green' as const };
  const first = await ada.get(codes.people, { body });
  // Whom an earlier test made green stands in the same unit.
  expect(first.items.map(({ enrolmentId }) => enrolmentId)).toEqual([idOf(well), idOf(hot)]);
  const after = first.next ?? '';
  const second = await ada.get(codes.people, { body: { ...body, after } });
  expect(second.items.map(({ enrolmentId }) => enrolmentId)).toEqual([idOf(behind)]);
  expect(second.next).toBeNull();
  expect(await listed('grey', { limit: 200 })).toHaveLength(5003);
});
