import {
  type Generated,
  type GeneratedAlways,
  type Insertable,
  type RawBuilder,
  type Selectable,
  sql,
} from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';

export type PlaceTable = {
  id: Generated<number>;
  parent_id: number | null;
  kind: 'region' | 'organisation' | 'site';
  code: string;
  name_zh: string;
  name_en: string;
  /** Follows from the parent's; nobody writes it. */
  path: GeneratedAlways<string>;
  created_at: Date;
  /** GB/T 2260: where it stands. */
  region_code: Generated<string | null>;
  address: Generated<string | null>;
  remark: Generated<string | null>;
  /** Its own flag alone; see {@link isOpen}. */
  disabled: Generated<boolean>;
};

export type PlaceRow = Selectable<PlaceTable>;
type NewPlace = Insertable<PlaceTable>;

const typed = (db: Db) => db.withTables<{ places: PlaceTable }>();

const columns = [
  ...(['id', 'parent_id', 'kind', 'code', 'name_zh', 'name_en', 'path'] as const),
  ...(['created_at', 'region_code', 'address', 'remark', 'disabled'] as const),
] as const;

/**
 * Whether a place is in use: neither it nor any place above it is disabled. `path` names a column of
 * `places`, as in `isOpen('places.path')`.
 */
export function isOpen(path: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (select from places above where above.disabled
    and above.id = any(string_to_array(btrim(${sql.ref(path)}, '/'), '/')::bigint[]))`;
}

/** Every place of the scope, parents before children; siblings by code. What people see is asked for page by page. */
export function listPlaces(db: Db, scope: PlaceScope): Promise<PlaceRow[]> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where(inSubtree('path', scope))
    .orderBy(sql`array_length(string_to_array(path, '/'), 1)`)
    .orderBy('code')
    .execute();
}

/** A place, if it is there and within the scope. */
export function findPlace(db: Db, scope: PlaceScope, id: number): Promise<PlaceRow | undefined> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where('id', '=', id)
    .where(inSubtree('path', scope))
    .executeTakeFirst();
}

/** Where a place stands now. */
export async function findPath(db: Db, id: number): Promise<string> {
  const { path } = await typed(db)
    .selectFrom('places')
    .select('path')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return path;
}

/**
 * Whether the scope covers every tree of the installation. What hangs on no place concerns those alone
 * whose scope does: with several organisations it could be anybody's.
 */
export async function coversEverything(db: Db, scope: PlaceScope): Promise<boolean> {
  const root = await typed(db)
    .selectFrom('places')
    .select('id')
    .where('parent_id', 'is', null)
    .where((of) => of.not(inSubtree('path', scope)))
    .limit(1)
    .executeTakeFirst();
  return root === undefined;
}

export function insertPlace(db: Db, place: NewPlace): Promise<PlaceRow> {
  return typed(db).insertInto('places').values(place).returning(columns).executeTakeFirstOrThrow();
}

/**
 * Adds those whose code the parent does not have yet, and answers them; names of existing ones stay as they
 * are.
 */
export function insertMissingPlaces(db: Db, rows: NewPlace[]): Promise<Pick<PlaceRow, 'id'>[]> {
  return typed(db)
    .insertInto('places')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('places_code_among_siblings').doNothing())
    .returning('id')
    .execute();
}

export function listChildren(
  db: Db,
  scope: PlaceScope,
  parentId: number,
  codes: string[],
): Promise<PlaceRow[]> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where('parent_id', '=', parentId)
    .where('code', 'in', codes)
    .where(inSubtree('path', scope))
    .execute();
}

/** What of a place is changed; what is not named stays. */
export type PlaceChanges = Partial<
  Pick<PlaceRow, 'name_zh' | 'name_en' | 'region_code' | 'address' | 'remark' | 'disabled'>
>;

export function updatePlace(
  db: Db,
  scope: PlaceScope,
  id: number,
  changes: PlaceChanges,
): Promise<PlaceRow | undefined> {
  return typed(db)
    .updateTable('places')
    .set(changes)
    .where('id', '=', id)
    .where(inSubtree('path', scope))
    .returning(columns)
    .executeTakeFirst();
}

/**
 * Keeps whether a place is in use, and who works there, as it is until the transaction ends. Answers it as it
 * is then, or nothing where the scope does not reach.
 */
export function lockPlace(db: Db, scope: PlaceScope, id: number): Promise<PlaceRow | undefined> {
  return typed(db)
    .selectFrom('places')
    .select(columns)
    .where('id', '=', id)
    .where(inSubtree('path', scope))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Whether a place and all above it are in use. */
export async function findIsOpen(db: Db, id: number): Promise<boolean> {
  const row = await typed(db)
    .selectFrom('places')
    .select(isOpen('places.path').as('open'))
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.open ?? false;
}
