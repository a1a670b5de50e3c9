import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { liveSession } from '../../people/public.ts';
import { raisingFirst } from '../alerts/queries-raise.ts';
import type { FirstReport } from './first-report.ts';
import type { Preconditions } from './preconditions.ts';

/** One that was written: which of those given, and whose it is. */
export type FirstReportTaken = {
  first: FirstReport;
  personId: string;
  enrolmentId: number;
  placeId: number;
  group: string;
  /** The session, where it is time to note its use. */
  staleSession: string | null;
  sessionSince: Date | null;
};

type TakenRow = Omit<FirstReportTaken, 'first'> & { n: number };

/**
 * Writes plain first reports of one form: looks up the sessions by which they were sent, verifies for
 * each what `assumedState` says, writes those for which it holds, counts them and opens their alerts.
 * Answers those that were written; about the others it says nothing, not even why. Reporting periods are
 * locked as in `insertReports`; one that somebody else holds is left out, so that the others need not
 * wait for it. A day that has a report already has its first version, which is unique.
 */
export async function insertFirstReports(
  db: Db,
  { programme, form: { form, id: formVersionId }, eligibility, declaration }: Preconditions,
  firsts: FirstReport[],
  now: Date,
): Promise<FirstReportTaken[]> {
  const { id: programmeId, version, realm } = programme;
  const of = (value: (first: FirstReport) => string | number | boolean | null) =>
    arrayOf(firsts.map(value));
  const session = {
    tokenHash: sql`decode(i.token_hash, 'hex')`,
    app: sql`i.app`,
    realm: sql`${realm}`,
  };
  const contents = JSON.stringify(firsts.map(({ submission }) => submission.values));
  const { suffix, cte: raised } = raisingFirst({ programmeId, form }, firsts);
  const { rows } = await sql<TakenRow>`/* prepared: reports.first${sql.raw(suffix)} */
    with asked as (
      select i.*, s.person_id, s.stale_session, s.stale_since
      from unnest(${of(({ submission }) => submission.id)}::uuid[],
        ${of(({ session: { tokenHash } }) => tokenHash)}::text[],
        ${of(({ session: { personId } }) => personId)}::text[],
        ${of(({ submission }) => submission.app)}::text[],
        ${of(({ submission }) => submission.slot)}::text[],
        ${of(({ submission }) => submission.day)}::date[],
        ${of(({ submission }) => `{${submission.alerts.join()}}`)}::text[],
        ${of(({ submission }) => submission.incomplete)}::boolean[],
        ${of(({ submission }) => submission.at.toISOString())}::timestamptz[])
        with ordinality as i (id, token_hash, expected, app, slot, day, alerts, incomplete, sent_at, n)
      cross join lateral (${liveSession(session, now)}) s
      where (i.expected is null or s.person_id::text = i.expected)
        and (select p.version from programmes p where p.id = ${programmeId}) = ${version}
    ), held as (
      select i.*, c.enrolment_id, c.place_id, c.group_code
      from asked i cross join lateral (
        select enrolment_id, place_id, group_code from reporting_periods c
        where c.programme_id = ${programmeId} and c.person_id = i.person_id
          and c.due_from <= i.day and c.due_to >= i.day
          and (${declaration}::int is null or (c.declared -> i.app)::int = ${declaration}::int)
          and c.person ->> 'withdrawnOn' is null
          and c.group_code = any(${arrayOf(eligibility.groups)}::text[])
        limit 1 for no key update skip locked) c
    ), added as (
      insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
        content, alerts, incomplete, app, sent_by, sent_at)
      select id, enrolment_id, ${formVersionId}, ${form}, slot, day, 1, true,
        ${contents}::jsonb -> (n - 1)::int, alerts::text[], incomplete, app, person_id, sent_at
      from held on conflict do nothing returning id
    ), taken as (
      select h.* from added join held h on h.id = added.id
    ), counted as (
      insert into count_changes (programme_id, form, days, place_ids, group_codes, changes)
      select ${programmeId}, ${form}, array_agg(day), array_agg(place_id), array_agg(group_code),
        array_agg(1)
      from taken having count(*) > 0)${raised}
    select n, person_id as "personId", enrolment_id as "enrolmentId", place_id as "placeId",
      group_code as "group", stale_session as "staleSession", stale_since as "sessionSince"
    from taken`.execute(db);
  return rows.map(({ n, ...row }) => ({ ...row, first: firsts[n - 1] as FirstReport }));
}
