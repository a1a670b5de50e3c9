import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addRole, type Cast, type StaffMember } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { PlaceRow } from '../../places/public.ts';
import { programmes } from '../../programmes/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../../reports/contract.ts';
import { wellToday } from '../../reports/testing.ts';
import { createStaff } from '../../staff/public.ts';
import { oversight } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let one: Reporter;
let hours = 0;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());
beforeEach(async () => {
  // Looks of one test are long over in the next.
  hours += 1;
  kit.clock.set(new Date(Date.parse(startOfTests) + hours * 3_600_000).toISOString());
  one = await reporter(kit, expedition);
});

const mine = (query = {}) => one.browser.get(oversight.mine, { query });
const rosterOf = async (who: StaffMember, body: object = {}) =>
  (await kit.as(who)).get(programmes.roster, { params: { id: expedition.id }, body });
const minutesLater = (minutes: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + minutes * 60_000).toISOString());
const subjectsOf = async (who: StaffMember, action = 'roster.viewed') => {
  const { rows } = await kit.database.pool.query<{ count: number }>(
    `select (select count(*)::int from audit_subjects s where s.entry_id = e.id) as count
     from audit_entries e where actor_id = $1 and action = $2 order by id`,
    [who.personId, action],
  );
  return rows.map(({ count }) => count);
};

it('tells a person who looked, as what they work, and why; never by name', async () => {
  expect(await mine()).toEqual({ items: [], next: null });
  const params = { enrolmentId: one.person.enrolmentId };
  await (await kit.as(cast.olga)).get(reports.person, { params });
  minutesLater(1);
  const here = { ...params, id: expedition.id };
  const reason = 'Asked for it by phone';
  const reset = { apps: ['portal' as const], reason, checkedInPerson: true as const };
  await (await kit.as(cast.olga)).get(programmes.resetPerson, { params: here, body: reset });
  const again = await kit.as(one.person);
  const page = await again.get(oversight.mine);
  const by = [
    {
      role: { zh: '组织者', en: 'Organiser' },
      place: { zh: '北部群', en: 'North Colony' },
    },
  ];
  expect(page.items).toEqual([
    {
      ...{ at: kit.clock.now().toISOString(), kind: 'changed', inList: false, by, reason },
      what: { zh: '重置个人登录', en: 'Reset a person’s sign-in' },
    },
    {
      ...{ at: expect.any(String), kind: 'looked', inList: false, by, reason: null },
      what: { zh: '查看个人资料', en: 'Viewed person' },
    },
  ]);
  expect(JSON.stringify(page)).not.toContain('Olga');
});

it('tells of a record that was merged into one’s own as well, each look once', async () => {
  const other = await reporter(kit, expedition);
  const olga = await kit.as(cast.olga);
  const look = ({ person: { enrolmentId } }: Reporter) =>
    olga.get(reports.person, { params: { enrolmentId } });
  await look(other);
  minutesLater(1);
  await look(one);
  minutesLater(1);
  await rosterOf(cast.otto);
  const setMerged = (into: number | null) =>
    kit.database.pool.query(
      'update enrolments set merged_into = $1::bigint, withdrawn_on = case when $1 is null then null else starts_on end where id = $2',
      [into, other.person.enrolmentId],
    );
  expect((await mine()).items).toHaveLength(2);
  await setMerged(one.person.enrolmentId);
  const { items } = await mine();
  expect(items.map(({ inList }) => inList)).toEqual([true, false, false]);
  const first = await mine({ limit: 2 });
  expect((await mine({ limit: 2, after: first.next })).items).toEqual(items.slice(2));
  await setMerged(null);
  expect((await mine()).items).toHaveLength(2);
});

it('tells of lists, searches and exports that showed them, and of nobody else’s', async () => {
  const other = await reporter(kit, expedition);
  await rosterOf(cast.otto, { search: one.person.entry.name });
  const found = (await mine()).items;
  expect(found).toMatchObject([{ kind: 'looked', inList: true, what: { en: 'Viewed roster' } }]);
  expect((await other.browser.get(oversight.mine)).items).toEqual([]);
  minutesLater(11);
  await one.send('daily', wellToday);
  const day = '2022-01-20';
  const query = { ...{ programmeId: expedition.id, form: 'daily', from: day, to: day } };
  const sheet = { ...query, format: 'csv' as const, lang: 'en' as const };
  await (await kit.as(cast.otto)).call(reports.export, { query: sheet });
  expect((await mine()).items[0]).toMatchObject({ kind: 'exported', inList: true });
  // Of whom the file has no row it took nothing along.
  expect((await other.browser.get(oversight.mine)).items).toEqual([]);
});

it('says only once that somebody with two parts of a programme looked', async () => {
  await addRole(kit, cast.boris, 'organiser', cast.places.north);
  await rosterOf(cast.boris);
  expect((await mine()).items).toHaveLength(1);
  expect((await subjectsOf(cast.boris)).length).toBe(2);
});

it('is read page by page', async () => {
  const params = { enrolmentId: one.person.enrolmentId };
  for (const who of [cast.olga, cast.otto, cast.rita]) {
    minutesLater(1);
    await (await kit.as(who)).get(reports.person, { params });
    await rosterOf(who);
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await mine({ limit: 2, ...(after && { after }) });
    seen.push(...page.items.map(({ what, by }) => `${by[0]?.role.en}: ${what.en}`));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(
    ['Reader', 'Organiser', 'Organiser'].flatMap((role) =>
      ['Viewed roster', 'Viewed person'].map((what) => `${role}: ${what}`),
    ),
  );
});

it('has one entry for one look, however many pages are turned, and another after ten minutes', async () => {
  const before = (await subjectsOf(cast.rita)).length;
  const first = await rosterOf(cast.rita, { limit: 2 });
  await rosterOf(cast.rita, { limit: 2, after: first.next ?? '' });
  await rosterOf(cast.rita, { limit: 2 });
  expect((await subjectsOf(cast.rita)).slice(before)).toEqual([4]);
  minutesLater(9);
  await rosterOf(cast.rita, { limit: 2 });
  expect((await subjectsOf(cast.rita)).slice(before)).toEqual([4]);
  minutesLater(2);
  await rosterOf(cast.rita, { limit: 2 });
  // Another list is another look.
  await rosterOf(cast.rita, { limit: 2, placeId: cast.places.north.id });
  expect((await subjectsOf(cast.rita)).slice(before)).toEqual([4, 2]);
});

it('shows those who read the trail whom an entry showed, which is noted in turn', async () => {
  await rosterOf(cast.olga, { search: one.person.entry.name });
  const ada = await kit.as(cast.ada);
  const { personId } = one.person;
  const trail = await ada.get(oversight.audit, { query: { personId, kind: 'looked' } });
  expect(trail.items).toMatchObject([{ action: 'roster.viewed', shown: 1, personId: null }]);
  const params = { id: trail.items[0]?.id as number };
  const { items } = await ada.get(oversight.shown, { params, query: {} });
  expect(items).toEqual([{ personId, name: one.person.entry.name }]);
  expect((await mine()).items.map(({ what }) => what.en)).toEqual([
    'Viewed whom an entry showed',
    'Viewed roster',
  ]);
  const [found] = await ada.get(oversight.findPeople, {
    body: { as: 'person', name: one.person.entry.name.toLowerCase() },
  });
  expect(found?.id).toBe(personId);
});

it('names to an auditor of one unit nobody of another, whom the same list showed', async () => {
  const { north, south } = cast.places;
  const southern = { organisation: { code: 'south', zh: '南部群', en: 'South Colony' } };
  const far = await reporter(kit, expedition, { name: 'Sonia Faraway', ...southern });
  const both = await hired('berta', 'organiser', north);
  await addRole(kit, both, 'organiser', south);
  const auditor = await hired('norbert', 'administrator', north);
  await rosterOf(both, { limit: 200 });
  const audit = await kit.as(auditor);
  const query = { actorId: both.personId, action: 'roster.viewed' };
  const [entry] = (await audit.get(oversight.audit, { query })).items;
  const params = { id: entry?.id ?? 0 };
  const seen = await audit.get(oversight.shown, { params, query: { limit: 200 } });
  const ids = seen.items.map(({ personId }) => personId);
  expect(ids).toContain(one.person.personId);
  expect(ids).not.toContain(far.person.personId);
  expect(seen.whole).toBe(false);
  const body = { name: 'Sonia', as: 'person' as const };
  expect(await audit.get(oversight.findPeople, { body })).toEqual([]);
  const ada = await kit.as(cast.ada);
  const all = await ada.get(oversight.shown, { params, query: { limit: 200 } });
  expect(all.items.map(({ personId }) => personId)).toContain(far.person.personId);
  expect(all.whole).toBe(true);
  expect(await ada.get(oversight.findPeople, { body })).toHaveLength(1);
});

async function hired(username: string, role: string, { id }: PlaceRow): Promise<StaffMember> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username, name: username, role, placeId: id }),
  );
  return { personId, realm: 'staff', app: 'console', username };
}
