import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { EnrolmentFacts } from '../../programmes/public.ts';
import type { UnitFilter } from './queries-units.ts';

/** One person in a programme, as lists show them. */
export type PersonLine = {
  enrolmentId: number;
  personId: string;
  name: string;
  group: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
};

/** Where a list of people ends: units in order, within each the enrolments in theirs. */
export type PersonKey = readonly [placeId: number, group: string, enrolmentId: number];

export const keyOfPerson = (line: PersonLine): PersonKey => [
  line.placeId,
  line.group,
  line.enrolmentId,
];

/** Of `e`, an enrolment, with {@link personJoins}. */
export const personColumns = sql`e.id as "enrolmentId", e.person_id as "personId", n.name,
  e.group_code as "group", e.place_id as "placeId",
  pl.name_zh as "placeZh", pl.name_en as "placeEn"`;

export const personJoins = sql`
  join programmes pr on pr.id = e.programme_id
  join persons n on n.id = e.person_id
  join places pl on pl.id = e.place_id`;

const first: PersonKey = [0, '', 0];

export type PersonFilter = UnitFilter & {
  day: string;
  /** Only these, where told. */
  enrolmentIds?: number[] | undefined;
};

/**
 * Who is due on a day and has not reported. Looks only into units whose counts say that somebody is
 * missing, one after the other in the order of the index, and stops when the page is full.
 */
export async function listMissing(
  db: Db,
  scope: PlaceScope,
  filter: PersonFilter,
  { after = first, limit }: { after?: PersonKey | undefined; limit: number },
): Promise<PersonLine[]> {
  const { programmeId, form, day } = filter;
  const units = sql`
    select u.place_id, u.group_code from (
      select place_id, group_code, change as missing from due_changes
      where programme_id = ${programmeId} and day <= ${day}::date
      union all
      select place_id, group_code, -done from units_done
      where programme_id = ${programmeId} and day = ${day}::date and form = ${form}) u
    join places p on p.id = u.place_id
    where ${inSubtree('p.path', scope)} and u.group_code = any(${filter.groups}::text[])
    group by 1, 2 having sum(u.missing) > 0`;
  const condition = sql`c.due_from <= ${day}::date and c.due_to >= ${day}::date
    and not exists (select from reports r where r.enrolment_id = c.enrolment_id
      and r.form = ${form} and r.slot = ${day})`;
  return pageOfUnits(db, units, condition, filter, after, limit);
}

const takesPart = (day: string) => sql`exists (select from enrolments w
  where w.id = c.enrolment_id and coalesce(w.withdrawn_on > ${day}::date, true))`;

/** As many as {@link listMilestoneUnknown} lists. */
export async function countMilestoneUnknown(
  db: Db,
  scope: PlaceScope,
  { programmeId, groups, day }: PersonFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting_periods c join places p on p.id = c.place_id
    where c.programme_id = ${programmeId} and c.reason = 'milestoneUnknown'
      and ${inSubtree('p.path', scope)} and c.group_code = any(${groups}::text[])
      and ${takesPart(day)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Who has no days due because a milestone is not known, and takes part on this day. */
export async function listMilestoneUnknown(
  db: Db,
  scope: PlaceScope,
  filter: PersonFilter,
  { after = first, limit }: { after?: PersonKey | undefined; limit: number },
): Promise<PersonLine[]> {
  const units = sql`
    select distinct c.place_id, c.group_code from reporting_periods c
    join places p on p.id = c.place_id
    where c.programme_id = ${filter.programmeId} and c.reason = 'milestoneUnknown'
      and ${inSubtree('p.path', scope)} and c.group_code = any(${filter.groups}::text[])`;
  const condition = sql`c.reason = 'milestoneUnknown' and ${takesPart(filter.day)}`;
  return pageOfUnits(db, units, condition, filter, after, limit);
}

async function pageOfUnits(
  db: Db,
  units: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
  { programmeId, enrolmentIds }: PersonFilter,
  [placeId, group, enrolmentId]: PersonKey,
  limit: number,
): Promise<PersonLine[]> {
  const only = enrolmentIds ? sql`and c.enrolment_id = any(${enrolmentIds}::bigint[])` : sql``;
  const { rows } = await sql<PersonLine>`
    with units as materialized (${units})
    select l.* from (
      select * from units where (place_id, group_code) >= (${placeId}, ${group})
      order by place_id, group_code) u
    cross join lateral (
      select ${personColumns} from reporting_periods c join enrolments e on e.id = c.enrolment_id ${personJoins}
      where c.programme_id = ${programmeId} and c.place_id = u.place_id
        and c.group_code = u.group_code and ${condition} ${only}
        and (u.place_id, u.group_code, c.enrolment_id) > (${placeId}, ${group}, ${enrolmentId})
      order by c.enrolment_id limit ${limit}) l
    order by u.place_id, u.group_code, l."enrolmentId" limit ${limit}`.execute(db);
  return rows;
}

export type ReportingPeriodPerson = PersonLine & { from: string | null; to: string | null };

/** Everybody of a programme with their days, unit by unit. */
export async function listReportingPeriodPeople(
  db: Db,
  scope: PlaceScope,
  { programmeId, groups }: { programmeId: number; groups: string[] },
  { after: [placeId, group, enrolmentId] = first, limit }: { after?: PersonKey; limit: number },
): Promise<ReportingPeriodPerson[]> {
  const { rows } = await sql<ReportingPeriodPerson>`
    select l.* from (
      select p.id from places p
      where ${inSubtree('p.path', scope)} and p.id >= ${placeId} order by p.id) u
    cross join lateral (
      select ${personColumns}, c.due_from as "from", c.due_to as "to"
      from reporting_periods c join enrolments e on e.id = c.enrolment_id ${personJoins}
      where c.programme_id = ${programmeId} and c.place_id = u.id
        and c.group_code = any(${groups}::text[])
        and (c.place_id, c.group_code, c.enrolment_id) > (${placeId}, ${group}, ${enrolmentId})
      order by c.group_code, c.enrolment_id limit ${limit}) l
    order by u.id, l."group", l."enrolmentId" limit ${limit}`.execute(db);
  return rows;
}

type EnrolledPerson = PersonLine & EnrolmentFacts;

/** One enrolment within the scope, with everything that is known of it. */
export async function findPerson(
  db: Db,
  scope: PlaceScope,
  enrolmentId: number,
): Promise<EnrolledPerson | undefined> {
  const { rows } = await sql<EnrolledPerson>`
    select ${personColumns}, e.programme_id as "programmeId", pr.version as "programmeVersion",
      pl.path as "placePath", e.attributes, e.starts_on as "startsOn", e.ends_on as "endsOn",
      e.withdrawn_on as "withdrawnOn"
    from enrolments e ${personJoins}
    where e.id = ${enrolmentId} and ${inSubtree('pl.path', scope)}`.execute(db);
  return rows[0];
}
