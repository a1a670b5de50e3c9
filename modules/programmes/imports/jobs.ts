import { defineJob } from '../../../platform/jobs.ts';
import { forgetImports } from './queries.ts';
import { rosterQueue } from './queries-work.ts';
import { workOnImport } from './work.ts';

/** Checks an uploaded roster, or carries out a confirmed one. */
export const rosterWork = defineJob<{ importId: string }>({
  name: 'programmes.roster',
  handle: (platform, { importId }) => workOnImport(platform, importId),
});

/** Goes on with imports whose worker is gone, killed or cut off. */
export const resumeRosters = defineJob<object>({
  name: 'programmes.resume-rosters',
  schedule: '* * * * *',
  async handle(platform) {
    const abandoned = await rosterQueue.listAbandoned(platform.db, platform.clock.now());
    for (const importId of abandoned) await platform.jobs.send(rosterWork, { importId });
  },
});

const retentionDays = 30;

/** Deletes previews and refused rows that nobody will ask for any more. */
export const forgetRosters = defineJob<object>({
  name: 'programmes.forget-rosters',
  schedule: '20 19 * * *',
  async handle(platform) {
    const before = new Date(platform.clock.now().getTime() - retentionDays * 24 * 60 * 60 * 1000);
    await forgetImports(platform.db, before);
  },
});
