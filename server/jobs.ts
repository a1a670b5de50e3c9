import { defineJob } from '../platform/jobs.ts';

/** Deletes uploads that were attached to nothing within a day, finished or not. */
export const sweepFiles = defineJob<Record<string, never>>({
  name: 'files.sweep',
  schedule: '17 * * * *',
  handle: async (platform) => {
    await platform.files.sweep(platform.db);
  },
});
