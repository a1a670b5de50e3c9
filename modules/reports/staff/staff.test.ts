import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, cardOf, colonies, type StaffMember } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { notices } from '../../notices/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let north: Reporter[];
let south: Reporter[];
let visitor: Reporter;
let asked: { programmeId: number; form: string; day: string };

const today = '2022-01-20';

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  const people = (count: number, given: object) =>
    Promise.all(Array.from({ length: count }, () => reporter(kit, expedition, given)));
  north = await people(5, {});
  south = await people(3, { organisation: colonies.south, group: 'adelies' });
  visitor = await reporter(kit, expedition, { attributes: { visitor: true } });
  asked = { programmeId: expedition.id, form: 'daily', day: today };
  const [feverish, coughing, well] = north as [Reporter, Reporter, Reporter];
  await feverish.send('daily', { temperature: 38.4, cough: false });
  await coughing.send('daily', { temperature: 36.4, cough: true });
  await well.send('daily', wellToday);
  await south[0]?.send('daily', { temperature: 37.5, cough: true });
});
afterAll(() => kit.close());

const browserOf = (who: StaffMember) => kit.as(who);

it('counts due and done by place and group, within one’s own places', async () => {
  const { north: n, south: s } = cast.places;
  const ada = await browserOf(cast.ada);
  expect(await ada.get(reports.completion, { query: asked })).toEqual({
    today,
    milestoneUnknown: 1,
    rows: [
      { placeId: n.id, group: 'emperors', due: 5, done: 3 },
      { placeId: s.id, group: 'adelies', due: 3, done: 1 },
    ],
  });
  const olga = await browserOf(cast.olga);
  expect((await olga.get(reports.completion, { query: asked })).rows).toEqual([
    { placeId: n.id, group: 'emperors', due: 5, done: 3 },
  ]);
  const before = { ...asked, day: '2022-01-03' };
  expect((await ada.get(reports.completion, { query: before })).rows).toEqual([]);
  const single = await ada.call(reports.completion, { query: { ...asked, form: 'papers' } });
  expect(single.status).toBe(404);
});

it('sums a level of the tree up on the server, down to a unit', async () => {
  const { station, north: n, south: s } = cast.places;
  const [ada, olga] = [await browserOf(cast.ada), await browserOf(cast.olga)];
  const emperors = { group: 'emperors', due: 5, done: 3 };
  const adelies = { group: 'adelies', due: 3, done: 1 };
  const all = await ada.get(reports.completionLevel, { query: asked });
  expect(all).toMatchObject({ today, milestoneUnknown: 1 });
  expect(all.sums).toEqual(expect.arrayContaining([emperors, adelies]));
  expect(all.places).toMatchObject([{ id: station.id, hasChildren: true }]);
  expect(all.places[0]?.sums).toEqual([adelies, emperors]);
  const below = await ada.get(reports.completionLevel, {
    query: { ...asked, placeId: station.id },
  });
  expect(below.places).toMatchObject([
    { id: n.id, nameEn: 'North Colony', hasChildren: false, sums: [emperors] },
    { id: s.id, hasChildren: false, sums: [adelies] },
  ]);
  const own = await olga.get(reports.completionLevel, { query: asked });
  expect(own).toMatchObject({ sums: [emperors], places: [{ id: n.id }] });
  const unit = await olga.get(reports.completionLevel, { query: { ...asked, placeId: n.id } });
  expect(unit).toMatchObject({ sums: [emperors], places: [] });
  const query = { ...asked, placeId: s.id };
  expect((await olga.call(reports.completionLevel, { query })).status).toBe(404);
});

it('draws the reporting period of days', async () => {
  const ada = await browserOf(cast.ada);
  const query = { ...asked, from: '2022-01-02', to: '2022-01-21' };
  const days = await ada.get(reports.trend, { query });
  expect(days).toHaveLength(20);
  expect(days.slice(0, 3)).toEqual([
    { day: '2022-01-02', due: 0, done: 0 },
    { day: '2022-01-03', due: 0, done: 0 },
    { day: '2022-01-04', due: 8, done: 0 },
  ]);
  expect(days.slice(-2)).toEqual([
    { day: today, due: 8, done: 4 },
    { day: '2022-01-21', due: 8, done: 0 },
  ]);
  const one = await ada.get(reports.trend, {
    query: { ...query, from: today, to: today, placeId: cast.places.south.id },
  });
  expect(one).toEqual([{ day: today, due: 3, done: 1 }]);
  const long = await ada.call(reports.trend, { query: { ...query, to: '2023-02-07' } });
  expect(long.body.code).toBe('range_too_long');
});

it('lists who is missing, page by page', async () => {
  const ada = await browserOf(cast.ada);
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const query = { ...asked, kind: 'missing' as const, limit: 2, ...(after && { after }) };
    const page = await ada.get(reports.missing, { body: query });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ enrolmentId }) => enrolmentId));
    after = page.next ?? undefined;
  } while (after);
  const missing = [...north.slice(3), ...south.slice(1)].map(({ person }) => person.enrolmentId);
  expect(seen.toSorted()).toEqual(missing.toSorted());
  const boris = await browserOf(cast.boris);
  const own = await boris.get(reports.missing, { body: { ...asked, kind: 'missing' } });
  expect(own.items).toHaveLength(2);
  const left = south.find(({ person }) => person.personId === own.items[0]?.personId)?.person;
  expect(own.items[0]).toMatchObject({
    identifiers: [{ kind: 'card', value: left && cardOf(left) }],
    name: left?.entry.name,
    group: 'adelies',
    placeEn: 'South Colony',
  });
  const group = { ...asked, kind: 'missing' as const, group: 'emperors' };
  expect((await boris.get(reports.missing, { body: group })).items).toEqual([]);
});

it('lists apart whose days wait for a milestone', async () => {
  const ada = await browserOf(cast.ada);
  const query = { ...asked, kind: 'milestoneUnknown' as const };
  const { items } = await ada.get(reports.missing, { body: query });
  expect(items.map(({ enrolmentId }) => enrolmentId)).toEqual([visitor.person.enrolmentId]);
  const figure = async (who: StaffMember, day = today) =>
    (await (await browserOf(who)).get(reports.completion, { query: { ...asked, day } }))
      .milestoneUnknown;
  expect(await figure(cast.ada)).toBe(1);
  const elsewhere = visitor.person.entry.organisation.code === 'north' ? cast.boris : cast.olga;
  expect(await figure(elsewhere)).toBe(0);
});

it('refuses cursors that it did not make', async () => {
  const ada = await browserOf(cast.ada);
  const wrong = Buffer.from('["x","y"]').toString('base64url');
  for (const after of ['%', wrong]) {
    const missing = await ada.call(reports.missing, {
      body: { ...asked, kind: 'missing', after },
    });
    expect(missing.status).toBe(422);
    const alerts = { programmeId: expedition.id, after };
    expect((await ada.call(reports.alerts, { body: alerts })).status).toBe(422);
  }
});

it('reminds each missing person once a day', async () => {
  const otto = await browserOf(cast.otto);
  const { programmeId, form } = asked;
  const olga = await browserOf(cast.olga);
  const one = [north[3]?.person.enrolmentId as number];
  const first = {
    programmeId,
    form,
    enrolmentIds: [...one, south[2]?.person.enrolmentId as number],
  };
  expect(await olga.get(reports.remind, { body: first })).toEqual({ reminded: 1, already: 0 });
  const all = { programmeId, form };
  expect(await otto.get(reports.remind, { body: all })).toEqual({ reminded: 3, already: 1 });
  expect(await otto.get(reports.remind, { body: all })).toEqual({ reminded: 0, already: 4 });
  const inbox = await north[3]?.browser.get(notices.mine);
  expect(inbox?.items).toMatchObject([
    {
      ...{ kind: 'reports.reminder', link: '/daily' },
      zh: expect.stringContaining('您今天（2022年1月20日）的'),
      en: expect.stringContaining('for today (20 Jan 2022)'),
    },
  ]);
  expect((await north[0]?.browser.get(notices.mine))?.items).toEqual([]);
  const rita = await browserOf(cast.rita);
  expect((await rita.call(reports.remind, { body: all })).status).toBe(403);
  const { rows } = await kit.database.pool.query(
    "select place_id, details from audit_entries where action = 'report.reminded' order by id",
  );
  expect(rows.map(({ place_id, details }) => [place_id, details.reminded])).toEqual([
    [cast.places.north.id, 1],
    [cast.places.station.id, 3],
    [cast.places.station.id, 0],
  ]);
});

it('shows one person to their staff, and notes the look', async () => {
  const { person, send } = north[0] as Reporter;
  await send('daily', { temperature: 38.5, cough: false }, { basedOn: 1 });
  const params = { enrolmentId: person.enrolmentId };
  const rita = await browserOf(cast.rita);
  const shown = await rita.get(reports.person, { params });
  expect(shown.person).toMatchObject({
    name: person.entry.name,
    identifiers: [{ kind: 'card', value: cardOf(person) }],
  });
  expect(shown.overview).toMatchObject({ today, done: 1, missed: 16 });
  expect(shown.reports.map(({ version }) => version)).toEqual([2, 1]);
  expect(shown.days.at(0)).toEqual({ day: '2022-01-04', state: 'missed' });
  expect(shown.days.at(-1)).toEqual({ day: '2022-03-31', state: 'future' });
  const boris = await browserOf(cast.boris);
  expect((await boris.call(reports.person, { params })).status).toBe(404);
  const nobody = { enrolmentId: 987_654_321 };
  expect((await rita.call(reports.person, { params: nobody })).status).toBe(404);
  const { rows } = await kit.database.pool.query(
    "select actor_id, person_id, place_id from audit_entries where action = 'person.viewed'",
  );
  expect(rows).toEqual([
    {
      actor_id: cast.rita.personId,
      person_id: person.personId,
      place_id: cast.places.north.id,
    },
  ]);
});

it('notes who looked at the lists of people, and at which place', async () => {
  const looks = async () => {
    const { rows } = await kit.database.pool.query(
      `select action, place_id, details from audit_entries where actor_id = $1
        and action in ('report.missing_viewed', 'report.alerts_viewed') order by id`,
      [cast.rita.personId],
    );
    return rows;
  };
  const rita = await browserOf(cast.rita);
  await rita.get(reports.missing, { body: { ...asked, kind: 'missing' } });
  const range = { programmeId: expedition.id, from: today, to: today, state: 'open' as const };
  await rita.get(reports.alerts, { body: { ...range, level: 'fever' } });
  const place_id = cast.places.north.id;
  const details = { programmeId: expedition.id };
  expect(await looks()).toEqual([
    {
      action: 'report.missing_viewed',
      place_id,
      details: { ...details, form: 'daily', day: today, kind: 'missing' },
    },
    {
      action: 'report.alerts_viewed',
      place_id,
      details: { ...details, state: 'open', from: today, to: today, level: 'fever' },
    },
  ]);
});

it('hides programmes and places of others', async () => {
  const boris = await browserOf(cast.boris);
  const elsewhere = { ...asked, placeId: cast.places.north.id };
  const missing = { ...elsewhere, kind: 'missing' as const };
  const range = { ...elsewhere, from: today, to: today };
  const sheet = { ...range, format: 'csv' as const, lang: 'en' as const };
  const none = { ...asked, programmeId: 987_654_321 };
  const statuses = [
    await boris.call(reports.missing, { body: missing }),
    await boris.call(reports.trend, { query: range }),
    await boris.call(reports.alerts, { body: range }),
    await boris.call(reports.export, { query: sheet }),
    await boris.call(reports.remind, { body: elsewhere }),
    await boris.call(reports.completion, { query: none }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
  const penny = await kit.as(cast.penny);
  expect((await penny.call(reports.completion, { query: asked })).status).toBe(403);
  expect((await (await kit.as(null)).call(reports.completion, { query: asked })).status).toBe(401);
});

it('keeps the day of the programme, whatever else turns', async () => {
  kit.clock.set('2022-01-20T16:00:00Z');
  const ada = await browserOf(cast.ada);
  expect((await ada.get(reports.completion, { query: asked })).today).toBe('2022-01-21');
  kit.clock.set(startOfTests);
});
