import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { joins, type ManagedRow, shown } from './queries-walk.ts';

/** The sites within the scope. */
export async function listSites(db: Db, scope: PlaceScope): Promise<number[]> {
  if (scope.paths.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select s.id from places s where s.kind = 'site' and ${inSubtree('s.path', scope)} order by s.id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

type Holder = { enrolmentId: number; personId: string; name: string };

/** Who takes part in the programme, or did, and has one of these documents. */
export async function findHolders(
  db: Db,
  given: { programmeId: number; realm: string; lookups: string[] },
): Promise<Holder[]> {
  const { programmeId, realm, lookups } = given;
  const { rows } = await sql<Holder>`
    select e.id as "enrolmentId", e.person_id as "personId", p.name
    from identifiers i
    join enrolments e on e.person_id = i.person_id and e.programme_id = ${programmeId}
    join persons p on p.id = e.person_id
    where i.realm = ${realm} and i.kind = 'identity' and i.lookup = any(${arrayOf(lookups)}::text[])`.execute(
    db,
  );
  return rows;
}

export type ManagedDetails = ManagedRow & {
  programmeId: number;
  scannerId: string;
  remark: string | null;
  unverifiedPhone: Buffer | null;
};

/** A check wherever it was made; whoever calls asks whether its reader sees it. */
export async function findManaged(db: Db, id: string): Promise<ManagedDetails | undefined> {
  const { rows } = await sql<ManagedDetails>`
    select ${shown}, e.programme_id as "programmeId", c.scanner_id as "scannerId", c.remark,
      c.unverified_phone as "unverifiedPhone"
    from checks c ${joins} where c.id = ${id}`.execute(db);
  return rows[0];
}

export type AlertOfCheck = {
  openedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  note: string | null;
};

export async function findAlertOf(db: Db, checkId: string): Promise<AlertOfCheck | undefined> {
  const { rows } = await sql<AlertOfCheck>`
    select a.opened_at as "openedAt", a.closed_at as "closedAt", b.name as "closedBy", a.note
    from fever_alerts a left join persons b on b.id = a.closed_by
    where a.check_id = ${checkId}`.execute(db);
  return rows[0];
}

/** How often somebody of the scope was checked at places of the scope, and when last; undone checks do not count. */
export async function countChecks(
  db: Db,
  scope: PlaceScope,
  enrolmentId: number,
): Promise<{ personId: string; placeId: number; count: number; last: Date | null } | undefined> {
  const { rows } = await sql<{
    personId: string;
    placeId: number;
    count: number;
    last: Date | null;
  }>`
    select e.person_id as "personId", e.place_id as "placeId", c.count, c.last
    from enrolments e join places pl on pl.id = e.place_id
    cross join lateral (
      select count(*)::int as count, max(c.checked_at) as last
      from checks c join places site on site.id = c.site_id
      where c.enrolment_id = e.id and c.undone_at is null and ${inSubtree('site.path', scope)}) c
    where e.id = ${enrolmentId} and ${inSubtree('pl.path', scope)}`.execute(db);
  return rows[0];
}
