import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

/** Notes a look-up by number; those before `since` count no more. */
export async function insertLook(db: Db, personId: string, now: Date, since: Date): Promise<void> {
  // Two phones of one account: one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`screening.looks ${personId}`}, 0))`.execute(
    db,
  );
  await sql`delete from number_looks where person_id = ${personId} and at < ${since}`.execute(db);
  await sql`insert into number_looks (person_id, at) values (${personId}, ${now})`.execute(db);
}

/** Deletes look-ups that count no more. */
export async function deleteOldLooks(db: Db, before: Date): Promise<void> {
  await sql`delete from number_looks where at < ${before}`.execute(db);
}

export async function countLooks(db: Db, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from number_looks where person_id = ${personId} and at >= ${since}`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}
