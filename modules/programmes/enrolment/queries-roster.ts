import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day, Scalar } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { IdentifierLookup } from '../../people/public.ts';
import { isAbsentFrom } from './absent.ts';
import { unnested } from './queries.ts';
import { type KeyOrder, orderKey, standsFrom } from './queries-order.ts';

export type RosterRow = {
  enrolmentId: number;
  personId: string;
  name: string;
  placeId: number;
  placePath: string;
  placeCode: string;
  placeZh: string;
  placeEn: string;
  group: string;
  attributes: Record<string, Scalar>;
  startsOn: Day;
  endsOn: Day | null;
  withdrawnOn: Day | null;
  /** Where the person stands in the order of names, and of what people are known by. */
  nameOrder: string;
  knownBy: string;
};

/** Whom a search finds: those whose words fit, and those who have one of the identifiers. */
export type RosterSearch = {
  /** A text search query over the people's words. */
  words: string | null;
  realm: string;
  /** Such as are found by their hash. */
  identifiers: IdentifierLookup[];
};

/** Groups or places in the order in which a list goes through them; within each, people by name. */
type Sections = { by: 'group'; keys: string[] } | { by: 'place'; keys: number[] };

export type RosterOrder =
  /** In the order in which they came. */
  | { by: 'id'; after?: number | undefined }
  | {
      by: KeyOrder;
      after?: readonly [string, number] | undefined;
      jumpTo?: string | undefined;
    }
  | { by: 'sections'; sections: Sections; after?: readonly [number, string, number] | undefined };

export type RosterFilter = {
  programmeId: number;
  order: RosterOrder;
  limit: number;
  search?: RosterSearch;
  group?: string | undefined;
  state?: 'active' | 'withdrawn' | undefined;
  /** Only those who are active and whom this import did not name. */
  absentFrom?: string;
};

/** Enrolled people in an order; pages by its key. */
export async function listRoster(
  db: Db,
  scope: PlaceScope,
  filter: RosterFilter,
): Promise<RosterRow[]> {
  const { order, limit } = filter;
  const people = sql`select e.id, e.person_id, e.place_id, e.group_code, e.attributes, e.starts_on,
      e.ends_on, e.withdrawn_on, e.name_order, e.known_by, l.path, l.code,
      l.name_zh, l.name_en
    from ${matching(filter.search)} e join places l on l.id = e.place_id
    where ${sql.join(conditionsOf(scope, filter), sql` and `)}`;
  const { from, orderBy } = ordered(people, order, limit, filter.search !== undefined);
  const { rows } = await sql<RosterRow>`
    select e.id as "enrolmentId", e.person_id as "personId", persons.name, e.place_id as "placeId",
      e.path as "placePath", e.code as "placeCode", e.name_zh as "placeZh", e.name_en as "placeEn",
      e.group_code as "group", e.attributes, e.starts_on as "startsOn", e.ends_on as "endsOn",
      e.withdrawn_on as "withdrawnOn", e.name_order as "nameOrder", e.known_by as "knownBy"
    from ${from} join persons on persons.id = e.person_id
    order by ${orderBy}`.execute(db);
  return rows;
}

function conditionsOf(scope: PlaceScope, filter: RosterFilter): RawBuilder<unknown>[] {
  const { programmeId, group, state, absentFrom } = filter;
  return [
    sql`e.programme_id = ${programmeId}`,
    inSubtree('l.path', scope),
    ...(group === undefined ? [] : [sql`e.group_code = ${group}`]),
    ...(state === 'active' ? [sql`e.withdrawn_on is null`] : []),
    ...(state === 'withdrawn' ? [sql`e.withdrawn_on is not null`] : []),
    ...(absentFrom === undefined ? [] : [isAbsentFrom(absentFrom)]),
  ];
}

type Ordered = { from: RawBuilder<unknown>; orderBy: RawBuilder<unknown> };

function ordered(
  people: RawBuilder<unknown>,
  order: RosterOrder,
  limit: number,
  isSearched: boolean,
): Ordered {
  if (order.by === 'sections') return inSections(people, order, limit, isSearched);
  if (order.by === 'id') {
    const { after } = order;
    const behind = after === undefined ? sql`` : sql`and e.id > ${after}`;
    return { from: sql`(${people} ${behind} order by e.id limit ${limit}) e`, orderBy: sql`e.id` };
  }
  const { by, after, jumpTo } = order;
  const column = orderKey(by);
  const behind = after
    ? sql`and (${column}, e.id) > (${after[0]}, ${after[1]}::bigint)`
    : jumpTo === undefined
      ? sql``
      : sql`and ${standsFrom(by, jumpTo)}`;
  const orderBy = sql`${column}, e.id`;
  return { from: sql`(${people} ${behind} order by ${orderBy} limit ${limit}) e`, orderBy };
}

/**
 * Of each section at most a page is read, along an index; how many people there are makes no difference. Whom
 * a search finds are found once, and sorted.
 */
function inSections(
  people: RawBuilder<unknown>,
  { sections, after }: Extract<RosterOrder, { by: 'sections' }>,
  limit: number,
  isSearched: boolean,
): Ordered {
  const isPlace = sections.by === 'place';
  const keys = isPlace ? sql`${sections.keys}::bigint[]` : sql`${sections.keys}::text[]`;
  const column = sql.ref(isPlace ? 'e.place_id' : 'e.group_code');
  const [section = 0, name = '', id = 0] = after ?? [];
  const orderBy = sql`e.n, e.name_order, e.id`;
  if (isSearched) {
    const all = sql`select e.*, s.n from (${people}) e
      join unnest(${keys}) with ordinality as s (key, n) on s.key = ${column}`;
    const from = sql`(select * from (${all}) e
      where (e.n, e.name_order, e.id) > (${section}, ${name}, ${id}::bigint)
      order by ${orderBy} limit ${limit}) e`;
    return { from, orderBy };
  }
  return {
    orderBy,
    from: sql`(select e.*, s.n from unnest(${keys}) with ordinality as s (key, n)
      cross join lateral (${people} and ${column} = s.key
        and (s.n > ${section} or (e.name_order, e.id) > (${name}, ${id}::bigint))
        order by e.name_order, e.id limit ${limit}) e
      where s.n >= ${section} order by s.n, e.name_order, e.id limit ${limit}) e`,
  };
}

/**
 * All enrolments, or those that a search finds. `offset 0` has them looked up by their indexes: to stop
 * at the end of a page, the planner would rather walk through everybody.
 */
function matching(search: RosterSearch | undefined): RawBuilder<unknown> {
  if (!search) return sql`enrolments`;
  const byWords = sql<SqlBool>`words @@ to_tsquery('simple', ${search.words})`;
  const { realm, identifiers } = search;
  const fits =
    identifiers.length > 0
      ? sql`id in (select id from enrolments where ${byWords} union
          select e.id from ${unnested(identifiers)}
          join identifiers i on i.realm = ${realm} and i.kind = given.kind
            and i.lookup = given.lookup
          join enrolments e on e.person_id = i.person_id)`
      : byWords;
  return sql`(select * from enrolments where ${fits} offset 0)`;
}
