import { defineJob } from '../platform/jobs.ts';

/** Deletes uploads that nothing was made of within a day. */
export const sweepFiles = defineJob<Record<string, never>>({
  name: 'files.sweep',
  schedule: '17 * * * *',
  handle: async (platform) => {
    await platform.files.sweep(platform.db);
  },
});
