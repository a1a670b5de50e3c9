import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { PlaceTable } from '../../places/public.ts';
import type { KnownPlace } from './known-places.ts';

const typed = (db: Db) => db.withTables<{ places: PlaceTable }>();

const columns = [
  ...(['id', 'parent_id', 'kind', 'code', 'path', 'name_zh', 'name_en'] as const),
  ...(['region_code', 'address', 'remark', 'disabled'] as const),
] as const;

/** Every place of the scope, parents before children. */
export function listKnownPlaces(db: Db, scope: PlaceScope): Promise<KnownPlace[]> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where(inSubtree('path', scope))
    .orderBy(sql`length(path) - length(replace(path, '/', ''))`)
    .orderBy('code')
    .execute();
}

/** These places as they are now, and until the transaction ends. */
export function lockKnownPlaces(db: Db, scope: PlaceScope, ids: number[]): Promise<KnownPlace[]> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .where(inSubtree('path', scope))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
