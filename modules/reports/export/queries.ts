import { sql } from 'kysely';
import type { Values } from '../../../forms/definition.ts';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { AlertState } from '../alerts/contract.ts';

export type ExportedReport = {
  enrolmentId: number;
  formVersionId: number;
  day: string;
  version: number;
  content: Values;
  alerts: string[];
  /** Of the newest alert of the same day or entry, whether this version or an earlier one opened it. */
  alertState: AlertState | null;
  incomplete: boolean;
  app: App;
  sentAt: Date;
};

/** The current reports of people whom a scope was checked for, oldest first; between two days or, for null, all. */
export async function listReportsOf(
  db: Db,
  enrolmentIds: number[],
  form: string,
  days: { from: string; to: string } | null,
): Promise<ExportedReport[]> {
  const within = days ? sql`and day between ${days.from}::date and ${days.to}::date` : sql``;
  const { rows } = await sql<ExportedReport>`
    select r.* from unnest(${enrolmentIds}::bigint[]) e (id)
    cross join lateral (
      select enrolment_id as "enrolmentId", form_version_id as "formVersionId", day, version,
        content, alerts, incomplete, app, sent_at as "sentAt",
        (select state from alerts a where a.enrolment_id = e.id and a.form = reports.form
          and a.slot = reports.slot order by a.id desc limit 1) as "alertState"
      from reports where enrolment_id = e.id and form = ${form} and current ${within}
      order by day, sent_at offset 0) r`.execute(db);
  return rows;
}
