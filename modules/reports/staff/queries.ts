import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { EnrolmentFacts } from '../../programmes/public.ts';

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

/** Before everybody. */
export const startOfPeople: PersonKey = [0, '', 0];

export type ReportingPeriodPerson = PersonLine & { from: string | null; to: string | null };

/** Everybody of a programme with their days, unit by unit. */
export async function listReportingPeriodPeople(
  db: Db,
  scope: PlaceScope,
  { programmeId, groups }: { programmeId: number; groups: string[] },
  {
    after: [placeId, group, enrolmentId] = startOfPeople,
    limit,
  }: { after?: PersonKey; limit: number },
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
