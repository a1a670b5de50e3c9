import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { arrayOf } from '../../platform/prepared.ts';
import type { First, FirstTaken } from './rules-first.ts';

/**
 * Writes first reports of a day, each only if all that it rests on holds, and counts them, in one
 * statement. Answers those that were written, by id; about the others it says nothing, not even why.
 * Courses are locked as in `insertReports` and in the same order. No two may be for the same slot.
 */
export async function insertFirst(
  db: Db,
  unsorted: First[],
  lane: number,
): Promise<Map<string, FirstTaken>> {
  const firsts = unsorted.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  const of = (value: (first: First) => string | number | boolean) => arrayOf(firsts.map(value));
  const contents = JSON.stringify(firsts.map(({ sending }) => sending.values));
  const { rows } = await sql<FirstTaken>`/* prepared: reports.first */
    with held as (
      select i.id, i.form_version_id, i.form, i.slot, i.day, i.alerts, i.incomplete, i.app, i.person_id,
        i.sent_at, i.n, i.programme_id, c.enrolment_id, c.place_id, c.group_code
      from unnest(${of(({ sending }) => sending.id)}::uuid[],
        ${of(({ sending }) => sending.formVersionId)}::bigint[],
        ${of(({ sending }) => sending.form)}::text[],
        ${of(({ sending }) => sending.slot)}::text[],
        ${of(({ sending }) => sending.day)}::date[],
        ${of(({ sending }) => `{${sending.alerts.join()}}`)}::text[],
        ${of(({ sending }) => sending.incomplete)}::boolean[],
        ${of(({ sending }) => sending.app)}::text[],
        ${of(({ personId }) => personId)}::uuid[],
        ${of(({ sending }) => sending.at.toISOString())}::timestamptz[],
        ${of(({ programme }) => programme.id)}::bigint[],
        ${of(({ programme }) => programme.version)}::int[],
        ${of(({ programme }) => programme.definition.promise.version)}::int[],
        ${of(({ groups }) => groups)}::text[],
        ${of(({ attributes }) => attributes)}::jsonb[])
        with ordinality as i (id, form_version_id, form, slot, day, alerts, incomplete, app, person_id,
          sent_at, programme_id, version, promise, groups, attributes, n)
      cross join lateral (
        select c.enrolment_id, c.place_id, c.group_code
        from programmes p join courses c on c.programme_id = p.id and c.person_id = i.person_id
        left join lateral (
          select r.id from reports r
          where r.enrolment_id = c.enrolment_id and r.form = i.form and r.slot = i.slot limit 1
        ) earlier on true
        where p.id = i.programme_id and p.version = i.version
          and c.due_from <= i.day and c.due_to >= i.day
          and (c.promised -> i.app)::int = i.promise
          and c.person ->> 'withdrawnOn' is null
          and c.group_code = any(i.groups::text[])
          and c.person -> 'attributes' @> i.attributes
          and earlier.id is null
        limit 1 for no key update of c) c
    ), added as (
      insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
        content, alerts, incomplete, app, sent_by, sent_at)
      select id, enrolment_id, form_version_id, form, slot, day, 1, true,
        ${contents}::jsonb -> (n - 1)::int, alerts::text[], incomplete, app, person_id, sent_at
      from held on conflict do nothing returning id
    ), taken as (
      select h.* from added join held h on h.id = added.id
    ), counted as (
      insert into report_counts (programme_id, day, form, place_id, group_code, lane, done)
      select programme_id, day, form, place_id, group_code, ${lane}::smallint, count(*)
      from taken group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (programme_id, day, form, place_id, group_code, lane)
        do update set done = report_counts.done + excluded.done)
    select id, enrolment_id as "enrolmentId", place_id as "placeId", group_code as "group"
    from taken`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
