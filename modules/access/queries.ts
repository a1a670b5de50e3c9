import type { Generated, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { below } from '../../platform/subtree.ts';
import type { PlaceTable } from '../places/public.ts';

export type Role = 'administrator' | 'organiser' | 'reader';

export type GrantTable = {
  id: Generated<number>;
  person_id: string;
  role: Role;
  place_id: number;
  granted_at: Date;
  granted_by: string | null;
};

export type GrantRow = Selectable<GrantTable> &
  Pick<Selectable<PlaceTable>, 'name_zh' | 'name_en' | 'path'>;

const typed = (db: Db) => db.withTables<{ grants: GrantTable; places: PlaceTable }>();

const grantsWithPlaces = (db: Db) =>
  typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .selectAll('grants')
    .select(['places.name_zh', 'places.name_en', 'places.path']);

/** All grants of one person; asked before there is a scope, by `access` itself. */
export function listGrantsOf(db: Db, personId: string): Promise<GrantRow[]> {
  return grantsWithPlaces(db).where('person_id', '=', personId).orderBy('grants.id').execute();
}

/** Grants on places at or below the scope's. */
export function listGrants(db: Db, scope: PlaceScope): Promise<GrantRow[]> {
  return grantsWithPlaces(db).where(below('places.path', scope)).orderBy('grants.id').execute();
}

export async function insertGrant(
  db: Db,
  grant: Omit<Selectable<GrantTable>, 'id'>,
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
    .where(below('places.path', scope))
    .executeTakeFirst();
  if (grant) await typed(db).deleteFrom('grants').where('id', '=', grantId).execute();
  return grant;
}

/** How many hold the role on a root, from which it reaches everything. */
export async function countAtRoot(db: Db, role: Role): Promise<number> {
  const row = await typed(db)
    .selectFrom('grants')
    .innerJoin('places', 'places.id', 'grants.place_id')
    .where('role', '=', role)
    .where('places.parent_id', 'is', null)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
