import { defineJob } from '../../platform/jobs.ts';
import { deleteOldAttempts } from './queries-attempts.ts';
import { deleteExpiredCaptchas } from './queries-captcha.ts';
import { deleteExpiredRecoveries } from './queries-recovery.ts';
import { deleteExpiredSessions } from './queries-sessions.ts';

/** Longer than any wait lasts and any failure takes to run off. */
const attemptsKept = 14 * 24 * 3600_000;

/** Takes away what has run out around signing in. */
export const sweepSignIns = defineJob<object>({
  name: 'people.sweep',
  schedule: '7 * * * *',
  async handle({ db, clock }) {
    const now = clock.now();
    await deleteExpiredCaptchas(db, now);
    await deleteExpiredRecoveries(db, now);
    await deleteExpiredSessions(db, now);
    await deleteOldAttempts(db, new Date(now.getTime() - attemptsKept));
  },
});
