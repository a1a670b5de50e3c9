import { defineJob } from '../../platform/jobs.ts';
import { deleteExpiredCaptchas } from './captcha/queries.ts';
import { deleteExpiredRecoveries } from './recovery/queries.ts';
import { deleteExpiredSessions } from './sessions/queries.ts';
import { deleteOldAttempts } from './throttling/queries.ts';
import { deleteExpiredCodes } from './verification-codes/queries.ts';
import { deleteExpiredVisits } from './wechat/queries.ts';

/** Longer than any wait lasts and any failure takes to run off. */
const attemptRetention = 14 * 24 * 3600_000;

/** Deletes what has expired: captchas, recoveries, codes, ways to WeChat, sessions and old attempts. */
export const sweepSignIns = defineJob<object>({
  name: 'people.sweep',
  schedule: '7 * * * *',
  async handle({ db, clock }) {
    const now = clock.now();
    await deleteExpiredCaptchas(db, now);
    await deleteExpiredRecoveries(db, now);
    await deleteExpiredSessions(db, now);
    await deleteExpiredCodes(db, now);
    await deleteExpiredVisits(db, now);
    await deleteOldAttempts(db, new Date(now.getTime() - attemptRetention));
  },
});
