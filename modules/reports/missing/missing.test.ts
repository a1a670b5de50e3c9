import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, cardOf, colonies } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let late: Reporter;
let fresh: Reporter;
let done: Reporter;
let visitor: Reporter;
let asked: { programmeId: number; form: string; day: string; kind: 'missing' };

const today = '2022-01-20';

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  asked = { programmeId: expedition.id, form: 'daily', day: today, kind: 'missing' };
  late = await reporter(kit, expedition, { startsOn: '2022-01-15' });
  await late.send('daily', wellToday, { day: '2022-01-17' });
  fresh = await reporter(kit, expedition, { startsOn: today, organisation: colonies.south });
  done = await reporter(kit, expedition, {});
  await done.send('daily', wellToday);
  visitor = await reporter(kit, expedition, { attributes: { visitor: true } });
});
afterAll(() => kit.close());

async function standingOf({ person }: Reporter, given: object = {}) {
  const ada = await kit.as(cast.ada);
  const { items } = await ada.get(reports.missing, { query: { ...asked, ...given } });
  return items.find(({ enrolmentId }) => enrolmentId === person.enrolmentId);
}

it('says for how many days in a row somebody has not reported', async () => {
  expect(await standingOf(late)).toMatchObject({ missedInRow: 3, lastReported: '2022-01-17' });
  expect(await standingOf(fresh)).toMatchObject({ missedInRow: 1, lastReported: null });
  // What was reported later does not shorten the run of a day before.
  const before = { day: '2022-01-16' };
  expect(await standingOf(late, before)).toMatchObject({ missedInRow: 2, lastReported: null });
  const yesterday = { day: '2022-01-19' };
  expect(await standingOf(done, yesterday)).toMatchObject({ missedInRow: 16, lastReported: null });
  expect(await standingOf(done)).toBeUndefined();
  const unknown = { kind: 'milestoneUnknown' };
  expect(await standingOf(visitor, unknown)).toMatchObject({ missedInRow: null });
});

it('says when somebody was reminded of the day', async () => {
  const { programmeId, form } = asked;
  const enrolmentIds = [fresh.person.enrolmentId];
  const otto = await kit.as(cast.otto);
  await otto.get(reports.remind, { body: { programmeId, form, enrolmentIds } });
  const remindedAt = new Date(startOfTests).toISOString();
  expect(await standingOf(fresh)).toMatchObject({ remindedAt });
  expect(await standingOf(late)).toMatchObject({ remindedAt: null });
});

it('writes the list as a sheet, of one’s own places, and notes it', async () => {
  const sheet = { ...asked, format: 'csv' as const, lang: 'en' as const };
  const linesFor = async (who: Cast['ada']) => {
    const { status, raw } = await (await kit.as(who)).call(reports.exportMissing, { query: sheet });
    expect(status).toBe(200);
    return raw
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
  };
  const lines = await linesFor(cast.ada);
  expect(lines[0]).toMatch(/,Organisation,Days missed in a row,Last reported on,Reminded at$/);
  expect(lines).toHaveLength(3);
  const ofLate = lines.find((line) => line.startsWith(cardOf(late.person)));
  expect(ofLate).toMatch(/,3,2022-01-17,$/);
  expect((await linesFor(cast.boris)).join()).not.toContain(cardOf(late.person));
  const rita = await kit.as(cast.rita);
  expect((await rita.call(reports.exportMissing, { query: sheet })).status).toBe(403);
  const { rows } = await kit.database.pool.query(
    `select details from audit_entries where action = 'report.missing_exported' order by id`,
  );
  expect(rows.slice(0, 2).map(({ details }) => details)).toMatchObject([
    { form: 'daily', day: today, kind: 'missing', format: 'csv' },
    { rows: 2, whole: true },
  ]);
});
