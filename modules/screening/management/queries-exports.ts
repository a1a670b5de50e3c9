import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { plainChecks, type Wanted } from './queries-walk.ts';

export type ExportState = 'waiting' | 'running' | 'done' | 'stopped';

type NewExport = {
  id: string;
  personId: string;
  programmeId: number;
  asked: Buffer;
  estimated: number;
  now: Date;
};

export async function insertExport(db: Db, made: NewExport): Promise<void> {
  const { id, personId, programmeId, asked, estimated, now } = made;
  await sql`
    insert into check_exports (id, person_id, programme_id, asked, estimated, made_at)
    values (${id}, ${personId}, ${programmeId}, ${asked}, ${estimated}, ${now})`.execute(db);
}

type Progress = { state: ExportState; rows: number; estimated: number };

/** Whether an export is under way: one that says nothing any more was cut off, by a server that was killed. */
const isUnderWay = (silentSince: Date) =>
  sql`(state = 'running' and coalesce(told_at, made_at) > ${silentSince})`;

/** An export of one's own. */
export async function findExport(
  db: Db,
  personId: string,
  id: string,
  silentSince: Date,
): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select case when state = 'running' and not ${isUnderWay(silentSince)} then 'stopped' else state end as state,
      rows, estimated
    from check_exports where id = ${id} and person_id = ${personId}`.execute(db);
  return rows[0];
}

/** What it is of, while it is wanted, may be fetched and nobody fetches it yet. */
export async function takeExport(
  db: Db,
  { id, oldest, silentSince, now }: { id: string; oldest: Date; silentSince: Date; now: Date },
): Promise<{ asked: Buffer } | undefined> {
  const { rows } = await sql<{ asked: Buffer }>`
    update check_exports set state = 'running', rows = 0, told_at = ${now}
    where id = ${id} and cancelled_at is null and made_at > ${oldest}
      and not ${isUnderWay(silentSince)}
    returning asked`.execute(db);
  return rows[0];
}

/** Says how far it is; answers whether it is still wanted. */
export async function noteRows(db: Db, id: string, count: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update check_exports set rows = ${count}, told_at = ${now} where id = ${id} and cancelled_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}

export async function finishExport(
  db: Db,
  id: string,
  { rows, whole }: { rows: number; whole: boolean },
): Promise<void> {
  const state = whole ? 'done' : 'stopped';
  await sql`update check_exports set rows = ${rows}, state = ${state} where id = ${id}`.execute(db);
}

export async function cancelExport(
  db: Db,
  personId: string,
  id: string,
  now: Date,
): Promise<true | undefined> {
  const { rows } = await sql`
    update check_exports set cancelled_at = coalesce(cancelled_at, ${now}),
      state = case when state = 'waiting' then 'stopped' else state end
    where id = ${id} and person_id = ${personId} returning id`.execute(db);
  return rows.length > 0 ? true : undefined;
}

/** Deletes exports that can be fetched no more. */
export async function deleteOldExports(db: Db, before: Date): Promise<void> {
  await sql`delete from check_exports where made_at < ${before}`.execute(db);
}

/** About how many checks are found: of people who are known they are counted, of all others the planner knows it. */
export async function estimateChecks(
  db: Db,
  wanted: Wanted,
  enrolmentIds: number[] | null,
): Promise<number> {
  const checks = plainChecks(wanted, enrolmentIds);
  if (enrolmentIds) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::float8 as count from (${checks}) c`.execute(db);
    return rows[0]?.count ?? 0;
  }
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) ${checks}`.execute(db);
  return Math.round(rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0);
}
