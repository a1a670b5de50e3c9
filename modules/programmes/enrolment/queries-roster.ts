import { type RawBuilder, sql } from 'kysely';
import type { Day, Scalar } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { isAbsentFrom } from './absent.ts';
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

/** Groups or places in the order in which a list goes through them; within each, people by name. */
type Sections = { by: 'group'; keys: string[] } | { by: 'place'; keys: number[] };

type KeyedOrder<By extends KeyOrder> = {
  by: By;
  after?: readonly [string, number] | undefined;
  jumpTo?: string | undefined;
};
export type NameOrder = KeyedOrder<'name'>;

export type RosterOrder =
  /** In the order in which they came. */
  | { by: 'id'; after?: number | undefined }
  | NameOrder
  | KeyedOrder<'known'>
  | { by: 'sections'; sections: Sections; after?: readonly [number, string, number] | undefined };

export type RosterFilter<Order = RosterOrder> = {
  programmeId: number;
  order: Order;
  limit: number;
  group?: string | undefined;
  state?: 'active' | 'withdrawn' | undefined;
  /** Only those who are active and whom this import did not name. */
  absentFrom?: string;
};

/** Of whom a list is made, as `e`. */
export type RosterSource = {
  people: RawBuilder<unknown>;
  condition?: RawBuilder<unknown>;
  /** Has no index any more, and is sorted as a whole. */
  isGathered?: boolean;
};

const everybody: RosterSource = { people: sql`enrolments` };

/** Enrolled people in an order; pages by its key. */
export async function listRoster(
  db: Db,
  scope: PlaceScope,
  filter: RosterFilter,
  source = everybody,
): Promise<RosterRow[]> {
  const { order, limit } = filter;
  const people = sql`select e.id, e.person_id, e.place_id, e.group_code, e.attributes, e.starts_on,
      e.ends_on, e.withdrawn_on, e.name_order, e.known_by, l.path, l.code,
      l.name_zh, l.name_en
    from ${source.people} e join places l on l.id = e.place_id
    where ${sql.join(conditionsOf(scope, filter, source), sql` and `)}`;
  const alongPlaces = order.by === 'name' && !source.isGathered;
  const places = alongPlaces ? await listPart(db, scope, filter.programmeId) : [];
  const { from, orderBy } =
    order.by === 'sections'
      ? inSections(people, order, limit, source.isGathered === true)
      : inOrder(people, order, limit, places);
  const { rows } = await sql<RosterRow>`
    select e.id as "enrolmentId", e.person_id as "personId", persons.name, e.place_id as "placeId",
      e.path as "placePath", e.code as "placeCode", e.name_zh as "placeZh", e.name_en as "placeEn",
      e.group_code as "group", e.attributes, e.starts_on as "startsOn", e.ends_on as "endsOn",
      e.withdrawn_on as "withdrawnOn", e.name_order as "nameOrder", e.known_by as "knownBy"
    from ${from} join persons on persons.id = e.person_id
    order by ${orderBy}`.execute(db);
  return rows;
}

function conditionsOf(
  scope: PlaceScope,
  { programmeId, group, state, absentFrom }: RosterFilter,
  { condition }: RosterSource,
): RawBuilder<unknown>[] {
  return [
    sql`e.programme_id = ${programmeId}`,
    inSubtree('l.path', scope),
    ...(group === undefined ? [] : [sql`e.group_code = ${group}`]),
    ...(state === 'active' ? [sql`e.withdrawn_on is null`] : []),
    ...(state === 'withdrawn' ? [sql`e.withdrawn_on is not null`] : []),
    ...(absentFrom === undefined ? [] : [isAbsentFrom(absentFrom)]),
    ...(condition ? [condition] : []),
  ];
}

/** So many places are gone through one by one, each along an index of its own people. */
const mostPlaces = 200;

/**
 * The places of a scope that is a small part of a programme's places; none where it is all of them or too many. In
 * the order of the whole programme, people of a small part would be far between.
 */
export async function listPart(db: Db, scope: PlaceScope, programmeId: number): Promise<number[]> {
  const { rows } = await sql<{ ids: number[] }>`
    select coalesce(array_agg(part.id), '{}') as ids from (
      select l.id from programmes g join places home on home.id = g.place_id
      join places l on l.path like home.path || '%'
      where g.id = ${programmeId} and ${inSubtree('l.path', scope)}
        and not ${inSubtree('home.path', scope)}
      limit ${mostPlaces + 1}) part`.execute(db);
  const ids = rows[0]?.ids ?? [];
  return ids.length > mostPlaces ? [] : ids;
}

type Ordered = { from: RawBuilder<unknown>; orderBy: RawBuilder<unknown> };
type PlainOrder = Exclude<RosterOrder, { by: 'sections' }>;

/** By what `e` is sorted. */
export const sortKey = ({ by }: PlainOrder): RawBuilder<unknown> =>
  by === 'id' ? sql`e.id` : sql`${orderKey(by)}, e.id`;

/** Whether `e` stands where a page begins, or behind. */
export function isBehind(order: PlainOrder): RawBuilder<unknown> {
  if (order.by === 'id') return order.after === undefined ? sql`true` : sql`e.id > ${order.after}`;
  const { by, after, jumpTo } = order;
  if (after) return sql`(${orderKey(by)}, e.id) > (${after[0]}, ${after[1]}::bigint)`;
  return jumpTo === undefined ? sql`true` : standsFrom(by, jumpTo);
}

function inOrder(
  people: RawBuilder<unknown>,
  order: PlainOrder,
  limit: number,
  places: number[],
): Ordered {
  const orderBy = sortKey(order);
  const page = (of: RawBuilder<unknown>) =>
    sql`(${people} and ${isBehind(order)} ${of} order by ${orderBy} limit ${limit}) e`;
  if (places.length === 0) return { from: page(sql``), orderBy };
  const from = sql`(select e.* from unnest(${places}::bigint[]) as part (id)
    cross join lateral ${page(sql`and e.place_id = part.id`)} order by ${orderBy} limit ${limit}) e`;
  return { from, orderBy };
}

/**
 * Of each section at most a page is read, along an index; how many people there are makes no difference. Who was
 * gathered is sorted.
 */
function inSections(
  people: RawBuilder<unknown>,
  { sections, after }: Extract<RosterOrder, { by: 'sections' }>,
  limit: number,
  isGathered: boolean,
): Ordered {
  const isPlace = sections.by === 'place';
  const keys = isPlace ? sql`${sections.keys}::bigint[]` : sql`${sections.keys}::text[]`;
  const column = sql.ref(isPlace ? 'e.place_id' : 'e.group_code');
  const [section = 0, name = '', id = 0] = after ?? [];
  const orderBy = sql`e.n, e.name_order, e.id`;
  if (isGathered) {
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
