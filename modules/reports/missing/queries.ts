import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

export type Run = { enrolmentId: number; missed: number; lastReported: string | null };

type Asked = { form: string; day: string };

/**
 * How many days in a row `c`, a reporting period, has missed up to a day on which it is due, that day included,
 * and when it reported last: before it, unless otherwise `compared`.
 */
export function runUpTo({ form, day }: Asked, compared: RawBuilder<unknown> = sql`<`) {
  return {
    // The slot of a daily report is its day, so that the index of reports finds the last one at once.
    join: sql`left join lateral (
      select r.slot::date as day from reports r
      where r.enrolment_id = c.enrolment_id and r.form = ${form} and r.slot ${compared} ${day}
      order by r.slot desc limit 1) last on true`,
    lastDay: sql`last.day`,
    missed: sql`(${day}::date - greatest(c.due_from - 1, last.day))`,
  };
}

/** Of people whom a scope was checked for; what it costs depends on how many they are. */
export async function listRuns(db: Db, enrolmentIds: number[], asked: Asked): Promise<Run[]> {
  const run = runUpTo(asked);
  const { rows } = await sql<Run>`
    select c.enrolment_id as "enrolmentId", ${run.lastDay} as "lastReported",
      ${run.missed} as missed
    from reporting_periods c ${run.join}
    where c.enrolment_id = any(${enrolmentIds}::bigint[])
      and c.due_from <= ${asked.day}::date`.execute(db);
  return rows;
}
