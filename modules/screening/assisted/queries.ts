import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

/** Whom a check of the scanner is about whom the scanner has put on record, both since then. */
export async function findRegistered(
  db: Db,
  { id, scannerId, since }: { id: string; scannerId: string; since: Date },
): Promise<{ siteId: number; personId: string; realm: string } | undefined> {
  const { rows } = await sql<{ siteId: number; personId: string; realm: string }>`
    select c.site_id as "siteId", p.id as "personId", g.realm
    from checks c
    join enrolments e on e.id = c.enrolment_id and e.withdrawn_on is null
    join persons p on p.id = e.person_id
    join programmes g on g.id = e.programme_id
    where c.id = ${id}::uuid and c.scanner_id = ${scannerId} and c.way = 'assisted'
      and c.conflict is null and c.undone_at is null
      and c.recorded_at >= ${since} and exists (
        select from audit_entries a
        where a.person_id = p.id and a.actor_id = c.scanner_id
          and a.action = 'check.person_registered' and a.at >= ${since})`.execute(db);
  return rows[0];
}
