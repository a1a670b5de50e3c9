import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

/**
 * A programme of which people stand below a path that lies no longer within it. Only those above the old parent
 * can have lost them: what stands below the moved place has come along.
 */
export async function findLeftProgramme(
  db: Db,
  { path, from }: { path: string; from: string },
): Promise<{ id: number; version: number } | undefined> {
  const { rows } = await sql<{ id: number; version: number }>`
    select g.id, g.version from programmes g join places top on top.id = g.place_id
    where starts_with(${from}, top.path) and not starts_with(${path}, top.path) and exists (
      select from places p join enrolments e on e.place_id = p.id and e.programme_id = g.id
      where p.path like ${`${path}%`})
    order by g.id limit 1`.execute(db);
  return rows[0];
}

/** How many take part in programmes at a place and below it. */
export async function countPeopleBelow(db: Db, path: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct e.person_id)::int as people
    from places p join enrolments e on e.place_id = p.id
    where p.path like ${`${path}%`} and e.withdrawn_on is null`.execute(db);
  return rows[0]?.people ?? 0;
}
