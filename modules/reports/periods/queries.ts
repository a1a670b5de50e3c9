import { sql } from 'kysely';
import type { LatestReport } from '../../../forms/policy.ts';
import type { Db } from '../../../platform/database.ts';
import { typed } from '../tables.ts';
import type { DueChange, NewReportingPeriod, ReportingPeriodRow } from './rules.ts';

/** The reporting periods of these enrolments, locked until the transaction ends. */
export async function lockReportingPeriods(
  db: Db,
  enrolmentIds: number[],
): Promise<Map<number, ReportingPeriodRow>> {
  const { rows } = await sql<ReportingPeriodRow>`
    select enrolment_id as "enrolmentId", programme_id as "programmeId", person_id as "personId",
      person, place_id as "placeId", group_code as "group", milestones, due_from as "from",
      due_to as "to", revision
    from reporting_periods where enrolment_id = any(${enrolmentIds}::bigint[])
    order by person_id for update`.execute(db);
  return new Map(rows.map((row) => [row.enrolmentId, row]));
}

/** The newest versions of a person's reports of forms that milestones are read from. */
export async function listMilestoneSources(
  db: Db,
  enrolmentId: number,
  forms: string[],
): Promise<(LatestReport & { slot: string })[]> {
  const rows = await typed(db)
    .selectFrom('reports')
    .select(['form', 'slot', 'content', 'sent_at'])
    .where('enrolment_id', '=', enrolmentId)
    .where('form', 'in', forms)
    .where('current', '=', true)
    .orderBy('sent_at')
    .execute();
  return rows.map(({ form, slot, content, sent_at }) => ({
    form,
    slot,
    values: content,
    reportedAt: sent_at.toISOString(),
  }));
}

export async function upsertReportingPeriods(
  db: Db,
  reportingPeriods: NewReportingPeriod[],
): Promise<void> {
  await sql`
    insert into reporting_periods
      (enrolment_id, programme_id, person_id, person, place_id, group_code, milestones,
       due_from, due_to, reason)
    select * from unnest(${reportingPeriods.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${reportingPeriods.map(({ programmeId }) => programmeId)}::bigint[],
      ${reportingPeriods.map(({ personId }) => personId)}::uuid[],
      ${reportingPeriods.map(({ person }) => JSON.stringify(person))}::jsonb[],
      ${reportingPeriods.map(({ placeId }) => placeId)}::bigint[],
      ${reportingPeriods.map(({ group }) => group)}::text[],
      ${reportingPeriods.map(({ milestones }) => JSON.stringify(milestones))}::jsonb[],
      ${reportingPeriods.map(({ from }) => from)}::date[],
      ${reportingPeriods.map(({ to }) => to)}::date[],
      ${reportingPeriods.map(({ reason }) => reason)}::text[])
    on conflict (enrolment_id) do update set person = excluded.person,
      place_id = excluded.place_id, group_code = excluded.group_code, milestones = excluded.milestones,
      due_from = excluded.due_from, due_to = excluded.due_to, reason = excluded.reason,
      revision = reporting_periods.revision + 1`.execute(db);
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

/** The reporting period of an enrolment that a scope was checked for, or that is one's own. */
export async function findReportingPeriod(
  db: Db,
  enrolmentId: number,
): Promise<(ReportingPeriodRow & { declared: Record<string, number> }) | undefined> {
  const row = await typed(db)
    .selectFrom('reporting_periods')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { person, milestones, revision, declared } = row;
  return {
    enrolmentId,
    programmeId: row.programme_id,
    personId: row.person_id,
    person,
    placeId: row.place_id,
    group: row.group_code,
    milestones,
    from: row.due_from,
    to: row.due_to,
    revision,
    declared,
  };
}
