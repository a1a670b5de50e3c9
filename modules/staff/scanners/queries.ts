import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { type PeopleTables, staffRealm } from '../../people/public.ts';
import type { PlaceRow, PlaceTable } from '../../places/public.ts';
import { type Level, levelOfRole, roleOfLevel, type ScannerRole } from './contract.ts';
import type { Scanner } from './rules.ts';

type ScannerTable = {
  id: Generated<number>;
  person_id: string;
  site_id: number;
  role: ScannerRole;
  grant_id: number;
  superior_id: number | null;
  superior_role: ScannerRole | null;
  self_disabled: Generated<boolean>;
  line_disabled: Generated<boolean>;
  remark: string | null;
  reports: Generated<boolean>;
  is_current: Generated<boolean>;
  created_at: Date;
  created_by: string | null;
};

export type ScannerRow = Selectable<ScannerTable>;

type Tables = PeopleTables & { scanners: ScannerTable; places: PlaceTable };

const typed = (db: Db) => db.withTables<Tables>();

/** A scanner as the rules see it, with what it takes to show and to change it. */
export type SiteScanner = Scanner &
  Pick<ScannerRow, 'grant_id' | 'remark'> & { name: string; activated: boolean; closed: boolean };

const columns = [
  's.id',
  's.person_id',
  's.role',
  's.superior_id',
  's.self_disabled',
  's.line_disabled',
  's.grant_id',
  's.remark',
] as const;

/**
 * Every scanner of a site, the highest first. A site has as many as a gate needs; the rules look at all of
 * them, because a line is a matter of several.
 */
export async function listScannersOf(
  db: Db,
  scope: PlaceScope,
  siteId: number,
): Promise<SiteScanner[]> {
  const rows = await typed(db)
    .selectFrom('scanners as s')
    .innerJoin('persons as p', 'p.id', 's.person_id')
    .innerJoin('places', 'places.id', 's.site_id')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.person_id', '=', 's.person_id').on('m.realm', '=', staffRealm),
    )
    .select(columns)
    .select(['p.name', 'm.disabled as closed'])
    .select(activated.as('activated'))
    .where('s.site_id', '=', siteId)
    .where(inSubtree('places.path', scope))
    .orderBy(sql`array_position(array['senior_scanner', 'intermediate_scanner'], s.role)`)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    level: levelOfRole(row.role),
    superiorId: row.superior_id,
    selfDisabled: row.self_disabled,
    lineDisabled: row.line_disabled,
    grant_id: row.grant_id,
    remark: row.remark,
    name: row.name,
    closed: row.closed,
    activated: row.activated,
  }));
}

const activated = sql<boolean>`exists (select from accounts a
  where a.person_id = s.person_id and a.realm = ${staffRealm})`;

/** The site of a scanner, where the scope reaches it. */
export function findSiteOf(
  db: Db,
  scope: PlaceScope,
  scannerId: number,
): Promise<PlaceRow | undefined> {
  return typed(db)
    .selectFrom('places')
    .selectAll('places')
    .innerJoin('scanners as s', 's.site_id', 'places.id')
    .where('s.id', '=', scannerId)
    .where(inSubtree('places.path', scope))
    .executeTakeFirst();
}

export type NewScanner = {
  personId: string;
  siteId: number;
  level: Level;
  grantId: number;
  superior: Pick<Scanner, 'id' | 'level'> | null;
  remark?: string | null | undefined;
};

/** Enters an assignment; a second one of the same person breaks `scanners_once`. */
export async function insertScanner(
  db: Db,
  { personId, siteId, level, grantId, superior, remark }: NewScanner,
  by: string | null,
  now: Date,
): Promise<number> {
  const row = await typed(db)
    .insertInto('scanners')
    .values({
      ...{ person_id: personId, site_id: siteId, grant_id: grantId },
      role: roleOfLevel(level),
      superior_id: superior?.id ?? null,
      superior_role: superior ? roleOfLevel(superior.level) : null,
      remark: remark?.trim() || null,
      // Whoever has one site need not choose it.
      is_current: sql<boolean>`not exists (
        select from scanners where person_id = ${personId} and is_current)`,
      ...{ created_at: now, created_by: by },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateFlags(
  db: Db,
  id: number,
  flags: Partial<Pick<ScannerRow, 'self_disabled' | 'line_disabled'>>,
): Promise<void> {
  await typed(db).updateTable('scanners').set(flags).where('id', '=', id).execute();
}

/** Puts scanners under another superior, or under none. */
export async function updateSuperior(
  db: Db,
  ids: number[],
  superior: Pick<Scanner, 'id' | 'level'> | null,
): Promise<void> {
  await typed(db)
    .updateTable('scanners')
    .set({
      superior_id: superior?.id ?? null,
      superior_role: superior ? roleOfLevel(superior.level) : null,
    })
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
}

export async function updateRemark(db: Db, id: number, remark: string | null): Promise<void> {
  await typed(db).updateTable('scanners').set({ remark }).where('id', '=', id).execute();
}

/** The paths of a scope below which its holder answers for all sites: those of an intermediate scanner are none. */
export async function pathsAnsweredFor(db: Db, scope: PlaceScope): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select p.path from scanners s join places p on p.id = s.site_id
    where s.person_id = ${scope.personId} and s.role = 'intermediate_scanner'`.execute(db);
  const own = new Set(rows.map(({ path }) => path));
  return scope.paths.filter((path) => !own.has(path));
}
