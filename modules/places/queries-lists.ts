import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';
import { isOpen, type PlaceRow } from './queries.ts';
import { regionPrefix } from './rules.ts';

export type Lang = 'zh' | 'en';

/** Where a page of a list by name ended. */
export type PlaceKey = readonly [name: string, id: number];

type Page = { lang: Lang; after: PlaceKey | undefined; limit: number };

export type PlaceName = Pick<PlaceRow, 'id' | 'name_zh' | 'name_en'>;
export type ChildRow = PlaceRow & { open: boolean; has_children: boolean };
export type FoundRow = PlaceRow & { open: boolean; above: PlaceName[] };

const columns = sql`p.id, p.parent_id, p.kind, p.code, p.name_zh, p.name_en, p.path, p.created_at,
  p.region_code, p.address, p.remark, p.disabled, ${isOpen('p.path')} as open`;

/** Each language has an index in this order. */
const nameIn = (lang: Lang): RawBuilder<string> =>
  lang === 'zh' ? sql`p.name_zh collate place_names` : sql`p.name_en collate place_names`;

const onward = ({ lang, after }: Page): RawBuilder<boolean> =>
  after ? sql`(${nameIn(lang)}, p.id) > (${after[0]}::text, ${after[1]}::bigint)` : sql`true`;

/** The places directly below one that lies within the scope. */
export async function listChildPlaces(
  db: Db,
  scope: PlaceScope,
  { parentId, kind }: { parentId: number; kind: PlaceRow['kind'] | undefined },
  page: Page,
): Promise<ChildRow[]> {
  const below = kind ? sql`and c.kind = ${kind}` : sql``;
  const { rows } = await sql<ChildRow>`
    select ${columns}, exists (select from places c where c.parent_id = p.id ${below}) as has_children
    from places p
    where p.parent_id = ${parentId} and ${inSubtree('p.path', scope)} and ${onward(page)}
      ${kind ? sql`and p.kind = ${kind}` : sql``}
    order by ${nameIn(page.lang)}, p.id limit ${page.limit}`.execute(db);
  return rows;
}

/** The highest places of the scope; with a kind, those that stand below none of their kind. */
export async function listTopPlaces(
  db: Db,
  scope: PlaceScope,
  kind: PlaceRow['kind'] | undefined,
  page: Page,
): Promise<ChildRow[]> {
  const isTop = kind
    ? sql`p.kind = ${kind} and not exists (select from places m
        where m.id = p.parent_id and m.kind = ${kind} and ${inSubtree('m.path', scope)})`
    : sql`not exists (select from places m where m.id = p.parent_id and ${inSubtree('m.path', scope)})`;
  const below = kind ? sql`and c.kind = ${kind}` : sql``;
  // The scope's own places are found by their ids; those of a kind may stand anywhere below.
  const ids = scope.paths.map((path) => Number(path.split('/').at(-2) || 0));
  const isOwn = sql`(p.id = any(${ids}::bigint[]) or p.parent_id is null)`;
  const { rows } = await sql<ChildRow>`
    select ${columns}, exists (select from places c where c.parent_id = p.id ${below}) as has_children
    from places p
    where ${inSubtree('p.path', scope)} and ${kind ? sql`true` : isOwn} and ${isTop} and ${onward(page)}
    order by ${nameIn(page.lang)}, p.id limit ${page.limit}`.execute(db);
  return rows;
}

export type PlaceFilter = {
  text?: string | undefined;
  kind?: PlaceRow['kind'] | undefined;
  region?: string | undefined;
  belowId?: number | undefined;
  open?: boolean | undefined;
};

/** Whether a name or the code holds a text. The pairs have an index; they may stand apart, so the whole is compared as well. */
function holds(text: string): RawBuilder<boolean> {
  const wanted = text.toLowerCase();
  const pairs = [...wanted].length < 2 ? [wanted] : pairsOf([...wanted]);
  return sql`(name_pairs(array[p.name_zh, p.name_en, p.code]) @> ${pairs}::text[]
    and (position(${wanted} in lower(p.name_zh)) > 0 or position(${wanted} in lower(p.name_en)) > 0
      or position(${wanted} in lower(p.code)) > 0))`;
}

const pairsOf = (letters: string[]): string[] =>
  letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);

/** As `inSubtree`, in words that the index of paths serves: those of one unit are few among all. */
const belowAny = (paths: readonly string[]): RawBuilder<boolean> =>
  sql`(${sql.join(
    paths.map((path) => sql`p.path like ${`${path}%`}`),
    sql` or `,
  )})`;

/** Found in the division, or below the region of the tree that is it. */
async function isWithinRegion(db: Db, code: string): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<{ path: string }>`
    select path from places where kind = 'region' and code = ${code}`.execute(db);
  const found = sql<boolean>`p.region_code like ${`${regionPrefix(code)}%`}`;
  const paths = rows.map(({ path }) => path);
  return paths.length > 0 ? sql`(${found} or ${belowAny(paths)})` : found;
}

async function isBelow(db: Db, id: number): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<{ path: string }>`select path from places where id = ${id}`.execute(
    db,
  );
  return rows[0] ? belowAny([rows[0].path]) : sql`false`;
}

/**
 * The places that a list is taken from. Those of one division or unit are few, and are read by their own index before
 * they are sorted: along the names, all others would have to be passed over.
 */
async function sourceOf(
  db: Db,
  { paths }: PlaceScope,
  { region, belowId }: PlaceFilter,
): Promise<{ given: RawBuilder<unknown>; from: RawBuilder<unknown> }> {
  const narrowing = [
    ...(paths.some(isOfRoot) ? [] : [belowAny(paths)]),
    ...(region ? [await isWithinRegion(db, region)] : []),
    ...(belowId ? [await isBelow(db, belowId)] : []),
  ];
  if (narrowing.length === 0) return { given: sql``, from: sql`places` };
  const where = sql.join(narrowing, sql` and `);
  return {
    given: sql`with few as materialized (select * from places p where ${where})`,
    from: sql`few`,
  };
}

/** `/` and `/1/`. */
const isOfRoot = (path: string): boolean => path.split('/').length <= 3;

const conditions = (
  scope: PlaceScope,
  { text, kind, open }: PlaceFilter,
): RawBuilder<unknown>[] => [
  inSubtree('p.path', scope),
  ...(text ? [holds(text)] : []),
  ...(kind ? [sql`p.kind = ${kind}`] : []),
  ...(open === undefined ? [] : [sql`${isOpen('p.path')} = ${open}`]),
];

/** Places above another that the scope reaches, the highest first. */
const above = (scope: PlaceScope): RawBuilder<PlaceName[]> => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name_zh', u.name_zh, 'name_en', u.name_en)
      order by length(u.path)), '[]')
    from places u
    where u.id = any(string_to_array(btrim(p.path, '/'), '/')::bigint[]) and u.id <> p.id
      and ${inSubtree('u.path', scope)}) as above`;

export async function searchPlaces(
  db: Db,
  scope: PlaceScope,
  filter: PlaceFilter,
  page: Page,
): Promise<FoundRow[]> {
  const { given, from } = await sourceOf(db, scope, filter);
  const where = sql.join([...conditions(scope, filter), onward(page)], sql` and `);
  const { rows } = await sql<FoundRow>`
    ${given} select ${columns}, ${above(scope)} from ${from} p where ${where}
    order by ${nameIn(page.lang)}, p.id limit ${page.limit}`.execute(db);
  return rows;
}

/** A place with whether it is in use and what stands above it. */
export async function findWholePlace(
  db: Db,
  scope: PlaceScope,
  id: number,
): Promise<FoundRow | undefined> {
  const { rows } = await sql<FoundRow>`
    select ${columns}, ${above(scope)} from places p
    where p.id = ${id} and ${inSubtree('p.path', scope)}`.execute(db);
  return rows[0];
}

export type PlaceSums = { regions: number; organisations: number; sites: number };

/** How many places stand below a path, itself left out. */
export async function countBelow(db: Db, path: string): Promise<PlaceSums> {
  const { rows } = await sql<PlaceSums>`
    select (count(*) filter (where kind = 'region'))::int as regions,
      (count(*) filter (where kind = 'organisation'))::int as organisations,
      (count(*) filter (where kind = 'site'))::int as sites
    from places where path like ${`${path}%`} and path <> ${path}`.execute(db);
  return rows[0] as PlaceSums;
}
