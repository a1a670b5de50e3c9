import { alertRulesOf, reasonsOf } from '../../../forms/alerts.ts';
import { isDay } from '../../../forms/days.ts';
import type { FormDefinition, Values } from '../../../forms/definition.ts';
import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import type { Identifier } from '../../people/public.ts';
import {
  auditEntries,
  type FormVersion,
  formVersionsOf,
  type ProgrammeView,
  programmeAt,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { maskValues } from '../encryption.ts';
import { serializeReports } from '../participant/reads.ts';
import { peopleKeyTypes, peopleOrder } from '../staff/order.ts';
import { findPerson } from '../staff/queries.ts';
import type { Key } from '../staff/queries-order.ts';
import {
  type AlertOrder,
  type AlertRow,
  type AlertVersion,
  type BriefAlertRow,
  countAlerts,
  findAlert,
  listAlerts,
  listAlertsOfPerson,
  listSteps,
  listVersions,
} from './queries.ts';

type Line = ResponseOf<typeof reports.alerts>['items'][number];

/** Alerts of the part of a programme that is looked at; the look goes into the audit trail. */
export async function alerts(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  asked: BodyOf<typeof reports.alerts>,
): Promise<ResponseOf<typeof reports.alerts>> {
  const { programmeId, group, state, mine, from, to, level, sort, limit = 50 } = asked;
  for (const [path, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) throw invalid({ path, code: 'not_a_date' });
  }
  const after = alertsAfter(asked.after, sort);
  const here = await resolveProgramme(platform, scope, asked);
  const filter = { programmeId, group, state, from, to, level };
  const own = mine ? { keeperId: actor.personId } : {};
  const order = await orderOf(platform, here, asked);
  const page = { order, after, limit: limit + 1 };
  const rows = await listAlerts(platform.db, here.scope, { ...filter, ...own }, page);
  const details = { programmeId, state, from, to, level };
  const entries = auditEntries(here, { action: 'report.alerts_viewed', details });
  await notePage(platform, actor, entries, rows, limit);
  const people = await withIdentifiers(platform, here.programme, rows);
  const { items, next } = pageOf(
    people,
    limit,
    (row) => row,
    ({ key }) => key,
  );
  return { items: await linesOf(platform, items), next };
}

type Wanted = Pick<BodyOf<typeof reports.alerts>, 'sort' | 'jumpTo' | 'lang'>;

async function orderOf(
  platform: Platform,
  here: ProgrammeView,
  { sort, jumpTo, lang }: Wanted,
): Promise<AlertOrder> {
  if (sort === undefined) return { by: 'newest' };
  return sort === 'oldest' ? { by: sort } : peopleOrder(platform, here, { sort, jumpTo, lang });
}

/** Where the page ended that a cursor names. */
function alertsAfter(cursor: string | undefined, sort: Wanted['sort']): Key | undefined {
  if (sort === undefined || sort === 'oldest') return keyAfter(cursor, 'number');
  return keyAfter(cursor, ...peopleKeyTypes[sort], 'number', 'number');
}

/** How many wait. Tells of nobody, and leaves no trace. */
export async function alertCount(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, since }: QueryOf<typeof reports.alertCount>,
): Promise<ResponseOf<typeof reports.alertCount>> {
  const here = await resolveProgramme(platform, scope, { programmeId });
  return countAlerts(platform.db, here.scope, programmeId, since ?? null);
}

/** One alert; that somebody looked stands in the audit trail first. */
export async function viewAlert(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
): Promise<ResponseOf<typeof reports.alert>> {
  const row = getOrNotFound(await findAlert(platform.db, scope, id));
  const { personId, placeId, programmeId, enrolmentId } = row;
  const details = { programmeId, alertId: id };
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'alert.viewed', personId, placeId, details }),
  );
  const facts = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const programme = await programmeAt(platform, programmeId, facts.programmeVersion);
  const [known] = await withIdentifiers(platform, programme, [row]);
  const [[line], versions, steps] = await Promise.all([
    linesOf(platform, known ? [known] : []),
    listVersions(platform.db, [id]),
    listSteps(platform.db, id),
  ]);
  const told = await serializeReports(platform, versions, personId, maskValues);
  return {
    ...getOrNotFound(line),
    programmeId,
    versions: told.reports,
    definitions: told.definitions,
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
  };
}

/** Where the alerts of a person stand whom a scope was checked for, newest first. */
export async function alertsOfPerson(
  platform: Platform,
  enrolmentId: number,
): Promise<ResponseOf<typeof reports.person>['alerts']> {
  return (await listAlertsOfPerson(platform.db, enrolmentId)).map(serializeBriefly);
}

function serializeBriefly(row: BriefAlertRow) {
  const { id, form, slot, state, keeperId, keeperName, since, openedAt } = row;
  const keeper = keeperId && keeperName ? { personId: keeperId, name: keeperName } : null;
  const times = { since: since.toISOString(), openedAt: openedAt.toISOString() };
  return { id, form, slot, state, keeper, ...times };
}

type KnownRow = AlertRow & { identifiers: Identifier[] };

async function linesOf(platform: Platform, rows: KnownRow[]): Promise<Line[]> {
  const versions = await listVersions(
    platform.db,
    rows.map(({ id }) => id),
  );
  const forms = await formVersionsOf(
    platform,
    versions.map((version) => ({ formVersionId: version.form_version_id })),
  );
  const byAlert = Map.groupBy(versions, ({ alertId }) => alertId);
  return rows.map((row) => serializeAlert(platform, row, byAlert.get(row.id) ?? [], forms));
}

function serializeAlert(
  platform: Platform,
  row: KnownRow,
  versions: AlertVersion[],
  forms: ReadonlyMap<number, FormVersion>,
): Line {
  const shown = versions.map((version) => {
    const { definition } = forms.get(version.form_version_id) as FormVersion;
    const owner = { definition, enrolmentId: version.enrolment_id };
    return { ...version, definition, values: maskValues(platform.keys, owner, version.content) };
  });
  const [newest, opened] = [shown.at(0), shown.at(-1)];
  if (!newest || !opened) throw new Error('An alert has the report that opened it.');
  const rules = new Map(
    shown
      .toReversed()
      .flatMap(({ definition, alerts: codes }) =>
        alertRulesOf(definition, codes).map(({ code, level, label }) => [
          code,
          { code, level, label },
        ]),
      ),
  );
  const codes = new Set(
    shown.flatMap(({ definition, alerts: met, content }) => reasonsOf(definition, met, content)),
  );
  const fields = opened.definition.fields.filter(({ code }) => codes.has(code));
  const own = (values: Values) => valuesOf({ ...opened.definition, fields }, values);
  const { enrolmentId, personId, name, identifiers, group, placeId, placeZh, placeEn } = row;
  const line = { enrolmentId, personId, name, identifiers, group, placeId, placeZh, placeEn };
  return {
    ...serializeBriefly(row),
    day: row.day,
    title: opened.definition.title,
    alerts: [...rules.values()],
    fields,
    opened: own(opened.values),
    changed:
      newest.id === opened.id
        ? null
        : { sentAt: newest.sent_at.toISOString(), values: own(newest.values) },
    completedAt: row.completedAt?.toISOString() ?? null,
    person: { ...line, withdrawnOn: row.withdrawnOn },
  };
}

/** The values of these fields alone. */
function valuesOf({ fields }: FormDefinition, values: Values): Values {
  const own = fields.flatMap(({ code }) => {
    const value = values[code];
    return value === undefined ? [] : [[code, value] as const];
  });
  return Object.fromEntries(own);
}
