import { sql } from 'kysely';
import type { Values } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { CauseKind } from './facts.ts';

/** What is on record of people's past, for whoever asks what other rules would have made of it. */

export type ReportRow = {
  id: string;
  enrolmentId: number;
  formVersionId: number;
  version: number;
  content: Values;
  sentAt: Date;
};

/** Every version of every report of these forms that came up to a moment, or ever. */
export async function listReports(
  db: Db,
  enrolmentIds: number[],
  forms: string[],
  upTo: Date | null,
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`/* prepared: codes.reports */
    select r.* from unnest(${arrayOf(enrolmentIds)}::bigint[]) as i (id)
    cross join lateral (
      select r.id, r.enrolment_id as "enrolmentId", r.form_version_id as "formVersionId", r.version,
        r.content, r.sent_at as "sentAt"
      from reports r where r.enrolment_id = i.id and r.form = any(${arrayOf(forms)}::text[])
        and r.sent_at <= coalesce(${upTo}::timestamptz, 'infinity') offset 0) r`.execute(db);
  return rows;
}

export type DecidedOrder = {
  id: string;
  enrolmentId: number;
  rule: string;
  ends: string | null;
  at: Date;
};

export async function listDecidedOrders(
  db: Db,
  enrolmentIds: number[],
  upTo: Date | null,
): Promise<DecidedOrder[]> {
  const { rows } = await sql<DecidedOrder>`
    select id, enrolment_id as "enrolmentId", rule, ends, decided_at as at from code_orders
    where enrolment_id = any(${enrolmentIds}::bigint[]) and state = 'approved'
      and decided_at <= coalesce(${upTo}::timestamptz, 'infinity')`.execute(db);
  return rows;
}

export type AcceptedAppeal = {
  id: number;
  enrolmentId: number;
  rule: string;
  kind: CauseKind;
  cause: string;
  writtenAt: Date;
  at: Date;
};

export async function listAcceptedAppeals(
  db: Db,
  enrolmentIds: number[],
  upTo: Date | null,
): Promise<AcceptedAppeal[]> {
  const { rows } = await sql<AcceptedAppeal>`
    select id, enrolment_id as "enrolmentId", rule, cause_kind as kind, cause_id as cause,
      written_at as "writtenAt", decided_at as at
    from code_appeals
    where enrolment_id = any(${enrolmentIds}::bigint[]) and state = 'accepted'
      and decided_at <= coalesce(${upTo}::timestamptz, 'infinity')`.execute(db);
  return rows;
}

/** Has codes told by a version that says the same as the one before in other words. */
export async function updateVersions(
  db: Db,
  enrolmentIds: number[],
  version: number,
): Promise<void> {
  await sql`
    update code_states s set programme_version = ${version}
    from (select enrolment_id from code_states
      where enrolment_id = any(${enrolmentIds}::bigint[]) and programme_version < ${version}
      order by 1 for no key update) held
    where s.enrolment_id = held.enrolment_id`.execute(db);
}

/** Those of them who take part on a day: neither withdrawn nor merged into another record. */
export async function listTakingPart(
  db: Db,
  enrolmentIds: number[],
  today: string,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from enrolments where id = any(${enrolmentIds}::bigint[])
      and merged_into is null and (withdrawn_on is null or withdrawn_on > ${today}::date)`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
