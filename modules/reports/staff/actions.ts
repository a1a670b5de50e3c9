import { formatDay } from '../../../forms/dates-in-words.ts';
import { allPages } from '../../../platform/all-pages.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { auditEntries, resolveProgramme } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { listMissing } from '../missing/queries-people.ts';
import { dailyFormOf, peopleFilter } from './audience.ts';
import type { Key } from './queries-order.ts';
import { reminderKey } from './rules.ts';

const remindAtOnce = 5000;

/** Reminds those who have not reported today, each once a day; says how many had been reminded already. */
export async function remind(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentIds, ...asked }: BodyOf<typeof reports.remind>,
): Promise<ResponseOf<typeof reports.remind>> {
  const here = await resolveProgramme(platform, scope, asked);
  const { programme, today: day } = here;
  const { title } = dailyFormOf(here, asked.form).definition;
  const filter = { ...peopleFilter(here, { ...asked, day }), enrolmentIds };
  const notice = {
    realm: programme.realm,
    kind: 'reports.reminder',
    key: reminderKey({ form: asked.form, day }),
    zh: `您今天（${formatDay(day, 'zh', 'short')}）的“${title.zh}”还没有提交，请尽快填报。`,
    en: `Your report for today (${formatDay(day, 'en', 'short')}), “${title.en}”, has not been sent yet. Please fill it in.`,
    link: `/${asked.form}`,
  };
  return platform.transaction(actor, async (tx) => {
    let reminded = 0;
    let asking = 0;
    const pages = allPages(
      remindAtOnce,
      (after: Key | undefined, limit) => listMissing(tx.db, here.scope, filter, { after, limit }),
      ({ key }) => key,
    );
    for await (const people of pages) {
      asking += people.length;
      reminded += await notify(
        tx,
        people.map(({ personId }) => ({ ...notice, personId })),
      );
    }
    const already = asking - reminded;
    const details = { programmeId: programme.id, form: asked.form, day, reminded, already };
    await tx.audit(...auditEntries(here, { action: 'report.reminded', details }));
    return { reminded, already };
  });
}
