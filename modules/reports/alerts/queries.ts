import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { ReportRow } from '../participant/queries.ts';
import { type PersonLine, personColumns, personJoins } from '../staff/queries.ts';
import {
  type Key,
  type PeopleOrder,
  pageBy,
  type Sorting,
  sortingOf,
} from '../staff/queries-order.ts';
import type { AlertState, AlertStep } from './contract.ts';
import type { AlertStatus } from './rules.ts';

/** Where an alert of a report stands. */
export type BriefAlertRow = {
  id: number;
  form: string;
  slot: string;
  state: AlertState;
  keeperId: string | null;
  keeperName: string | null;
  since: Date;
  openedAt: Date;
};

export type AlertRow = BriefAlertRow &
  PersonLine & {
    programmeId: number;
    withdrawnOn: string | null;
    day: string;
    completedAt: Date | null;
  };

const briefColumns = sql`a.id, a.form, a.slot, a.state, a.keeper_id as "keeperId", k.name as "keeperName",
  a.since, a.opened_at as "openedAt"`;

/** One that was left incomplete is made good by any complete report of the same form that follows. */
const completedAt = sql`(select min(n.sent_at) from reports o
  join reports n on n.enrolment_id = o.enrolment_id and n.form = o.form and n.sent_at > o.sent_at
  where o.id = a.report_id and o.incomplete and n.current and not n.incomplete)`;

/** Alerts with all that lists show of them, given a few ids, and what they are sorted by. */
const alertsAmong = (
  ids: RawBuilder<unknown>,
  page = { orderBy: sql`a.id`, key: sql<unknown>`null` },
) => sql`
  with chosen as materialized (${ids})
  select ${briefColumns}, ${personColumns}, a.programme_id as "programmeId", a.day,
    e.withdrawn_on as "withdrawnOn", ${completedAt} as "completedAt", ${page.key} as key
  from chosen join alerts a on a.id = chosen.id
  join enrolments e on e.id = a.enrolment_id ${personJoins}
  left join persons k on k.id = a.keeper_id
  order by ${page.orderBy}`;

/**
 * The person of an alert, and where they belong by now. Looked up alert by alert, in the order of the index, so
 * that a page costs no more than what it looks at.
 */
const whose = sql`cross join lateral (select * from enrolments where id = a.enrolment_id offset 0) e`;

/** `is true` has the places read once, however many alerts are looked at. */
const isWithin = (scope: PlaceScope) => sql`(e.place_id in (
  select p.id from places p where ${inSubtree('p.path', scope)})) is true`;

/** By when they opened, or by their people; the alerts of one person newest first. */
export type AlertOrder = { by: 'newest' } | { by: 'oldest' } | PeopleOrder;

type AlertFilter = {
  programmeId: number;
  group?: string | undefined;
  state?: AlertState | 'waiting' | undefined;
  /** Only those of this member of staff. */
  keeperId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  level?: string | undefined;
};

/** Alerts are numbered as they opened. */
function alertSortingOf(order: AlertOrder): Sorting & { direction?: 'asc' | 'desc' } {
  if (order.by === 'newest' || order.by === 'oldest') {
    const direction = order.by === 'newest' ? 'desc' : 'asc';
    return { join: whose, keys: [sql`a.id`], begins: sql`true`, direction };
  }
  const { join, keys, begins } = sortingOf(order);
  return {
    join: sql`join enrolments e on e.id = a.enrolment_id ${join}`,
    keys: [...keys, sql`e.id`, sql`-a.id`],
    begins,
  };
}

type Page = { order: AlertOrder; after?: Key | undefined; limit: number };

export async function listAlerts(
  db: Db,
  scope: PlaceScope,
  { programmeId, group, state, keeperId, from, to, level }: AlertFilter,
  { order, after, limit }: Page,
): Promise<(AlertRow & { key: Key })[]> {
  const { join, keys, begins, direction } = alertSortingOf(order);
  const page = pageBy(keys, after, direction);
  const conditions: RawBuilder<unknown>[] = [
    sql`a.programme_id = ${programmeId}`,
    isWithin(scope),
    // Said as the index says it.
    ...(state === undefined || state === 'closed' ? [] : [sql`a.state <> 'closed'`]),
    ...(state === undefined || state === 'waiting' ? [] : [sql`a.state = ${state}`]),
    ...(group === undefined ? [] : [sql`e.group_code = ${group}`]),
    ...(keeperId === undefined ? [] : [sql`a.keeper_id = ${keeperId}::uuid`]),
    ...(from === undefined ? [] : [sql`a.day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`a.day <= ${to}::date`]),
    ...(level === undefined ? [] : [sql`${level} = any(a.levels)`]),
    begins,
    page.behind,
  ];
  const ids = sql`select a.id, ${page.columns} from alerts a ${join}
    where ${sql.join(conditions, sql` and `)} order by ${page.orderBy} limit ${limit}`;
  const { rows } = await alertsAmong(ids, page).execute(db);
  return rows as (AlertRow & { key: Key })[];
}

export async function findAlert(
  db: Db,
  scope: PlaceScope,
  id: number,
): Promise<AlertRow | undefined> {
  const ids = sql`select a.id from alerts a ${whose} where a.id = ${id} and ${isWithin(scope)}`;
  const { rows } = await alertsAmong(ids).execute(db);
  return rows[0] as AlertRow | undefined;
}

export type AlertVersion = ReportRow & { alertId: number };

/** What was reported in the slots of these alerts since each opened, newest first. */
export async function listVersions(db: Db, alertIds: number[]): Promise<AlertVersion[]> {
  const { rows } = await sql<AlertVersion>`
    select a.id as "alertId", r.* from alerts a
    join reports o on o.id = a.report_id
    join reports r on r.enrolment_id = a.enrolment_id and r.form = a.form and r.slot = a.slot
      and r.version >= o.version
    where a.id = any(${alertIds}::bigint[]) order by a.id, r.version desc`.execute(db);
  return rows;
}

type AlertCount = { open: number; care: number; fresh: number; newest: number };

/** What is not closed, of all places of the scope together. */
export async function countAlerts(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  since: number | null,
): Promise<AlertCount> {
  const { rows } = await sql<AlertCount>`
    select count(*) filter (where a.state = 'open')::int as open,
      count(*) filter (where a.state = 'care')::int as care,
      count(*) filter (where a.state = 'open' and a.id > ${since}::bigint)::int as fresh,
      coalesce(max(a.id), 0) as newest
    from alerts a ${whose}
    where a.programme_id = ${programmeId} and a.state <> 'closed' and ${isWithin(scope)}`.execute(
    db,
  );
  return rows[0] as AlertCount;
}

/** The alerts of a person whom a scope was checked for, newest first. */
export async function listAlertsOfPerson(db: Db, enrolmentId: number): Promise<BriefAlertRow[]> {
  const { rows } = await sql<BriefAlertRow>`
    select ${briefColumns} from alerts a left join persons k on k.id = a.keeper_id
    where a.enrolment_id = ${enrolmentId} order by a.id desc`.execute(db);
  return rows;
}

/** Where an alert that a scope was checked for stands; nobody else changes it until the transaction ends. */
export async function lockAlert(
  db: Db,
  id: number,
): Promise<AlertStatus & { keeperName: string | null }> {
  await sql`select from alerts where id = ${id} for no key update`.execute(db);
  // Only now, so that it is as whoever held it before has left it.
  const { rows } = await sql<AlertStatus & { keeperName: string | null }>`
    select a.state, a.keeper_id as "keeperId", k.name as "keeperName", r.version
    from alerts a left join persons k on k.id = a.keeper_id
    join reports r on r.enrolment_id = a.enrolment_id and r.form = a.form and r.slot = a.slot
      and r.current
    where a.id = ${id}`.execute(db);
  return rows[0] as AlertStatus & { keeperName: string | null };
}

export async function updateAlert(
  db: Db,
  id: number,
  { state, keeperId, since }: { state: AlertState; keeperId: string | null; since: Date },
): Promise<void> {
  await sql`update alerts set state = ${state}, keeper_id = ${keeperId}::uuid, since = ${since}
    where id = ${id} and (state, keeper_id) is distinct from (${state}, ${keeperId}::uuid)`.execute(
    db,
  );
}

type StepRow = { id: number; kind: AlertStep; note: string | null; by: string; at: Date };

export async function insertStep(
  db: Db,
  alertId: number,
  { kind, note, byId, at }: { kind: AlertStep; note: string | null; byId: string; at: Date },
): Promise<void> {
  await sql`insert into alert_steps (alert_id, kind, note, by_id, at)
    values (${alertId}, ${kind}, ${note}, ${byId}::uuid, ${at})`.execute(db);
}

/** What was done about an alert that a scope was checked for, oldest first. */
export async function listSteps(db: Db, alertId: number): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select s.id, s.kind, s.note, p.name as by, s.at
    from alert_steps s join persons p on p.id = s.by_id
    where s.alert_id = ${alertId} order by s.id`.execute(db);
  return rows;
}
