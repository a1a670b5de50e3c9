import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cast } from '../../../server/testing/cast.ts';
import { reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';
import { sumUp } from './jobs.ts';
import { sumUpCounts } from './queries.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());

async function shown() {
  const ada = await kit.as(cast.ada);
  const query = { programmeId: expedition.id, form: 'daily', day: '2022-01-20' };
  return (await ada.get(reports.completion, { query })).rows;
}

async function changes(): Promise<number> {
  const { rows } = await kit.database.pool.query<{ count: number }>(
    'select count(*)::int as count from count_changes',
  );
  return rows[0]?.count ?? 0;
}

it('show the same before they are summed up, while, and after', async () => {
  const crowd = await Promise.all(Array.from({ length: 12 }, () => reporter(kit, expedition)));
  for (const { send } of crowd) await send('daily', wellToday);
  const before = await shown();
  expect(before.reduce((sum, { done }) => sum + done, 0)).toBe(12);
  expect(await changes()).toBe(12);
  const [summed, meanwhile] = await Promise.all([
    Promise.all([sumUpCounts(kit.platform.db), sumUpCounts(kit.platform.db)]),
    Promise.all(Array.from({ length: 20 }, shown)),
  ]);
  for (const each of meanwhile) expect(each).toEqual(before);
  expect(summed[0] + summed[1]).toBe(12);
  expect(await changes()).toBe(0);
  expect(await shown()).toEqual(before);
  expect(await sumUpCounts(kit.platform.db)).toBe(0);
});

it('go on from what was summed up', async () => {
  const before = await shown();
  const { send } = await reporter(kit, expedition);
  await send('daily', wellToday);
  await sumUp.handle(kit.platform, {});
  expect(await changes()).toBe(0);
  const done = (rows: typeof before) => rows.reduce((sum, each) => sum + each.done, 0);
  expect(done(await shown())).toBe(done(before) + 1);
});
