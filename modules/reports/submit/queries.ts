import { sql } from 'kysely';
import type { Day } from '../../../forms/definition.ts';
import type { Enrolment, Milestones } from '../../../forms/policy.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { raising } from '../alerts/queries-raise.ts';
import { typed } from '../tables.ts';
import type { NewVersion, StoredReport, SubmissionState } from './rules.ts';

/** All that is stored about a report that arrives. */
export type StoredState = SubmissionState & {
  /** The programme's version in force. */
  programmeVersion: number;
  /** That of the person's unit. */
  placePath: string;
  /** The report that has the id already, whoever sent it. */
  sameId: StoredReport | null;
};

/** Who sends what, as far as it is needed to find what is stored. */
export type SubmissionKey = {
  personId: string;
  realm: string;
  app: string;
  id: string;
  form: string;
  slot: string;
};

/** As JSON has it. */
type StoredReportJson = Omit<StoredReport, 'sentAt'> & { sentAt: string };

type StateRow = {
  n: number;
  enrolmentId: number;
  programmeId: number;
  programmeVersion: number;
  person: Enrolment;
  placeId: number;
  placePath: string;
  group: string;
  milestones: Milestones;
  from: string | null;
  to: string | null;
  revision: number;
  declared: number | null;
  newest: StoredReportJson | null;
  sameId: StoredReportJson | null;
};

const storedReportJson = sql`jsonb_build_object('id', id, 'enrolmentId', enrolment_id, 'form', form,
  'formVersionId', form_version_id, 'slot', slot, 'day', day, 'version', version,
  'content', content, 'incomplete', incomplete, 'sentAt', sent_at)`;

/** All that is stored about reports that arrive, in one look; nothing for who takes no part. */
export async function listSubmissionStates(
  db: Db,
  keys: SubmissionKey[],
): Promise<(StoredState | null)[]> {
  const of = (name: keyof SubmissionKey) => arrayOf(keys.map((each) => each[name]));
  const { rows } = await sql<StateRow>`/* prepared: reports.states */
    select i.n, c.enrolment_id as "enrolmentId", c.programme_id as "programmeId",
      c.version as "programmeVersion", c.person, c.place_id as "placeId", c.path as "placePath",
      c.group_code as "group", c.milestones, c.due_from as "from", c.due_to as "to",
      c.revision, (c.declared -> i.app)::int as declared,
      newest.report as newest, same_id.report as "sameId"
    from unnest(${of('personId')}::uuid[], ${of('realm')}::text[], ${of('app')}::text[],
      ${of('id')}::uuid[], ${of('form')}::text[], ${of('slot')}::text[])
      with ordinality as i (person_id, realm, app, id, form, slot, n)
    cross join lateral (
      select c.*, p.version, unit.path from programmes p
      join reporting_periods c on c.programme_id = p.id and c.person_id = i.person_id
      join places unit on unit.id = c.place_id
      where p.realm = i.realm limit 1) c
    left join lateral (
      select ${storedReportJson} as report from reports r
      where r.enrolment_id = c.enrolment_id and r.form = i.form and r.slot = i.slot
      order by r.version desc limit 1) newest on true
    left join lateral (
      select ${storedReportJson} as report from reports r where r.id = i.id limit 1) same_id on true
    `.execute(db);
  const states: (StoredState | null)[] = keys.map(() => null);
  for (const row of rows) states[row.n - 1] = stateOf(row, keys[row.n - 1] as SubmissionKey);
  return states;
}

function stateOf(row: StateRow, { personId }: SubmissionKey): StoredState {
  const { enrolmentId, programmeId, programmeVersion, person, placeId, group, declared } = row;
  const { milestones, from, to, revision, placePath } = row;
  const owner = { enrolmentId, programmeId, personId, person };
  const reportingPeriod = { ...owner, placeId, group, milestones, from, to, revision };
  const [newest, sameId] = [storedReportOf(row.newest), storedReportOf(row.sameId)];
  return { programmeVersion, placePath, reportingPeriod, declared, newest, sameId };
}

function storedReportOf(stored: StoredReportJson | null): StoredReport | null {
  return stored && { ...stored, sentAt: new Date(stored.sentAt) };
}

/** How many of a form a person has sent, whatever their versions. */
export async function countEntries(
  db: Db,
  { enrolmentId, form, day }: { enrolmentId: number; form: string; day?: Day | undefined },
): Promise<number> {
  const { count } = await typed(db)
    .selectFrom('reports')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('enrolment_id', '=', enrolmentId)
    .where('form', '=', form)
    .where('current', '=', true)
    .$if(day !== undefined, (query) => query.where('day', '=', day as Day))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Writes reports and what they change about counts and alerts: all of them in one statement, or none when
 * a reporting period is no longer as it was read; says which. Reporting periods are locked so that counts
 * cannot be made for a unit or days that somebody moves at the same moment, and in the order of their
 * people, as everywhere, so that two writers never wait for each other in a circle.
 */
export async function insertReports(db: Db, unsorted: NewVersion[]): Promise<boolean> {
  const writes = unsorted.toSorted((a, b) =>
    a.reportingPeriod.personId < b.reportingPeriod.personId ? -1 : 1,
  );
  const of = (value: (write: NewVersion) => string | number | boolean) =>
    arrayOf(writes.map(value));
  const contents = JSON.stringify(writes.map(({ report }) => report.content));
  const followed = writes.flatMap(({ follows }) => follows ?? []);
  const counted = writes.filter(({ counts }) => counts);
  const ofCounted = (value: (write: NewVersion) => string | number) => arrayOf(counted.map(value));
  const { suffix, cte: raised } = raising(writes);
  const { rows } = await sql<{ whole: boolean }>`/* prepared: reports.insert${sql.raw(suffix)} */
    with held as (
      select from unnest(${of(({ reportingPeriod }) => reportingPeriod.enrolmentId)}::bigint[],
        ${of(({ reportingPeriod }) => reportingPeriod.revision)}::int[]) as i (enrolment_id, revision)
      cross join lateral (
        select from reporting_periods c
        where c.enrolment_id = i.enrolment_id and c.revision = i.revision
        limit 1 for no key update) c
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
        ${of(({ reportingPeriod }) => reportingPeriod.enrolmentId)}::bigint[],
        ${of(({ submission }) => submission.formVersionId)}::bigint[],
        ${of(({ report }) => report.form)}::text[],
        ${of(({ report }) => report.slot)}::text[],
        ${of(({ report }) => report.day)}::date[],
        ${of(({ report }) => report.version)}::int[],
        ${of(({ submission }) => `{${submission.alerts.join()}}`)}::text[],
        ${of(({ report }) => report.incomplete)}::boolean[],
        ${of(({ submission }) => submission.app)}::text[],
        ${of(({ submission, reportingPeriod }) => submission.carerId ?? reportingPeriod.personId)}::uuid[],
        ${of(({ report }) => report.sentAt.toISOString())}::timestamptz[])
        with ordinality as r (id, enrolment_id, form_version_id, form, slot, day, version, alerts,
          incomplete, app, sent_by, sent_at, n)
      where (select whole from held_all)
    ), counted as (
      insert into count_changes (programme_id, form, days, place_ids, group_codes, changes)
      select programme_id, form, array_agg(day), array_agg(place_id), array_agg(group_code),
        array_agg(1)
      from unnest(${ofCounted(({ reportingPeriod }) => reportingPeriod.programmeId)}::bigint[],
        ${ofCounted(({ report }) => report.form)}::text[],
        ${ofCounted(({ report }) => report.day)}::date[],
        ${ofCounted(({ reportingPeriod }) => reportingPeriod.placeId)}::bigint[],
        ${ofCounted(({ reportingPeriod }) => reportingPeriod.group)}::text[])
        as c (programme_id, form, day, place_id, group_code)
      where (select whole from held_all)
      group by 1, 2)${raised}
    select whole from held_all`.execute(db);
  return rows[0]?.whole ?? false;
}
