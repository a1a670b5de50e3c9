import { defineJob } from '../../../platform/jobs.ts';
import { currentProgramme } from '../programme/cache.ts';
import { listAbandoned } from './queries.ts';
import { workOnPublications } from './work.ts';

/** Goes on with what was published of a programme. */
export const publicationWork = defineJob<{ programmeId: number }>({
  name: 'programmes.publication',
  async handle(platform, { programmeId }) {
    await workOnPublications(platform, await currentProgramme(platform, programmeId));
  },
});

const patience = 60_000;

/** Goes on with publications whose worker is gone, killed or cut off. */
export const resumePublications = defineJob<object>({
  name: 'programmes.resume-publications',
  schedule: '* * * * *',
  async handle(platform) {
    const since = new Date(platform.clock.now().getTime() - patience);
    for (const programmeId of await listAbandoned(platform.db, since)) {
      await platform.jobs.send(publicationWork, { programmeId });
    }
  },
});
