import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cast, enrol, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { programmes } from '../../programmes/contract.ts';
import {
  createProgramme,
  currentProgramme,
  type Programme,
  withdrawPeople,
} from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { expedition as content, wellToday } from '../testing.ts';

/** The expedition's days are 2022-01-04 to 2022-03-31, and today is 2022-01-20. */

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let ada: Client;
let params: { id: number };
/** Nothing of her own; reported on 18 January. */
let ann: Reporter;
/** From 10 January on. */
let bea: Reporter;
/** From 10 to 30 January. */
let cem: Reporter;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
});
let last = 0;
// Each test puts off a programme of its own.
beforeEach(async () => {
  last += 1;
  expedition = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content, code: `expedition-${last}`, place: { id: cast.places.station.id } },
      ...weighInDays,
    }),
  );
  params = { id: expedition.id };
  ann = await reporter(kit, expedition);
  bea = await reporter(kit, expedition, { startsOn: '2022-01-10' });
  cem = await reporter(kit, expedition, { startsOn: '2022-01-10', endsOn: '2022-01-30' });
  await ann.send('daily', wellToday, { day: '2022-01-18' });
});
afterAll(() => kit.close());

const effectOf = (startsOn: string, endsOn: string) =>
  ada.get(reports.daysEffect, { query: { programmeId: expedition.id, startsOn, endsOn } });

async function putOff(days: { startsOn?: string; endsOn?: string }, by = ada) {
  const { version, identity } = await ada.get(programmes.identity, { params });
  return by.call(programmes.changeIdentity, { params, body: { version, identity, ...days } });
}

const stateOf = async ({ browser }: Reporter) => {
  const { dueFrom, dueTo, missed, done } = await browser.get(reports.overview);
  return { dueFrom, dueTo, missed, done };
};
const dueOn = async (day: string) => {
  const query = { programmeId: expedition.id, form: 'daily', from: day, to: day };
  const [{ due, done } = { due: -1, done: -1 }] = await ada.get(reports.trend, { query });
  return { due, done };
};

describe('other days of a programme', () => {
  it('begun earlier, make days missed of those who have none of their own, as was said before', async () => {
    expect(await effectOf('2022-01-02', '2022-01-31')).toEqual({
      ...{ people: 3, moved: 2, outside: 0 },
      missed: { people: 1, days: 2 },
      extra: { people: 0, days: 0 },
      forgiven: { people: 0, days: 0 },
    });
    expect(await stateOf(ann)).toMatchObject({ missed: 15, done: 1 });
    expect((await putOff({ startsOn: '2022-01-02', endsOn: '2022-01-31' })).status).toBe(200);
    expect(await stateOf(ann)).toEqual({
      ...{ dueFrom: '2022-01-02', dueTo: '2022-01-31', missed: 17, done: 1 },
    });
    expect(await stateOf(bea)).toMatchObject({ dueFrom: '2022-01-10', dueTo: '2022-01-31' });
    expect(await stateOf(cem)).toMatchObject({ dueFrom: '2022-01-10', dueTo: '2022-01-30' });
    expect(await dueOn('2022-01-02')).toEqual({ due: 1, done: 0 });
    expect(await dueOn('2022-01-31')).toEqual({ due: 2, done: 0 });
    expect(await dueOn('2022-02-01')).toEqual({ due: 0, done: 0 });
    expect((await ann.send('daily', wellToday, { day: '2022-01-02' })).status).toBe(200);
  });

  it('put off, keep what was reported where everybody can read it', async () => {
    await ann.send('daily', wellToday);
    expect(await effectOf('2022-01-25', '2022-03-31')).toEqual({
      ...{ people: 3, moved: 1, outside: 2 },
      missed: { people: 0, days: 0 },
      extra: { people: 1, days: 2 },
      forgiven: { people: 1, days: 15 },
    });
    expect(await dueOn('2022-01-18')).toEqual({ due: 3, done: 1 });
    await putOff({ startsOn: '2022-01-25' });
    expect(await stateOf(ann)).toMatchObject({
      ...{ dueFrom: '2022-01-25', missed: 0, done: 0 },
    });
    expect(await dueOn('2022-01-18')).toEqual({ due: 2, done: 0 });
    const query = { from: '2022-01-18', to: '2022-01-20' };
    expect((await ann.browser.get(reports.days, { query })).map(({ state }) => state)).toEqual([
      'extra',
      'none',
      'extra',
    ]);
    const { enrolmentId } = ann.person;
    const seen = await ada.get(reports.person, { params: { enrolmentId } });
    expect(JSON.stringify(seen)).toContain('2022-01-18');
    const exported = await ada.call(reports.export, {
      query: {
        ...{ programmeId: expedition.id, form: 'daily', format: 'csv', lang: 'en' },
        ...{ from: '2022-01-01', to: '2022-01-31' },
      },
    });
    expect(exported.raw.toString('utf8')).toContain('2022-01-18');
    // And on again: the days are due as they were, and done.
    await putOff({ startsOn: '2022-01-04' });
    expect(await stateOf(ann)).toMatchObject({ missed: 15, done: 2 });
    expect(await dueOn('2022-01-18')).toEqual({ due: 3, done: 1 });
  });

  it('are followed by a first and a last day that a roster named as the programme has them', async () => {
    const dan = await reporter(kit, expedition, { endsOn: '2022-03-31' });
    await putOff({ startsOn: '2022-01-19', endsOn: '2022-04-30' });
    expect(await stateOf(dan)).toMatchObject({ dueFrom: '2022-01-19', dueTo: '2022-04-30' });
  });

  it('leave days that rest on what somebody reported, but for an end that nobody reported', async () => {
    const eve = await reporter(kit, expedition, { attributes: { visitor: true } });
    await eve.send('voyage', { landedOn: '2022-01-19' });
    await putOff({ startsOn: '2022-01-18', endsOn: '2022-02-28' });
    expect(await stateOf(eve)).toMatchObject({ dueFrom: '2022-01-16', dueTo: '2022-02-28' });
  });

  it('hold for whoever is enrolled by what was read before, and on record for a roster', async () => {
    await putOff({ startsOn: '2022-01-15', endsOn: '2022-02-28' });
    const late = await enrol(kit, expedition);
    const browser = await kit.as(late);
    expect(await browser.get(reports.overview)).toMatchObject({
      ...{ dueFrom: '2022-01-15', dueTo: '2022-02-28' },
    });
    expect(await stateOf(ann)).toMatchObject({ dueFrom: '2022-01-15' });
    // The same row again, read today: the former first day that it names is not the programme's any more.
    await enrol(kit, await currentProgramme(kit.platform, expedition.id), ann.person.entry);
    expect(await stateOf(ann)).toMatchObject({ dueFrom: '2022-01-04' });
  });

  it('change those who left as well, and do not count them', async () => {
    await kit.platform.transaction(null, (tx) =>
      withdrawPeople(tx, expedition, [ann.person.enrolmentId]),
    );
    expect(await effectOf('2022-01-02', '2022-03-31')).toMatchObject({
      ...{ people: 2, moved: 0, missed: { people: 0, days: 0 } },
    });
    await putOff({ startsOn: '2022-01-02' });
    expect(await dueOn('2022-01-02')).toEqual({ due: 1, done: 0 });
  });

  it('stand in the audit trail, old and new', async () => {
    await putOff({ startsOn: '2022-01-05' });
    const { rows } = await kit.database.pool.query(
      `select actor_id, place_id, details from audit_entries where action = 'programme.changed'
       order by id desc limit 1`,
    );
    expect(rows).toEqual([
      {
        ...{ actor_id: cast.ada.personId, place_id: cast.places.station.id },
        details: {
          ...{ programmeId: expedition.id, version: 2 },
          startsOn: { from: '2022-01-04', to: '2022-01-05' },
        },
      },
    ]);
    expect((await putOff({ startsOn: '2022-01-05' })).body).toEqual({ version: 2 });
  });

  it('are refused where they are none', async () => {
    const refused = async (days: { startsOn?: string; endsOn?: string }) => {
      const query = { programmeId: expedition.id, ...weighInDays, ...days };
      const asked = await ada.call(reports.daysEffect, { query });
      const { status, body } = await putOff(days);
      expect(asked.body.fields).toEqual(body.fields);
      return [status, body.fields?.map(({ path, code }) => `${path}: ${code}`).join()];
    };
    expect(await refused({ startsOn: '2022-04-01' })).toEqual([422, 'endsOn: ends_before_start']);
    expect(await refused({ endsOn: '2022-02-30' })).toEqual([422, 'endsOn: not_a_date']);
    expect(await refused({ endsOn: '2222-01-01' })).toEqual([422, 'endsOn: programme_too_long']);
  });

  it('let the second of two at once hear of it, and are for who may change the details', async () => {
    const { version, identity } = await ada.get(programmes.identity, { params });
    const change = (startsOn: string) =>
      ada.call(programmes.changeIdentity, { params, body: { version, identity, startsOn } });
    const answers = await Promise.all([change('2022-01-05'), change('2022-01-06')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const rita = await kit.as(cast.rita);
    expect((await putOff({ startsOn: '2022-01-07' }, rita)).status).toBe(403);
  });
});
