import { defineJob } from '../../../platform/jobs.ts';
import type { Platform } from '../../../platform/platform.ts';
import { undoWindow } from '../../codes/public.ts';
import { deleteQuartersBefore, lockSummedUntil, sumUpChecks } from './queries.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A check that is older cannot be undone any more, and whatever transaction wrote it has ended. */
const settledAfter = undoWindow + 5 * minute;

/** So much is summed up by one statement: months that were never summed up take many. */
const atOnce = 6 * hour;

/** The longest time back that figures are asked for. */
export const keptQuarters = 8 * day;

/** Sums up the checks that nobody can undo any more. */
export const sumUpChecksJob = defineJob<object>({
  name: 'screening.sum_up',
  schedule: '* * * * *',
  async handle(platform) {
    while (await sumUpSome(platform));
    const { db, clock } = platform;
    await deleteQuartersBefore(db, new Date(clock.now().getTime() - keptQuarters));
  },
});

/** Says whether there is more. */
function sumUpSome(platform: Platform): Promise<boolean> {
  return platform.transaction(null, async (tx) => {
    const since = await lockSummedUntil(tx.db);
    const settled = tx.now.getTime() - settledAfter;
    if (since === null || since.getTime() >= settled) return false;
    const until = Math.min(settled, since.getTime() + atOnce);
    await sumUpChecks(tx.db, since, new Date(until));
    return until < settled;
  });
}
