import { sql } from 'kysely';
import type { Values } from '../../forms/definition.ts';
import type { Milestones } from '../../forms/policy.ts';
import type { Db } from '../../platform/database.ts';
import { tables } from './queries.ts';
import type { Known, Plan, Recorded, Sending } from './rules-submit.ts';

type KnownRow = {
  n: number;
  programmeId: number;
  placeId: number;
  group: string;
  milestones: Milestones;
  from: string | null;
  to: string | null;
  reason: 'noItinerary' | 'noDays' | null;
  promised: boolean;
  newest: string | null;
  newestDay: string;
  newestVersion: number;
  newestContent: Values;
  newestIncomplete: boolean;
  newestSentAt: Date;
  same: boolean;
};

/**
 * What is known about each report that arrives; nothing for who has no course. Courses stay locked
 * until the transaction ends, so that counts cannot be made for a unit or days that somebody moves
 * at the same moment; in the order of their ids, as everywhere, so that two transactions never wait
 * for each other. The inner queries are laterals because a plan made while
 * the tables were small must not become a scan of all reports when they have grown.
 */
export async function listKnown(db: Db, sendings: Sending[]): Promise<(Known | undefined)[]> {
  const { rows } = await sql<KnownRow>`/* prepared: reports.known */
    select i.n, c.programme_id as "programmeId", c.place_id as "placeId", c.group_code as "group",
      c.milestones, c.due_from as "from", c.due_to as "to", c.reason,
      exists (select from promises p where p.programme_id = i.programme_id
        and p.person_id = i.person_id and p.app = i.app and p.version = i.promise) as promised,
      r.id as newest, r.day as "newestDay", r.version as "newestVersion",
      r.content as "newestContent", r.incomplete as "newestIncomplete", r.sent_at as "newestSentAt",
      exists (select from reports s where s.id = i.id) as same
    from unnest(${sendings.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${sendings.map(({ id }) => id)}::uuid[],
      ${sendings.map(({ form }) => form)}::text[],
      ${sendings.map(({ slot }) => slot)}::text[],
      ${sendings.map(({ programmeId }) => programmeId)}::bigint[],
      ${sendings.map(({ personId }) => personId)}::uuid[],
      ${sendings.map(({ app }) => app)}::text[],
      ${sendings.map(({ promiseVersion }) => promiseVersion)}::int[])
      with ordinality as i (enrolment_id, id, form, slot, programme_id, person_id, app, promise, n)
    join courses c on c.enrolment_id = i.enrolment_id
    left join lateral (
      select * from reports r
      where r.enrolment_id = i.enrolment_id and r.form = i.form and r.slot = i.slot
      order by r.version desc limit 1) r on true
    order by c.enrolment_id
    for no key update of c`.execute(db);
  const same = rows.some((row) => row.same)
    ? await findRecorded(
        db,
        sendings.map(({ id }) => id),
      )
    : new Map<string, Recorded>();
  const known: (Known | undefined)[] = sendings.map(() => undefined);
  for (const row of rows) {
    const sending = sendings[row.n - 1] as Sending;
    known[row.n - 1] = {
      course: { ...row, enrolmentId: sending.enrolmentId },
      promised: row.promised,
      newest: newestOf(row, sending),
      sameId: same.get(sending.id) ?? null,
    };
  }
  return known;
}

function newestOf(row: KnownRow, { enrolmentId, form, slot }: Sending): Recorded | null {
  if (row.newest === null) return null;
  return {
    id: row.newest,
    enrolmentId,
    form,
    slot,
    day: row.newestDay,
    version: row.newestVersion,
    content: row.newestContent,
    incomplete: row.newestIncomplete,
    sentAt: row.newestSentAt,
  };
}

/** Reports by the ids that whoever sent them made, of whomever they are. */
export async function findRecorded(db: Db, ids: string[]): Promise<Map<string, Recorded>> {
  const rows = await tables(db)
    .selectFrom('reports')
    .select(['id', 'enrolment_id', 'form', 'slot', 'day', 'version', 'content'])
    .select(['incomplete', 'sent_at'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ enrolment_id, sent_at, ...row }) => [
      row.id,
      { ...row, enrolmentId: enrolment_id, sentAt: sent_at },
    ]),
  );
}

export type CountChange = {
  programmeId: number;
  day: string;
  form: string;
  placeId: number;
  group: string;
  done: number;
};

/**
 * Writes reports and what they change about the counts, in one statement: most batches need no
 * other. Rows and counts go in the order of their keys, so that two batches never wait for each other.
 */
export async function insertReports(
  db: Db,
  { writes, retired }: Pick<Plan, 'writes' | 'retired'>,
  counts: CountChange[],
  lane: number,
): Promise<void> {
  const rows = writes.toSorted((a, b) => a.report.enrolmentId - b.report.enrolmentId);
  await sql`/* prepared: reports.insert */
    with followed as (
      update reports set current = false where id = any(${retired}::uuid[])
    ), added as (
      insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
        content, alerts, incomplete, app, sent_by, sent_at)
      select id, enrolment_id, form_version_id, form, slot, day, version, current, content,
        alerts::text[], incomplete, app, sent_by, sent_at
      from unnest(${rows.map(({ report }) => report.id)}::uuid[],
        ${rows.map(({ report }) => report.enrolmentId)}::bigint[],
        ${rows.map(({ sending }) => sending.formVersionId)}::bigint[],
        ${rows.map(({ report }) => report.form)}::text[],
        ${rows.map(({ report }) => report.slot)}::text[],
        ${rows.map(({ report }) => report.day)}::date[],
        ${rows.map(({ report }) => report.version)}::int[],
        ${rows.map(({ current }) => current)}::boolean[],
        ${rows.map(({ report }) => JSON.stringify(report.content))}::jsonb[],
        ${rows.map(({ sending }) => `{${sending.alerts.join()}}`)}::text[],
        ${rows.map(({ report }) => report.incomplete)}::boolean[],
        ${rows.map(({ sending }) => sending.app)}::text[],
        ${rows.map(({ sending }) => sending.personId)}::uuid[],
        ${rows.map(({ report }) => report.sentAt.toISOString())}::timestamptz[])
        as r (id, enrolment_id, form_version_id, form, slot, day, version, current, content, alerts,
          incomplete, app, sent_by, sent_at))
    insert into report_counts (programme_id, day, form, place_id, group_code, lane, done)
    select programme_id, day, form, place_id, group_code, ${lane}::smallint, done
    from unnest(${counts.map(({ programmeId }) => programmeId)}::bigint[],
      ${counts.map(({ day }) => day)}::date[],
      ${counts.map(({ form }) => form)}::text[],
      ${counts.map(({ placeId }) => placeId)}::bigint[],
      ${counts.map(({ group }) => group)}::text[],
      ${counts.map(({ done }) => done)}::int[])
      as c (programme_id, day, form, place_id, group_code, done)
    order by programme_id, day, form, place_id, group_code
    on conflict (programme_id, day, form, place_id, group_code, lane)
      do update set done = report_counts.done + excluded.done`.execute(db);
}
