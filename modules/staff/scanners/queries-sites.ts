import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope, SelfScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { GrantTable } from '../../access/public.ts';
import { isOpen, type PlaceTable } from '../../places/public.ts';
import type { ScannerRole } from './contract.ts';
import type { ScannerRow } from './queries.ts';

type Tables = { places: PlaceTable; grants: GrantTable; scanners: ScannerRow };

const typed = (db: Db) => db.withTables<Tables>();

export type SiteRow = {
  id: number;
  name_zh: string;
  name_en: string;
  path: string;
  parent_zh: string;
  parent_en: string;
  address: string | null;
  remark: string | null;
  region_code: string | null;
  disabled: boolean;
  open: boolean;
  /** The reader's own role there. */
  role: ScannerRole | null;
  scanners: number;
};

const sites = (db: Db, scope: PlaceScope) =>
  typed(db)
    .selectFrom('places')
    .innerJoin('places as parent', 'parent.id', 'places.parent_id')
    .leftJoin('scanners as own', (join) =>
      join.onRef('own.site_id', '=', 'places.id').on('own.person_id', '=', scope.personId),
    )
    .select(['places.id', 'places.name_zh', 'places.name_en', 'places.path'])
    .select(['places.address', 'places.remark', 'places.region_code', 'places.disabled'])
    .select(['parent.name_zh as parent_zh', 'parent.name_en as parent_en', 'own.role'])
    .select(isOpen('places.path').as('open'))
    .select(
      sql<number>`(select count(*) from scanners s where s.site_id = places.id)`.as('scanners'),
    )
    .where('places.kind', '=', 'site')
    .where(inSubtree('places.path', scope));

/** Sites of the scope in the order of their making, each page found by the last id. */
export function listSites(
  db: Db,
  scope: PlaceScope,
  { text, after, limit }: { text: string | undefined; after: number | undefined; limit: number },
): Promise<SiteRow[]> {
  return sites(db, scope)
    .$if(text !== undefined, (query) => query.where(namesContain(text as string)))
    .$if(after !== undefined, (query) => query.where('places.id', '>', after as number))
    .orderBy('places.id')
    .limit(limit)
    .execute();
}

const namesContain = (text: string): RawBuilder<boolean> => {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`(places.name_zh ilike ${pattern} or places.name_en ilike ${pattern})`;
};

export function findSite(db: Db, scope: PlaceScope, id: number): Promise<SiteRow | undefined> {
  return sites(db, scope).where('places.id', '=', id).executeTakeFirst();
}

/**
 * Whom it concerns when a place is disabled: who has a role there or below, how many sites those are, and who
 * has no role in force anywhere else.
 */
export async function findSiteEffect(
  db: Db,
  path: string,
): Promise<{ people: number; sites: number; shutOut: number }> {
  const { rows } = await sql<{ people: number; sites: number; shutOut: number }>`
    with concerned as (
      select distinct g.person_id from grants g join places p on p.id = g.place_id
      where p.path like ${`${path}%`}
    )
    select (select count(*) from concerned) as people,
      (select count(*) from places where kind = 'site' and path like ${`${path}%`}) as sites,
      (select count(*) from concerned c where not exists (
        select from grants g join places on places.id = g.place_id
        where g.person_id = c.person_id and not g.suspended
          and places.path not like ${`${path}%`} and ${isOpen('places.path')}
      )) as "shutOut"`.execute(db);
  return rows[0] as { people: number; sites: number; shutOut: number };
}

export type OwnSite = {
  id: number;
  parent_id: number;
  name_zh: string;
  name_en: string;
  parent_zh: string;
  parent_en: string;
  role: ScannerRole;
  active: boolean;
  reports: boolean;
  is_current: boolean;
};

/** The sites where somebody works, those in use first. */
export function listOwnSites(db: Db, self: SelfScope): Promise<OwnSite[]> {
  return typed(db)
    .selectFrom('scanners as s')
    .innerJoin('places', 'places.id', 's.site_id')
    .innerJoin('places as parent', 'parent.id', 'places.parent_id')
    .innerJoin('grants', 'grants.id', 's.grant_id')
    .select(['places.id', 'places.name_zh', 'places.name_en'])
    .select([
      'parent.id as parent_id',
      'parent.name_zh as parent_zh',
      'parent.name_en as parent_en',
    ])
    .select(['s.role', 's.reports', 's.is_current'])
    .select(sql<boolean>`not grants.suspended and ${isOpen('places.path')}`.as('active'))
    .where('s.person_id', '=', self.personId)
    .orderBy('active', 'desc')
    .orderBy('places.id')
    .execute();
}

/** Says for which sites somebody reports, and at which one they are now; the two statements of one change. */
export async function updateReporting(
  db: Db,
  self: SelfScope,
  siteIds: number[],
  currentId: number,
): Promise<void> {
  const { personId } = self;
  await sql`update scanners set is_current = false where person_id = ${personId} and is_current`.execute(
    db,
  );
  await sql`
    update scanners set reports = site_id = any(${siteIds}::bigint[]), is_current = site_id = ${currentId}
    where person_id = ${personId}`.execute(db);
}
