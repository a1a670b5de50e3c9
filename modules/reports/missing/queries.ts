import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

export type Run = { enrolmentId: number; missed: number; lastReported: string | null };

/**
 * How many days in a row people have missed up to a day on which they are due, that day included, and when they
 * reported last before it. Of people whom a scope was checked for; what it costs depends on how many they are.
 */
export async function listRuns(
  db: Db,
  enrolmentIds: number[],
  { form, day }: { form: string; day: string },
): Promise<Run[]> {
  // The slot of a daily report is its day, so that the index of reports finds the last one at once.
  const { rows } = await sql<Run>`
    select c.enrolment_id as "enrolmentId", l.day as "lastReported",
      ${day}::date - greatest(c.due_from - 1, l.day) as missed
    from reporting_periods c
    left join lateral (
      select r.day from reports r
      where r.enrolment_id = c.enrolment_id and r.form = ${form} and r.slot < ${day}
      order by r.slot desc limit 1) l on true
    where c.enrolment_id = any(${enrolmentIds}::bigint[])
      and c.due_from <= ${day}::date`.execute(db);
  return rows;
}
