import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { auditEntries, resolveProgramme } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { missingAfter, missingList } from './list.ts';

export async function missing(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  asked: BodyOf<typeof reports.missing>,
): Promise<ResponseOf<typeof reports.missing>> {
  const { form, day, kind, sort, limit = 50 } = asked;
  const after = missingAfter(asked.after, sort);
  const here = await resolveProgramme(platform, scope, asked);
  const read = await missingList(platform, here, asked);
  const rows = await read(after, limit + 1);
  // Lists of people tell of their health as well: looking at one leaves a trace.
  const details = { programmeId: here.programme.id, form, day, kind };
  const entries = auditEntries(here, { action: 'report.missing_viewed', details });
  await notePage(platform, actor, entries, rows, limit);
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ key }) => key,
  );
}
