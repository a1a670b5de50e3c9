import { defineJob } from '../../../platform/jobs.ts';
import { maxChanges, sumUpCounts } from './queries.ts';

/** Sums up what was added to the counts: now and then by itself, and when much has been added. */
export const sumUp = defineJob<object>({
  name: 'reports.sum-up',
  schedule: '*/10 * * * *',
  async handle({ db }) {
    for (;;) if ((await sumUpCounts(db)) < maxChanges) return;
  },
});
