import { alertRulesOf } from '../../../forms/alerts.ts';
import { addDays, dayNumber, isDay } from '../../../forms/days.ts';
import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import type { Identifier } from '../../people/public.ts';
import {
  allFormVersions,
  auditEntries,
  type FormVersion,
  formVersionsOf,
  type ProgrammeView,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { checkRange } from '../range.ts';
import { peopleFilter } from './audience.ts';
import {
  type AlertKey,
  type AlertRow,
  countMilestoneUnknown,
  keyOfPerson,
  listAlerts,
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

/** Lists of people tell of their health as well: looking at one leaves a trace. */
function auditView(
  platform: Platform,
  actor: Actor,
  here: ProgrammeView,
  action: 'report.missing_viewed' | 'report.alerts_viewed',
  what: object,
): Promise<void> {
  const details = { programmeId: here.programme.id, ...what };
  return platform.transaction(actor, (tx) => tx.audit(...auditEntries(here, { action, details })));
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
  await auditView(platform, actor, here, 'report.missing_viewed', { form, day, kind });
  return pageOf(
    await withIdentifiers(platform, here.programme, rows),
    limit,
    (row) => row,
    (row) => [...keyOfPerson(row)],
  );
}

export async function alerts(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  query: QueryOf<typeof reports.alerts>,
): Promise<ResponseOf<typeof reports.alerts>> {
  const { from, to, level, group, limit = 50 } = query;
  checkRange(from, to);
  const after = alertAfter(query.after);
  const here = await resolveProgramme(platform, scope, query);
  const { id: programmeId, definition } = here.programme;
  const all = definition.groups.map(({ code }) => code);
  const groups = group === undefined ? all : [group];
  const codes = level === undefined ? null : await alertCodes(platform, here, level);
  const filter = { programmeId, groups, from, to, codes };
  const rows = await listAlerts(platform.db, here.scope, filter, { after, limit: limit + 1 });
  await auditView(platform, actor, here, 'report.alerts_viewed', { from, to, level });
  const people = await withIdentifiers(platform, here.programme, rows);
  const versions = await formVersionsOf(platform, rows);
  return pageOf(
    people,
    limit,
    (row) => serializeAlert(row, versions),
    ({ day, sentAt, reportId }) => [day, sentAt.toISOString(), reportId],
  );
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function alertAfter(cursor: string | undefined): AlertKey | undefined {
  const key = keyAfter(cursor, 'string', 'string', 'string');
  const [day, sentAt, id] = key ?? [];
  const isInstant = (text = '') => instant.test(text) && !Number.isNaN(Date.parse(text));
  if (key && !(isDay(day) && isInstant(sentAt) && uuid.test(id ?? ''))) {
    throw invalid({ path: 'after', code: 'cursor_invalid' });
  }
  return key;
}

/** The rules of a level, as `form version/rule`: a report keeps those of the version it was made with. */
async function alertCodes(
  platform: Platform,
  { programme }: ProgrammeView,
  level: string,
): Promise<string[]> {
  const versions = await allFormVersions(platform, programme.id);
  return versions.flatMap(({ id, definition }) =>
    (definition.alerts ?? [])
      .filter((rule) => rule.level === level)
      .map(({ code }) => `${id}/${code}`),
  );
}

function serializeAlert(
  {
    reportId,
    form,
    formVersionId,
    day,
    alerts: met,
    sentAt,
    ...person
  }: AlertRow & { identifiers: Identifier[] },
  versions: ReadonlyMap<number, FormVersion>,
) {
  const { definition } = versions.get(formVersionId) as FormVersion;
  const { title } = definition;
  const rules = alertRulesOf(definition, met);
  return { reportId, form, title, day, alerts: rules, sentAt: sentAt.toISOString(), person };
}
