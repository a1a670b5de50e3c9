import { batched } from '../../../platform/batch.ts';
import { perPlatform } from '../../../platform/platform.ts';
import { listOwn } from './queries.ts';

type Asked = { scannerId: string; enrolmentId: number };

/** Whether somebody is about to check themselves; checks of the same moment share one query. */
export const isOwnEnrolment = perPlatform((platform) => {
  const ask = batched<Asked, { isOwn: boolean }>({
    run: async (asked) => (await listOwn(platform.db, asked)).map((isOwn) => ({ isOwn })),
    maxItems: 256,
    maxInFlight: 2,
  });
  return async (scannerId: string, enrolmentId: number) =>
    (await ask({ scannerId, enrolmentId })).isOwn;
});
