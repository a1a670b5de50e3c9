import { dayOf } from '../../forms/days.ts';
import { defineJob } from '../../platform/jobs.ts';
import { deleteOldChecks } from './checks/queries.ts';
import { deleteOldLooks } from './look/queries.ts';
import { deleteOldExports } from './management/queries-exports.ts';

const atOnce = 10_000;

/** Deletes checks that are past their date, so many at a time that nobody waits for it. */
export const sweepChecks = defineJob<object>({
  name: 'screening.sweep',
  schedule: '53 * * * *',
  async handle({ db, clock }) {
    // A day behind wherever it is: nothing is deleted before its date has passed.
    const today = dayOf(new Date(clock.now().getTime() - 86_400_000), 'UTC');
    const dayBefore = new Date(clock.now().getTime() - 86_400_000);
    await deleteOldLooks(db, dayBefore);
    await deleteOldExports(db, dayBefore);
    while ((await deleteOldChecks(db, today, atOnce)) === atOnce);
  },
});
