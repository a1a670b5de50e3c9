import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

/** Makes moves wait for each other, until the transaction ends: of two at once the second sees what the first did. */
export async function lockMoves(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('places.move'))`.execute(db);
}

/** Keeps a place and all above it from being disabled or enabled until the transaction ends. */
export async function holdOpen(db: Db, path: string): Promise<void> {
  await sql`select id from places
    where id = any(string_to_array(btrim(${path}, '/'), '/')::bigint[]) order by id for share`.execute(
    db,
  );
}

/** Everything below follows in the same statement, by the foreign key. */
export async function updateParent(db: Db, id: number, parentId: number): Promise<void> {
  await sql`update places set parent_id = ${parentId} where id = ${id}`.execute(db);
}
