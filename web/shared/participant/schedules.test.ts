import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OutboxStore, storedEntries } from '../offline/outbox.ts';
import { makeStore, type Store } from '../offline/store.ts';
import { type Action, actionArbitrary } from './testing/actions.ts';
import { checkWorld, makeWorld, memoryEntries } from './testing/schedules.ts';
import { type ServerModel, serverModel } from './testing/server-model.ts';

/** What the person is told had been sent last is what the server has in the end. */

const account = 'colony/penguin';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterAll(() => {
  vi.useRealTimers();
});

const atOnce = async () => undefined;

function world(server: ServerModel, turn: () => Promise<void>, store: () => OutboxStore) {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `r${ids}`;
  };
  return makeWorld({
    ...{ account, server, turn, newId, store, day: '2022-01-20', formVersionId: 1 },
    valuesOf: (kilo) => ({ kilo }),
    pass: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
  });
}

const runWith = (store: () => OutboxStore) => async (schedule: Action[]) => {
  const server = serverModel();
  const made = world(server, atOnce, store);
  for (const action of schedule) await made.run(action);
  await made.finish();
  await checkWorld(made, server.versions, made.confirmed.at(-1));
};

const schedules = fc.array(actionArbitrary, { minLength: 1, maxLength: 40, size: 'max' });

describe('a report that is edited, queued, sent and lost', () => {
  test('ends as the person was told last, in a thousand schedules', async () => {
    const property = fc.asyncProperty(
      schedules,
      runWith(() => memoryEntries()),
    );
    await fc.assert(property, { seed: 2022, numRuns: 1000 });
  });

  test('does so while tabs and devices act at the same time', async () => {
    const groups = fc.array(fc.array(actionArbitrary, { minLength: 1, maxLength: 3 }), {
      maxLength: 15,
      size: 'max',
    });
    const property = fc.asyncProperty(groups, fc.scheduler(), async (schedule, scheduler) => {
      const server = serverModel();
      let busy = true;
      const turn = () => (busy ? scheduler.schedule(Promise.resolve()) : Promise.resolve());
      const made = world(server, turn, () => memoryEntries(turn));
      for (const group of schedule) await scheduler.waitFor(Promise.all(group.map(made.run)));
      busy = false;
      await made.finish();
      // Answers may overtake each other on their way: the last is that of the newest version.
      const last = made.confirmed.toSorted((a, b) => a.version - b.version).at(-1);
      await checkWorld(made, server.versions, last);
    });
    await fc.assert(property, { seed: 2022, numRuns: 500 });
  });

  test('does so with entries in IndexedDB', async () => {
    const opened: Promise<Store>[] = [];
    const store = () => {
      const device = { indexedDB: new IDBFactory(), IDBKeyRange };
      const made = makeStore('anxing-test', device);
      opened.push(made);
      return storedEntries((work) => made.then(work));
    };
    const property = fc.asyncProperty(schedules, runWith(store));
    await fc.assert(property, { seed: 2022, numRuns: 30 });
    for (const each of await Promise.all(opened)) each.close();
    expect(opened.length).toBeGreaterThanOrEqual(60);
  });
});
