import { defineJob } from '../../../platform/jobs.ts';
import { forgetRows, workbookQueue } from './queries.ts';
import { workOnImport } from './work.ts';

/** Checks an uploaded workbook, or carries out a confirmed one. The jobs bear the name of the first kind that there was. */
export const workbookWork = defineJob<{ importId: string }>({
  name: 'staff.place-import',
  handle: (platform, { importId }) => workOnImport(platform, importId),
});

/** Goes on with imports whose worker is gone, killed or cut off. */
export const resumeWorkbooks = defineJob<object>({
  name: 'staff.resume-place-imports',
  schedule: '* * * * *',
  async handle(platform) {
    const abandoned = await workbookQueue.listAbandoned(platform.db, platform.clock.now());
    for (const importId of abandoned) await platform.jobs.send(workbookWork, { importId });
  },
});

const retentionDays = 30;

/** Deletes rows of workbooks that nobody will ask for any more. */
export const forgetWorkbooks = defineJob<object>({
  name: 'staff.forget-place-imports',
  schedule: '25 19 * * *',
  async handle(platform) {
    const before = new Date(platform.clock.now().getTime() - retentionDays * 24 * 60 * 60 * 1000);
    await forgetRows(platform.db, before);
  },
});
