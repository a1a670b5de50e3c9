import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { ReportingPeriodChange } from '../periods/rules.ts';
import { countsAlike } from '../periods/rules.ts';

/**
 * How many have reported. Whoever changes that adds to `count_changes`, in the transaction that
 * changes it; the view `units_done` is what is read.
 */

/** So many changes are summed up at once. */
export const maxChanges = 5000;

/**
 * Sums up changes into `report_counts`, the one place that is written by nobody else. What is shown
 * does not change by it. Says how many changes there were; two that do it at once take different ones.
 */
export async function sumUpCounts(db: Db): Promise<number> {
  const { rows } = await sql<{ changes: number }>`
    with gone as (
      delete from count_changes where id in (
        select id from count_changes order by id limit ${maxChanges} for update skip locked)
      returning *
    ), summed as (
      insert into report_counts (programme_id, day, form, place_id, group_code, done)
      select g.programme_id, u.day, g.form, u.place_id, u.group_code, sum(u.change)
      from gone g cross join lateral unnest(g.days, g.place_ids, g.group_codes, g.changes)
        as u (day, place_id, group_code, change)
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (programme_id, day, form, place_id, group_code)
        do update set done = report_counts.done + excluded.done)
    select count(*)::int as changes from gone`.execute(db);
  return rows[0]?.changes ?? 0;
}

/**
 * Moves what these people have reported to the unit and the days that they belong to now: taken away
 * where it counted before, added where it counts from now on. Daily reports are those whose slot is
 * their day.
 */
export async function moveCounts(db: Db, changes: ReportingPeriodChange[]): Promise<void> {
  const moved = changes.flatMap(({ before, after }) =>
    before && !countsAlike(before, after)
      ? [
          { ...before, sign: -1 },
          { ...after, sign: 1 },
        ]
      : [],
  );
  if (moved.length === 0) return;
  await sql`
    insert into count_changes (programme_id, form, days, place_ids, group_codes, changes)
    select programme_id, form, array_agg(day), array_agg(place_id), array_agg(group_code),
      array_agg(change)
    from (
      select c.programme_id, r.form, r.day, c.place_id, c.group_code, sum(c.sign)::int as change
      from unnest(${moved.map(({ enrolmentId }) => enrolmentId)}::bigint[],
        ${moved.map(({ programmeId }) => programmeId)}::bigint[],
        ${moved.map(({ placeId }) => placeId)}::bigint[],
        ${moved.map(({ group }) => group)}::text[],
        ${moved.map(({ from }) => from)}::date[],
        ${moved.map(({ to }) => to)}::date[],
        ${moved.map(({ sign }) => sign)}::int[])
        as c (enrolment_id, programme_id, place_id, group_code, due_from, due_to, sign)
      cross join lateral (
        select r.day, r.form from reports r
        where r.enrolment_id = c.enrolment_id and r.current
          and r.slot = to_char(r.day, 'YYYY-MM-DD') and r.day between c.due_from and c.due_to
        offset 0) r
      group by 1, 2, 3, 4, 5 having sum(c.sign) <> 0) m
    group by 1, 2`.execute(db);
}
