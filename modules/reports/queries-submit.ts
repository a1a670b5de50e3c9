import { sql } from 'kysely';
import type { Scalar, Values } from '../../forms/definition.ts';
import type { Milestones } from '../../forms/policy.ts';
import type { Db } from '../../platform/database.ts';
import { arrayOf } from '../../platform/prepared.ts';
import { tables } from './queries.ts';
import { countChanges, type Known, type Recorded, type Write } from './rules-submit.ts';

/** Who sends what, as far as it is needed to find what is stored. */
export type Asked = {
  personId: string;
  realm: string;
  app: string;
  id: string;
  form: string;
  slot: string;
};

type KnownRow = {
  n: number;
  enrolmentId: number;
  programmeId: number;
  programmeVersion: number;
  placeId: number;
  group: string;
  attributes: Record<string, Scalar>;
  startsOn: string;
  endsOn: string | null;
  withdrawnOn: string | null;
  courseGroup: string;
  milestones: Milestones;
  from: string | null;
  to: string | null;
  reason: 'noItinerary' | 'noDays' | null;
  revision: number;
  promised: number | null;
  newest: string | null;
  newestDay: string;
  newestVersion: number;
  newestContent: Values;
  newestIncomplete: boolean;
  newestSentAt: Date;
  same: boolean;
};

/**
 * All that is stored about reports that arrive, in one look; nothing for who takes no part. The
 * inner queries are laterals because a plan made while the tables were small must not become a scan
 * of all reports when they have grown.
 */
export async function listKnown(db: Db, asked: Asked[]): Promise<(Known | null)[]> {
  const of = (name: keyof Asked) => arrayOf(asked.map((each) => each[name]));
  const { rows } = await sql<KnownRow>`/* prepared: reports.known */
    select i.n, e.*, c.place_id as "placeId", c.group_code as "courseGroup", c.milestones,
      c.due_from as "from", c.due_to as "to", c.reason, c.revision, p.version as promised,
      r.id as newest, r.day as "newestDay", r.version as "newestVersion",
      r.content as "newestContent", r.incomplete as "newestIncomplete", r.sent_at as "newestSentAt",
      s.id is not null as same
    from unnest(${of('personId')}::uuid[], ${of('realm')}::text[], ${of('app')}::text[],
      ${of('id')}::uuid[], ${of('form')}::text[], ${of('slot')}::text[])
      with ordinality as i (person_id, realm, app, id, form, slot, n)
    cross join lateral (
      select e.id as "enrolmentId", p.id as "programmeId", p.version as "programmeVersion",
        e.group_code as "group", e.attributes, e.starts_on as "startsOn", e.ends_on as "endsOn",
        e.withdrawn_on as "withdrawnOn"
      from programmes p join enrolments e on e.programme_id = p.id and e.person_id = i.person_id
      where p.realm = i.realm limit 1) e
    cross join lateral (
      select * from courses c where c.enrolment_id = e."enrolmentId" limit 1) c
    left join lateral (
      select p.version from promises p
      where p.programme_id = e."programmeId" and p.person_id = i.person_id and p.app = i.app
      order by p.version desc limit 1) p on true
    left join lateral (
      select * from reports r
      where r.enrolment_id = e."enrolmentId" and r.form = i.form and r.slot = i.slot
      order by r.version desc limit 1) r on true
    left join lateral (select s.id from reports s where s.id = i.id limit 1) s on true`.execute(db);
  const ids = rows.filter(({ same }) => same).map(({ n }) => (asked[n - 1] as Asked).id);
  const same = ids.length > 0 ? await findRecorded(db, ids) : new Map<string, Recorded>();
  const known: (Known | null)[] = asked.map(() => null);
  for (const row of rows) {
    const each = asked[row.n - 1] as Asked;
    known[row.n - 1] = knownOf(row, each, same.get(each.id) ?? null);
  }
  return known;
}

function knownOf(row: KnownRow, asked: Asked, sameId: Recorded | null): Known {
  const { enrolmentId, programmeId, programmeVersion, placeId, milestones, promised } = row;
  const { group, attributes, startsOn, endsOn, withdrawnOn, from, to, reason, revision } = row;
  const unit = { enrolmentId, programmeId, placeId, group: row.courseGroup };
  return {
    enrolmentId,
    personId: asked.personId,
    programmeId,
    programmeVersion,
    person: { group, attributes, from: startsOn, to: endsOn, withdrawnOn },
    course: { ...unit, milestones, from, to, reason, revision },
    promised,
    newest: newestOf(row, asked),
    sameId,
  };
}

function newestOf(row: KnownRow, { form, slot }: Asked): Recorded | null {
  if (row.newest === null) return null;
  return {
    id: row.newest,
    enrolmentId: row.enrolmentId,
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
async function findRecorded(db: Db, ids: string[]): Promise<Map<string, Recorded>> {
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

/**
 * Writes reports and what they change about the counts: all of them in one statement, or none when a
 * course is no longer as it was read; says which. Courses are locked so that counts cannot be made
 * for a unit or days that somebody moves at the same moment. Courses and counts are taken in the
 * order of their keys, as everywhere, so that two writers never wait for each other.
 */
export async function insertReports(db: Db, writes: Write[], lane: number): Promise<boolean> {
  const of = (value: (write: Write) => string | number | boolean) => arrayOf(writes.map(value));
  const contents = JSON.stringify(writes.map(({ report }) => report.content));
  const followed = writes.flatMap(({ follows }) => follows ?? []);
  const counts = countChanges(writes);
  const { rows } = await sql<{ whole: boolean }>`/* prepared: reports.insert */
    with held as (
      select from unnest(${of(({ course }) => course.enrolmentId)}::bigint[],
        ${of(({ course }) => course.revision)}::int[]) as i (enrolment_id, revision)
      join courses c on c.enrolment_id = i.enrolment_id and c.revision = i.revision
      order by c.enrolment_id for no key update of c
    ), held_all as (
      select count(*) = ${writes.length}::int as whole from held
    ), followed as (
      update reports set current = false
      where id = any(${arrayOf(followed)}::uuid[]) and (select whole from held_all)
    ), added as (
      insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
        content, alerts, incomplete, app, sent_by, sent_at)
      select id, enrolment_id, form_version_id, form, slot, day, version, true,
        ${contents}::jsonb -> (n - 1)::int, alerts::text[], incomplete, app, sent_by, sent_at
      from unnest(${of(({ report }) => report.id)}::uuid[],
        ${of(({ report }) => report.enrolmentId)}::bigint[],
        ${of(({ sending }) => sending.formVersionId)}::bigint[],
        ${of(({ report }) => report.form)}::text[],
        ${of(({ report }) => report.slot)}::text[],
        ${of(({ report }) => report.day)}::date[],
        ${of(({ report }) => report.version)}::int[],
        ${of(({ sending }) => `{${sending.alerts.join()}}`)}::text[],
        ${of(({ report }) => report.incomplete)}::boolean[],
        ${of(({ sending }) => sending.app)}::text[],
        ${of(({ personId }) => personId)}::uuid[],
        ${of(({ report }) => report.sentAt.toISOString())}::timestamptz[])
        with ordinality as r (id, enrolment_id, form_version_id, form, slot, day, version, alerts,
          incomplete, app, sent_by, sent_at, n)
      where (select whole from held_all) order by enrolment_id
    ), counted as (
      insert into report_counts (programme_id, day, form, place_id, group_code, lane, done)
      select programme_id, day, form, place_id, group_code, ${lane}::smallint, done
      from unnest(${arrayOf(counts.map(({ programmeId }) => programmeId))}::bigint[],
        ${arrayOf(counts.map(({ day }) => day))}::date[],
        ${arrayOf(counts.map(({ form }) => form))}::text[],
        ${arrayOf(counts.map(({ placeId }) => placeId))}::bigint[],
        ${arrayOf(counts.map(({ group }) => group))}::text[],
        ${arrayOf(counts.map(({ done }) => done))}::int[])
        as c (programme_id, day, form, place_id, group_code, done)
      where (select whole from held_all)
      order by programme_id, day, form, place_id, group_code
      on conflict (programme_id, day, form, place_id, group_code, lane)
        do update set done = report_counts.done + excluded.done)
    select whole from held_all`.execute(db);
  return rows[0]?.whole ?? false;
}
