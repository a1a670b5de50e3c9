import { defineJob } from '../../../platform/jobs.ts';
import { forgetRows, placeImportQueue } from './queries.ts';
import { workOnPlaceImport } from './work.ts';

/** Checks an uploaded workbook of places, or carries out a confirmed one. */
export const placeImportWork = defineJob<{ importId: string }>({
  name: 'staff.place-import',
  handle: (platform, { importId }) => workOnPlaceImport(platform, importId),
});

/** Goes on with imports whose worker is gone, killed or cut off. */
export const resumePlaceImports = defineJob<object>({
  name: 'staff.resume-place-imports',
  schedule: '* * * * *',
  async handle(platform) {
    const abandoned = await placeImportQueue.listAbandoned(platform.db, platform.clock.now());
    for (const importId of abandoned) await platform.jobs.send(placeImportWork, { importId });
  },
});

const retentionDays = 30;

/** Deletes rows of workbooks that nobody will ask for any more. */
export const forgetPlaceImports = defineJob<object>({
  name: 'staff.forget-place-imports',
  schedule: '25 19 * * *',
  async handle(platform) {
    const before = new Date(platform.clock.now().getTime() - retentionDays * 24 * 60 * 60 * 1000);
    await forgetRows(platform.db, before);
  },
});
