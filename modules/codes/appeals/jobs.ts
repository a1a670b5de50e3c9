import { defineJob } from '../../../platform/jobs.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notify } from '../../notices/public.ts';
import { programmeAt } from '../../programmes/public.ts';
import { dueFrom } from './actions.ts';
import { lockLateAppeals, type MovedAppeal, moveAppeal } from './queries.ts';

const atOnce = 100;

/**
 * Appeals past their date go to the organisation above, which has the same time from then on. Where nobody is
 * above they stay where they are, overdue, which the person sees.
 */
export const passOnAppeals = defineJob<object>({
  name: 'codes.pass-on-appeals',
  schedule: '*/5 * * * *',
  async handle(platform) {
    while ((await passOnSome(platform)) === atOnce);
  },
});

function passOnSome(platform: Platform): Promise<number> {
  return platform.transaction(null, async (tx) => {
    const late = await lockLateAppeals(tx.db, tx.now, atOnce);
    for (const { id, programmeId, programmeVersion, parentId } of late) {
      const { realm, definition } = await programmeAt(platform, programmeId, programmeVersion);
      const dueAt = dueFrom(tx.now, definition.colours ?? { appealDays: 3 });
      const moved = await moveAppeal(tx.db, id, parentId, dueAt);
      if (moved) await notify(tx, [noticeOf(realm, moved)]);
    }
    return late.length;
  });
}

function noticeOf(realm: string, { id, level, personId, turnZh, turnEn }: MovedAppeal) {
  return {
    realm,
    personId,
    kind: 'codes.appeal',
    key: `codes.appeal/${id}/${level}`,
    zh: `您的申诉没有按时得到答复，已转交上级机构：${turnZh}。`,
    en: `Your appeal was not answered in time. It went to the organisation above: ${turnEn}.`,
    link: '/code',
  };
}
