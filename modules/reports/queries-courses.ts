import { sql } from 'kysely';
import type { LatestReport } from '../../forms/policy.ts';
import type { Db } from '../../platform/database.ts';
import { tables } from './queries.ts';
import {
  type CourseChange,
  type CourseRow,
  countsAlike,
  type DueChange,
  type NewCourse,
} from './rules-courses.ts';
import { ownLane } from './rules-submit.ts';

/** The courses of these enrolments, locked until the transaction ends. */
export async function lockCourses(db: Db, enrolmentIds: number[]): Promise<Map<number, CourseRow>> {
  const { rows } = await sql<CourseRow>`
    select enrolment_id as "enrolmentId", programme_id as "programmeId", person_id as "personId",
      person, place_id as "placeId", group_code as "group", milestones, due_from as "from", due_to as "to", reason, revision
    from courses where enrolment_id = any(${enrolmentIds}::bigint[])
    order by person_id for update`.execute(db);
  return new Map(rows.map((row) => [row.enrolmentId, row]));
}

/** The newest versions of a person's reports of forms that milestones are read from. */
export async function listMilestoneSources(
  db: Db,
  enrolmentId: number,
  forms: string[],
): Promise<LatestReport[]> {
  const rows = await tables(db)
    .selectFrom('reports')
    .select(['form', 'content', 'sent_at'])
    .where('enrolment_id', '=', enrolmentId)
    .where('form', 'in', forms)
    .where('current', '=', true)
    .orderBy('sent_at')
    .execute();
  return rows.map(({ form, content, sent_at }) => ({
    form,
    values: content,
    reportedAt: sent_at.toISOString(),
  }));
}

export async function upsertCourses(db: Db, courses: NewCourse[]): Promise<void> {
  await sql`
    insert into courses
      (enrolment_id, programme_id, person_id, person, place_id, group_code, milestones,
       due_from, due_to, reason)
    select * from unnest(${courses.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${courses.map(({ programmeId }) => programmeId)}::bigint[],
      ${courses.map(({ personId }) => personId)}::uuid[],
      ${courses.map(({ person }) => JSON.stringify(person))}::jsonb[],
      ${courses.map(({ placeId }) => placeId)}::bigint[],
      ${courses.map(({ group }) => group)}::text[],
      ${courses.map(({ milestones }) => JSON.stringify(milestones))}::jsonb[],
      ${courses.map(({ from }) => from)}::date[],
      ${courses.map(({ to }) => to)}::date[],
      ${courses.map(({ reason }) => reason)}::text[])
    on conflict (enrolment_id) do update set person = excluded.person,
      place_id = excluded.place_id, group_code = excluded.group_code, milestones = excluded.milestones,
      due_from = excluded.due_from, due_to = excluded.due_to, reason = excluded.reason,
      revision = courses.revision + 1`.execute(db);
}

export async function addDueChanges(db: Db, changes: DueChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into due_changes (programme_id, place_id, group_code, day, change)
    select programme_id, place_id, group_code, day, change
    from unnest(${changes.map(({ programmeId }) => programmeId)}::bigint[],
      ${changes.map(({ placeId }) => placeId)}::bigint[],
      ${changes.map(({ group }) => group)}::text[],
      ${changes.map(({ day }) => day)}::date[],
      ${changes.map(({ change }) => change)}::int[])
      as c (programme_id, place_id, group_code, day, change)
    order by programme_id, place_id, group_code, day
    on conflict (programme_id, place_id, group_code, day)
      do update set change = due_changes.change + excluded.change`.execute(db);
}

/**
 * Moves what these people have reported to the unit and the days that they belong to now: taken away
 * where it counted before, added where it counts from now on. Daily reports are those whose slot is
 * their day.
 */
export async function moveCounts(db: Db, changes: CourseChange[]): Promise<void> {
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
    insert into report_counts (programme_id, day, form, place_id, group_code, lane, done)
    select c.programme_id, r.day, r.form, c.place_id, c.group_code, ${ownLane}::smallint, sum(c.sign)
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
    group by 1, 2, 3, 4, 5 having sum(c.sign) <> 0
    order by 1, 2, 3, 4, 5
    on conflict (programme_id, day, form, place_id, group_code, lane)
      do update set done = report_counts.done + excluded.done`.execute(db);
}
