import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Platform } from '../../../platform/platform.ts';

import {
  csvOf,
  type RosterKit,
  rosterRow,
  seeImport,
  startRosterKit,
  upload,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';
import { batchRows } from '../roster/batches.ts';
import { resumeRosters } from './jobs.ts';
import { workOnImport } from './work.ts';

/** An import that is cut off goes on exactly behind its last batch. */

let { kit, otto, id } = {} as RosterKit;
const rows = 2500;

beforeAll(async () => {
  ({ kit, otto, id } = await startRosterKit());
});
afterAll(() => kit.close());

/** Cards from P2000 on; every 500th row has a mistake. */
function manyRows(group: string, count = rows): Buffer {
  return csvOf(
    Array.from({ length: count }, (_, index) =>
      rosterRow({
        'Ring number': `P${2000 + index}`,
        Name: `Penguin ${index}`,
        Group: index % 500 === 499 ? 'seals' : group,
      }),
    ),
  );
}

/** The platform of a process that is killed at its n-th transaction. */
function dyingAt(n: number): Platform {
  let count = 0;
  return {
    ...kit.platform,
    transaction: (actor, run) => {
      count += 1;
      return kit.platform.transaction(actor, async (tx) => {
        const done = await run(tx);
        if (count >= n) throw new Error('killed');
        return done;
      });
    },
  };
}

/** A process that is killed takes its lease with it: nobody gives it back. */
async function holdLease(importId: string): Promise<void> {
  const until = new Date(kit.clock.now().getTime() + 60_000);
  await kit.database.pool.query('update roster_imports set lease_until = $2 where id = $1', [
    importId,
    until,
  ]);
}

function moveClock(seconds: number): void {
  kit.clock.set(new Date(kit.clock.now().getTime() + seconds * 1000));
}

async function enrolledCount(): Promise<number> {
  const { rows: counted } = await kit.database.pool.query<{ count: number }>(
    "select count(*)::int as count from identifiers where lookup like 'P2%' or lookup like 'P3%' or lookup like 'P4%'",
  );
  return counted[0]?.count ?? 0;
}

it('starts a check over when it was cut off', async () => {
  const { id: importId } = await otto.get(programmes.startImport, {
    params: { id },
    file: { name: 'roster.csv', mime: 'text/csv', data: manyRows('emperors') },
  });
  await expect(workOnImport(dyingAt(3), importId)).rejects.toThrow('killed');
  expect((await seeImport(otto, id, importId)).state).toBe('checking');
  await kit.work();
  const { state, preview, rowsDone } = await seeImport(otto, id, importId);
  expect({ state, rowsDone }).toEqual({ state: 'checked', rowsDone: rows });
  expect(preview?.receipt).toMatchObject({ rows, fresh: rows - 5, refused: 5 });
});

/** Nothing was said of how the workbook is to be read. */
const body = { version: 0 };

it('goes on behind the last batch, and its receipt is right', async () => {
  const { id: importId } = await upload(kit, otto, id, manyRows('emperors'));
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  await expect(workOnImport(dyingAt(2), importId)).rejects.toThrow('killed');
  expect(await enrolledCount()).toBe(batchRows - batchRows / 500);
  expect(await seeImport(otto, id, importId)).toMatchObject({
    state: 'importing',
    rowsDone: batchRows,
  });

  await holdLease(importId);
  await kit.work();
  expect(await enrolledCount()).toBe(batchRows - batchRows / 500);

  moveClock(61);
  await resumeRosters.handle(kit.platform, {});
  await kit.work();
  expect(await enrolledCount()).toBe(rows - 5);
  expect(await seeImport(otto, id, importId)).toMatchObject({
    state: 'done',
    rowsDone: rows,
    receipt: { rows, fresh: rows - 5, updated: 0, unchanged: 0, refused: 5, absent: 2 },
  });
});

it('lets two workers carry one import out once', async () => {
  const { id: importId } = await upload(kit, otto, id, manyRows('adelies'));
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  await Promise.all([workOnImport(kit.platform, importId), workOnImport(kit.platform, importId)]);
  await kit.work();
  const { receipt } = await seeImport(otto, id, importId);
  expect(receipt).toMatchObject({ rows, fresh: 0, updated: rows - 5, refused: 5 });
});

it('does not let a worker that lost its lease write over the one that took over', async () => {
  const { id: importId } = await upload(kit, otto, id, manyRows('emperors'));
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  const slow: Platform = {
    ...kit.platform,
    transaction: async (actor, run) => {
      moveClock(61);
      await workOnImport(kit.platform, importId);
      return kit.platform.transaction(actor, run);
    },
  };
  await expect(workOnImport(slow, importId)).rejects.toThrow('Somebody else');
  const { state, receipt } = await seeImport(otto, id, importId);
  expect({ state, ...receipt }).toMatchObject({ state: 'done', updated: rows - 5, refused: 5 });
  await kit.work();
});

it('refuses a second import beside one that is under way', async () => {
  const one = await upload(kit, otto, id, manyRows('emperors', 3));
  const two = await upload(kit, otto, id, manyRows('adelies', 3));
  await otto.get(programmes.confirmImport, { params: { id, importId: one.id }, body });
  const params = { id, importId: two.id };
  const answer = await otto.call(programmes.confirmImport, { params, body });
  expect([answer.status, answer.body.code]).toEqual([409, 'import_running']);
  await kit.work();
  expect((await otto.call(programmes.confirmImport, { params, body })).status).toBe(200);
  await kit.work();
});

it('gives an import up that fails again and again, and carries it on when asked to', async () => {
  const { id: importId } = await upload(kit, otto, id, manyRows('emperors', 3));
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await expect(workOnImport(dyingAt(1), importId)).rejects.toThrow('killed');
  }
  await kit.work();
  const failed = await seeImport(otto, id, importId);
  expect(failed).toMatchObject({ state: 'failed', problem: 'import_stopped' });
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  await kit.work();
  expect((await seeImport(otto, id, importId)).state).toBe('done');
});
