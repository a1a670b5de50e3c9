import { defineJob } from '../../platform/jobs.ts';
import { deleteOld } from './queries.ts';
import { forgottenBefore } from './rules.ts';

/** Deletes requests and links that have been over for long. */
export const sweepFamily = defineJob<object>({
  name: 'family.sweep',
  schedule: '23 3 * * *',
  async handle({ db, clock }) {
    await deleteOld(db, forgottenBefore(clock.now()));
  },
});
