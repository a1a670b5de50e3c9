import { type Generated, type RawBuilder, type Selectable, sql } from 'kysely';
import type { PermissionName } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';
import { isOpen, type PlaceTable } from '../places/public.ts';
import type { RolePermissionTable, RoleTable } from './queries-roles.ts';
import type { RootHolder } from './rules.ts';

export type GrantTable = {
  id: Generated<number>;
  person_id: string;
  /** Code of a role. */
  role: string;
  place_id: number;
  granted_at: Date;
  granted_by: string | null;
  /** Held, and gives nothing for now. */
  suspended: Generated<boolean>;
};

export type GrantRow = Selectable<GrantTable> &
  Pick<Selectable<PlaceTable>, 'name_zh' | 'name_en' | 'path'> & {
    role_zh: string;
    role_en: string;
  };

const typed = (db: Db) =>
  db.withTables<{
    grants: GrantTable;
    places: PlaceTable;
    roles: RoleTable;
    role_permissions: RolePermissionTable;
  }>();

/** A grant's role as it is shown. */
export const roleOf = ({ role, role_zh, role_en }: GrantRow) => ({
  code: role,
  zh: role_zh,
  en: role_en,
});

const grantsWithPlaces = (db: Db) =>
  typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .innerJoin('roles', 'roles.code', 'grants.role')
    .selectAll('grants')
    .select(['places.name_zh', 'places.name_en', 'places.path'])
    .select(['roles.name_zh as role_zh', 'roles.name_en as role_en']);

/** Whether a grant counts: it is not suspended, and its place is in use. */
const inForce = (): RawBuilder<boolean> =>
  sql<boolean>`(not grants.suspended and ${isOpen('places.path')})`;

const permissionsOfAllGrants = (db: Db) =>
  typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .innerJoin('role_permissions', 'role_permissions.role', 'grants.role');

const permissionsOfGrants = (db: Db) => permissionsOfAllGrants(db).where(inForce());

/** The places on which somebody holds one of these permissions. Every request of staff asks this. */
export async function listPathsOf(
  db: Db,
  personId: string,
  permissions: string[],
): Promise<string[]> {
  const rows = await permissionsOfGrants(db)
    .select('places.path')
    .where('grants.person_id', '=', personId)
    .where('role_permissions.permission', 'in', permissions)
    .execute();
  return rows.map(({ path }) => path);
}

/** Every permission that the rows of somebody's roles name, with the place; some may not exist. */
export function listHeldPermissions(
  db: Db,
  personId: string,
): Promise<{ permission: string; path: string }[]> {
  return permissionsOfGrants(db)
    .select(['role_permissions.permission', 'places.path'])
    .distinct()
    .where('grants.person_id', '=', personId)
    .orderBy('role_permissions.permission')
    .execute();
}

/** The same of all their grants, also of those that do not count now and may again tomorrow. */
export function listGrantedPermissions(
  db: Db,
  personId: string,
): Promise<{ permission: string; path: string }[]> {
  return permissionsOfAllGrants(db)
    .select(['role_permissions.permission', 'places.path'])
    .distinct()
    .where('grants.person_id', '=', personId)
    .execute();
}

/** The grants of one person that count. */
export function listGrantsInForce(db: Db, personId: string): Promise<GrantRow[]> {
  return grantsWithPlaces(db)
    .where('person_id', '=', personId)
    .where(inForce())
    .orderBy('grants.id')
    .execute();
}

/** Those of these people who hold grants of which none counts: they are shut out. */
export async function listShutOut(db: Db, personIds: string[]): Promise<string[]> {
  const rows = await typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .select('person_id')
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .groupBy('person_id')
    .having(sql<boolean>`not bool_or(${inForce()})`)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/**
 * Whom a place shuts out that closes: those who hold a grant there or below that counts, and none elsewhere but at places
 * that close as well.
 */
export async function listShutOutBy(
  db: Db,
  path: string,
  closing: readonly string[],
): Promise<string[]> {
  const closes = sql<boolean>`exists (select from unnest(${closing}::text[]) as closed(path)
    where starts_with(places.path, closed.path))`;
  const rows = await typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .select('person_id')
    .where(inForce())
    .where(
      sql<boolean>`person_id in (select g.person_id from grants g join places at on at.id = g.place_id
        where at.path like ${`${path}%`})`,
    )
    .groupBy('person_id')
    .having(sql<boolean>`bool_and(${closes})`)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** All who hold a grant on a place or below it, in the order of their ids. */
export async function listHoldersBelow(db: Db, path: string): Promise<string[]> {
  const rows = await typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .select('person_id')
    .distinct()
    .where('places.path', 'like', `${path}%`)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** How many people hold a grant on a place or below it. */
export async function countHoldersBelow(db: Db, path: string): Promise<number> {
  const { people } = await typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .select(sql<number>`count(distinct person_id)::int`.as('people'))
    .where('places.path', 'like', `${path}%`)
    .executeTakeFirstOrThrow();
  return people;
}

/** Gives a grant another role; whoever calls has asked whether the actor may do that. */
export async function updateGrantRole(db: Db, id: number, role: string): Promise<void> {
  await typed(db).updateTable('grants').set({ role }).where('id', '=', id).execute();
}

/** Says of grants whether they count, as far as that is not the place's doing. */
export async function updateSuspended(
  db: Db,
  grants: { id: number; suspended: boolean }[],
): Promise<void> {
  await sql`
    update grants g set suspended = given.suspended from unnest(
      ${grants.map(({ id }) => id)}::bigint[], ${grants.map(({ suspended }) => suspended)}::boolean[]
    ) as given (id, suspended)
    where g.id = given.id and g.suspended <> given.suspended`.execute(db);
}

/** All grants of one person; asked before there is a scope, by `access` itself. */
export function listGrantsOf(db: Db, personId: string): Promise<GrantRow[]> {
  return grantsWithPlaces(db).where('person_id', '=', personId).orderBy('grants.id').execute();
}

/** Grants on places at or below the scope's, of these people where they are named. */
export function listGrants(
  db: Db,
  scope: PlaceScope,
  personIds?: readonly string[],
): Promise<GrantRow[]> {
  return grantsWithPlaces(db)
    .where(inSubtree('places.path', scope))
    .$if(personIds !== undefined, (query) =>
      query.where('grants.person_id', '=', sql<string>`any(${personIds}::uuid[])`),
    )
    .orderBy('grants.id')
    .execute();
}

/** One person's grants on places at or below the scope's, with what each names and whether it counts. */
export function listGrantsWithin(
  db: Db,
  scope: PlaceScope,
  personId: string,
): Promise<(GrantRow & { in_force: boolean; permissions: string[] })[]> {
  return grantsWithPlaces(db)
    .select(inForce().as('in_force'))
    .select(
      sql<
        string[]
      >`array(select permission from role_permissions rp where rp.role = grants.role)`.as(
        'permissions',
      ),
    )
    .where('person_id', '=', personId)
    .where(inSubtree('places.path', scope))
    .orderBy('places.path')
    .orderBy('grants.id')
    .execute();
}

/** Enters a grant and answers its id; whoever calls has asked whether the actor may give it. */
export async function insertGrant(
  db: Db,
  grant: Omit<Selectable<GrantTable>, 'id' | 'suspended'>,
): Promise<number> {
  const row = await typed(db)
    .insertInto('grants')
    .values(grant)
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Takes a grant back; answers what it was, or nothing where the scope does not reach. */
export async function deleteGrant(
  db: Db,
  scope: PlaceScope,
  personId: string,
  grantId: number,
): Promise<GrantRow | undefined> {
  const grant = await grantsWithPlaces(db)
    .where('grants.id', '=', grantId)
    .where('person_id', '=', personId)
    .where(inSubtree('places.path', scope))
    .executeTakeFirst();
  if (grant) await typed(db).deleteFrom('grants').where('id', '=', grantId).execute();
  return grant;
}

/** Who holds the permission on a root, from which it reaches everything below. */
export async function listHoldersAtRoot(db: Db, permission: PermissionName): Promise<string[]> {
  const grants = await permissionsOfGrants(db)
    .select('grants.person_id')
    .distinct()
    .where('role_permissions.permission', '=', permission)
    .where('places.parent_id', 'is', null)
    .execute();
  return grants.map(({ person_id }) => person_id);
}

/** Who holds which of these permissions on a root. */
export async function listRootHolders(
  db: Db,
  permissions: readonly PermissionName[],
): Promise<RootHolder[]> {
  return permissionsOfGrants(db)
    .select(['grants.place_id as placeId', 'grants.person_id as personId'])
    .select(sql<string[]>`array_agg(distinct role_permissions.permission)`.as('permissions'))
    .where('role_permissions.permission', 'in', [...permissions])
    .where('places.parent_id', 'is', null)
    .groupBy(['grants.place_id', 'grants.person_id'])
    .execute();
}
