import { defineJob } from '../../../platform/jobs.ts';
import { deleteOldFeedback } from '../../feedback/public.ts';
import { findTrailDays, listAbandoned, pruneReading, pruneTrail } from './queries.ts';
import { workOnRun } from './work.ts';

/** Counts what a run would delete, or goes on to delete it. */
export const retentionJob = defineJob<{ runId: string }>({
  name: 'oversight.retention',
  handle: (platform, { runId }) => workOnRun(platform, runId),
});

const abandonedMs = 2 * 60_000;

/** Goes on with runs whose worker is gone, and tries those again that failed. */
export const resumeRetentionJob = defineJob<object>({
  name: 'oversight.resume-retention',
  schedule: '* * * * *',
  async handle({ db, clock, jobs }) {
    const now = clock.now();
    const before = new Date(now.getTime() - abandonedMs);
    for (const runId of await listAbandoned(db, { before, now })) {
      await jobs.send(retentionJob, { runId });
    }
  },
});

const day = 86_400_000;
const atOnce = 5000;

/**
 * Deletes what belongs to no programme and is past the keeping time of the trail: its entries, each piece with an entry
 * of its own that stays, how much staff read, and feedback from the field.
 */
export const pruneTrailJob = defineJob<object>({
  name: 'oversight.prune-trail',
  schedule: '41 19 * * *',
  async handle(platform) {
    const keptDays = await findTrailDays(platform.db);
    const before = new Date(platform.clock.now().getTime() - keptDays * day);
    for (let pruned = atOnce; pruned === atOnce; ) {
      pruned = await platform.transaction(null, async (tx) => {
        const { entries, people, through } = await pruneTrail(tx.db, before, atOnce);
        if (entries > 0) {
          const details = { entries, people, until: through?.toISOString(), keptDays };
          await tx.audit({ action: 'audit.pruned', details });
        }
        return entries;
      });
    }
    await pruneReading(platform.db, before);
    for (let deleted = atOnce; deleted === atOnce; ) {
      const { feedback } = await platform.transaction(null, (tx) =>
        deleteOldFeedback(tx, { programmeId: null, before, limit: atOnce }),
      );
      deleted = feedback;
    }
  },
});
