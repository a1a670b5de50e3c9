import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { type RecordRow, recordColumns, recordJoins } from '../records/queries.ts';

export type AlertRow = RecordRow & {
  alertId: number;
  openedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  note: string | null;
};

/** Alerts of these sites, newest first, those before `after`. */
export async function listAlerts(
  db: Db,
  siteIds: number[],
  { state, after, limit }: { state: 'open' | 'closed'; after: number | undefined; limit: number },
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select a.id as "alertId", a.opened_at as "openedAt", a.closed_at as "closedAt", b.name as "closedBy", a.note,
      ${recordColumns}
    from fever_alerts a join checks c on c.id = a.check_id
    ${recordJoins}
    left join persons b on b.id = a.closed_by
    where a.site_id = any(${siteIds}::bigint[])
      and ${state === 'open' ? sql`a.closed_at is null` : sql`a.closed_at is not null`}
      ${after === undefined ? sql`` : sql`and a.id < ${after}`}
    order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Answers the site, or nothing where it is closed already or of another site. */
export async function closeAlertIn(
  db: Db,
  siteIds: number[],
  { id, note, byId, now }: { id: number; note: string; byId: string; now: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ siteId: number }>`
    update fever_alerts set closed_at = ${now}, closed_by = ${byId}, note = ${note}
    where id = ${id} and site_id = any(${siteIds}::bigint[]) and closed_at is null
    returning site_id as "siteId"`.execute(db);
  return rows[0]?.siteId;
}

export async function hasAlert(db: Db, siteIds: number[], id: number): Promise<boolean> {
  const { rows } = await sql`
    select from fever_alerts where id = ${id} and site_id = any(${siteIds}::bigint[])`.execute(db);
  return rows.length > 0;
}
