import { sql } from 'kysely';
import type { Day } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { ReportingPeriodRow } from '../periods/rules.ts';

/** The next reporting periods of a programme that a scope was checked for, by enrolment. */
export async function listPeriods(
  db: Db,
  programmeId: number,
  after: number,
  limit: number,
): Promise<ReportingPeriodRow[]> {
  const { rows } = await sql<ReportingPeriodRow>`
    select enrolment_id as "enrolmentId", programme_id as "programmeId", person_id as "personId",
      person, place_id as "placeId", group_code as "group", milestones, due_from as "from",
      due_to as "to", revision
    from reporting_periods where programme_id = ${programmeId} and enrolment_id > ${after}
    order by enrolment_id limit ${limit}`.execute(db);
  return rows;
}

export type Asked = { enrolmentId: number; from: Day; to: Day; forms: readonly string[] };

/** On how many of these days somebody reported every one of these daily forms; in the order asked. */
export async function countReported(db: Db, asked: readonly Asked[]): Promise<number[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<{ days: number }>`
    select (select count(*)::int from (
        select from reports r
        where r.enrolment_id = c.enrolment_id and r.current
          and r.slot = to_char(r.day, 'YYYY-MM-DD') and r.day between c.due_from and c.due_to
          and r.form = any(string_to_array(c.forms, ' '))
        group by r.day having count(*) = cardinality(string_to_array(c.forms, ' '))) d) as days
    from unnest(${asked.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${asked.map(({ from }) => from)}::date[], ${asked.map(({ to }) => to)}::date[],
      ${asked.map(({ forms }) => forms.join(' '))}::text[])
      with ordinality as c (enrolment_id, due_from, due_to, forms, n)
    order by n`.execute(db);
  return rows.map(({ days }) => days);
}
