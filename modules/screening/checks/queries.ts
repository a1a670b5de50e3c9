import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { CheckTable } from '../tables.ts';

type CheckRow = Selectable<CheckTable>;
export type NewCheck = Omit<CheckRow, 'undone_at'>;

const asHex = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`;

/** Writes checks, and answers the ids of those that were not there yet. */
export async function insertChecks(db: Db, checks: NewCheck[]): Promise<Set<string>> {
  const column = (of: (check: NewCheck) => string | number | null) => arrayOf(checks.map(of));
  const { rows } = await sql<{ id: string }>`/* prepared: screening.insert */
    insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
      temperature, remark, shown, colour, conflict, unverified_phone, showing, delete_on)
    select * from unnest(
      ${column(({ id }) => id)}::uuid[],
      ${column(({ enrolment_id }) => enrolment_id)}::bigint[],
      ${column(({ site_id }) => site_id)}::bigint[],
      ${column(({ scanner_id }) => scanner_id)}::uuid[],
      ${column(({ way }) => way)}::text[],
      ${column(({ checked_at }) => checked_at.toISOString())}::timestamptz[],
      ${column(({ recorded_at }) => recorded_at.toISOString())}::timestamptz[],
      ${column(({ temperature }) => temperature)}::numeric[],
      ${column(({ remark }) => remark)}::text[],
      ${column(({ shown }) => shown)}::text[],
      ${column(({ colour }) => colour)}::text[],
      ${column(({ conflict }) => conflict)}::text[],
      ${column(({ unverified_phone }) => asHex(unverified_phone))}::bytea[],
      ${column(({ showing }) => asHex(showing))}::bytea[],
      ${column(({ delete_on }) => delete_on)}::date[])
    on conflict (id) do nothing returning id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Opens an alert for each of these checks. */
export async function insertAlerts(
  db: Db,
  checks: Pick<NewCheck, 'id' | 'site_id'>[],
  now: Date,
): Promise<void> {
  await sql`insert into fever_alerts (check_id, site_id, opened_at)
    select *, ${now}::timestamptz from unnest(
      ${arrayOf(checks.map(({ id }) => id))}::uuid[],
      ${arrayOf(checks.map((each) => each.site_id))}::bigint[])`.execute(db);
}

/** Whether the same showing of a code stands in another check of the scanner that was not undone. */
export async function isShowingUsed(
  db: Db,
  { id, enrolmentId, scannerId }: { id: string; enrolmentId: number; scannerId: string },
  showing: Buffer,
): Promise<boolean> {
  const { rows } = await sql`
    select from checks where enrolment_id = ${enrolmentId} and scanner_id = ${scannerId}
      and showing = ${showing} and undone_at is null and id <> ${id}::uuid limit 1`.execute(db);
  return rows.length > 0;
}

export async function findCheck(db: Db, id: string): Promise<CheckRow | undefined> {
  const { rows } = await sql<CheckRow>`select * from checks where id = ${id}`.execute(db);
  return rows[0];
}

/** Says whether it was still to be undone. */
export async function markUndone(db: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update checks set undone_at = ${now} where id = ${id} and undone_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** Deletes checks past their date, a bounded number at a time; an alert that is open keeps its own. Says how many. */
export async function deleteOldChecks(db: Db, today: string, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from checks where id in (
      select id from checks c where c.delete_on <= ${today}::date
        and not exists (select from fever_alerts a where a.check_id = c.id and a.closed_at is null)
      limit ${most})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
