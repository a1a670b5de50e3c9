import { addDays, dayNumber } from '../../../forms/days.ts';
import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { auditEntries, resolveProgramme, withIdentifiers } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { withStanding } from '../missing/standing.ts';
import { checkRange } from '../range.ts';
import { peopleFilter } from './audience.ts';
import {
  countMilestoneUnknown,
  keyOfPerson,
  listMilestoneUnknown,
  listMissing,
} from './queries.ts';
import { listCompletion, listTrend } from './queries-units.ts';

/** What the organisers see: who reported, who did not, and what needs attention. */

export async function completion(
  platform: Platform,
  scope: PlaceScope,
  query: QueryOf<typeof reports.completion>,
): Promise<ResponseOf<typeof reports.completion>> {
  const here = await resolveProgramme(platform, scope, query);
  const filter = peopleFilter(here, query);
  const [rows, milestoneUnknown] = await Promise.all([
    listCompletion(platform.db, here.scope, filter, query.day),
    countMilestoneUnknown(platform.db, here.scope, filter),
  ]);
  return { today: here.today, milestoneUnknown, rows };
}

export async function trend(
  platform: Platform,
  scope: PlaceScope,
  query: QueryOf<typeof reports.trend>,
): Promise<ResponseOf<typeof reports.trend>> {
  const { from, to, group } = query;
  checkRange(from, to);
  const here = await resolveProgramme(platform, scope, query);
  const filter = peopleFilter(here, { form: query.form, day: from, group });
  const rows = await listTrend(platform.db, here.scope, filter, from, to);
  const known = new Map(rows.map((row) => [row.day, row]));
  let due = 0;
  const length = dayNumber(to) - dayNumber(from) + 1;
  return Array.from({ length: Math.max(length, 0) }, (_, index) => {
    const day = addDays(from, index);
    const { change, done } = known.get(day) ?? { change: 0, done: 0 };
    due += change;
    return { day, due, done };
  });
}

export async function missing(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  query: QueryOf<typeof reports.missing>,
): Promise<ResponseOf<typeof reports.missing>> {
  const { form, day, kind, limit = 50 } = query;
  const after = keyAfter(query.after, 'number', 'string', 'number');
  const here = await resolveProgramme(platform, scope, query);
  const filter = peopleFilter(here, query);
  const list = kind === 'missing' ? listMissing : listMilestoneUnknown;
  const rows = await list(platform.db, here.scope, filter, { after, limit: limit + 1 });
  // Lists of people tell of their health as well: looking at one leaves a trace.
  const details = { programmeId: here.programme.id, form, day, kind };
  await platform.transaction(actor, (tx) =>
    tx.audit(...auditEntries(here, { action: 'report.missing_viewed', details })),
  );
  const people = await withIdentifiers(platform, here.programme, rows);
  return pageOf(
    await withStanding(platform, here, people, query),
    limit,
    (row) => row,
    (row) => [...keyOfPerson(row)],
  );
}
