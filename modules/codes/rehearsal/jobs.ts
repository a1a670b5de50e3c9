import { defineJob, type JobKind } from '../../../platform/jobs.ts';
import type { MeasurementsOf } from '../evaluate/history.ts';
import { deleteLeaving, listAbandoned, replaceOldRehearsals } from './queries.ts';
import { workOnRehearsal } from './work.ts';

export type RehearsalWork = JobKind<{ rehearsalId: number }>;

const patience = 60_000;
const keptDays = 30;

/** Rehearses what somebody asked for. */
export const rehearsalWork = (measurementsOf: MeasurementsOf): RehearsalWork =>
  defineJob({
    name: 'codes.rehearsal',
    handle: (platform, { rehearsalId }) => workOnRehearsal(platform, measurementsOf, rehearsalId),
  });

/** Goes on with rehearsals whose worker is gone, killed or cut off. */
export const resumeRehearsals = (work: RehearsalWork): JobKind<object> =>
  defineJob({
    name: 'codes.resume-rehearsals',
    schedule: '* * * * *',
    async handle(platform) {
      const since = new Date(platform.clock.now().getTime() - patience);
      for (const rehearsalId of await listAbandoned(platform.db, since)) {
        await platform.jobs.send(work, { rehearsalId });
      }
    },
  });

/** So many people are forgotten in one statement. */
const atOnce = 5000;

/** Forgets whom rehearsals named that were replaced, or are old. */
export const forgetRehearsals = defineJob<object>({
  name: 'codes.forget-rehearsals',
  schedule: '41 19 * * *',
  async handle({ db, clock }) {
    await replaceOldRehearsals(db, new Date(clock.now().getTime() - keptDays * 86_400_000));
    while ((await deleteLeaving(db, atOnce)) > 0);
  },
});
