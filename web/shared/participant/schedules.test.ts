import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Action,
  actionArbitrary,
  makeWorld,
  memoryEntries,
  type Told,
  type World,
} from './testing/schedules.ts';
import { type ServerModel, serverModel } from './testing/server-model.ts';

/** What the person is told had been sent last is what the server has in the end. */

const account = 'colony/penguin';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterAll(() => {
  vi.useRealTimers();
});

function world(server: ServerModel, turn: () => Promise<void>) {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `r${ids}`;
  };
  return makeWorld({
    ...{ account, server, turn, newId, day: '2022-01-20', formVersionId: 1 },
    valuesOf: (kilo) => ({ kilo }),
    store: () => memoryEntries(turn),
    pass: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
  });
}

/** What was told is stored as it was told; nothing that was sent or waited is lost or unseen. */
async function check({ versions }: ServerModel, world: World, last: Told | undefined) {
  for (const { values, version } of world.told)
    expect(versions[version - 1]?.values).toEqual(values);
  if (last && !last.unsure) expect(versions.at(-1)?.values).toEqual(last.values);
  const left = await world.left();
  expect(left.filter(({ state }) => state === 'waiting' || state === 'sending')).toEqual([]);
  const kept = new Set([...versions, ...left].map(({ id }) => id));
  expect(world.queued.filter((id) => !kept.has(id) && !world.replaced.has(id))).toEqual([]);
  for (const [index, { id }] of versions.entries()) {
    const before = versions[index - 1];
    if (before) expect(world.seen.get(id)).toContain(before.id);
  }
}

async function run(schedule: Action[]): Promise<void> {
  const server = serverModel(account);
  const made = world(server, async () => undefined);
  for (const action of schedule) await made.run(action);
  await made.finish();
  await check(server, made, made.told.at(-1));
}

describe('a report that is edited, queued, sent and lost', () => {
  test('ends as the person was told last, in a thousand schedules', async () => {
    const schedule = fc.array(actionArbitrary, { minLength: 1, maxLength: 40, size: 'max' });
    await fc.assert(fc.asyncProperty(schedule, run), { seed: 2022, numRuns: 1000 });
  });

  test('does so while tabs and devices act at the same time', async () => {
    const groups = fc.array(fc.array(actionArbitrary, { minLength: 1, maxLength: 3 }), {
      maxLength: 15,
      size: 'max',
    });
    const property = fc.asyncProperty(groups, fc.scheduler(), async (schedule, scheduler) => {
      const server = serverModel(account);
      let busy = true;
      const turn = () => (busy ? scheduler.schedule(Promise.resolve()) : Promise.resolve());
      const made = world(server, turn);
      for (const group of schedule) await scheduler.waitFor(Promise.all(group.map(made.run)));
      busy = false;
      await made.finish();
      // Answers may overtake each other on their way: the last is that of the newest version.
      const last = made.told.toSorted((a, b) => a.version - b.version).at(-1);
      await check(server, made, last);
    });
    await fc.assert(property, { seed: 2022, numRuns: 500 });
  });
});
