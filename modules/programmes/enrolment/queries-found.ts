import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import type { IdentifierLookup } from '../../people/public.ts';
import { unnested } from './queries.ts';
import { standsNear } from './queries-order.ts';
import {
  isBehind,
  listPart,
  listRoster,
  type NameOrder,
  type RosterFilter,
  type RosterOrder,
  type RosterRow,
  type RosterSource,
  sortKey,
} from './queries-roster.ts';

/** Whom a search finds: those whose words fit, and those who have one of the identifiers. */
export type RosterSearch = {
  /** A text search query over the people's words. */
  words: string | null;
  /** What was typed, if it is a single word: those whose names begin with it come first in the order of names. */
  beginning: string | null;
  realm: string;
  /** Such as are found by their hash. */
  identifiers: IdentifierLookup[];
};

/** Of those that a search finds, in the order of names: named so from the beginning, and all others. */
export type FoundSection = 1 | 2;
export type FoundRow = RosterRow & { section: FoundSection };

type FoundNameOrder = Omit<NameOrder, 'after'> & {
  after?: readonly [number, string, number] | undefined;
};
export type FoundOrder = Exclude<RosterOrder, NameOrder> | FoundNameOrder;

/**
 * People whom a search finds, in an order. A surname that a twelfth of a million people have costs as little as a
 * rare one: in the order of names its people stand together, and in any other so close that a page is found among
 * the next ones. Only what neither finds is looked up in the index of words and sorted.
 */
export async function listFound(
  db: Db,
  scope: PlaceScope,
  filter: RosterFilter<FoundOrder>,
  search: RosterSearch,
): Promise<FoundRow[]> {
  const { order } = filter;
  if (order.by === 'name') return listByName(db, scope, { ...filter, order }, search);
  const rest = { ...filter, order };
  const near = order.by === 'sections' ? [] : await listNear(db, scope, { ...rest, order }, search);
  const rows =
    near.length < filter.limit
      ? await listRoster(db, scope, rest, await gathered(db, scope, filter, search))
      : near;
  return rows.map((row) => ({ ...row, section: 2 }));
}

async function listByName(
  db: Db,
  scope: PlaceScope,
  filter: RosterFilter<FoundNameOrder>,
  search: RosterSearch,
): Promise<FoundRow[]> {
  const { beginning } = search;
  const { limit, order } = filter;
  const [begun = 1, ...key] = order.after ?? [];
  const read = async (section: FoundSection, most: number, source: RosterSource) => {
    const after = section === begun && key.length === 2 ? key : undefined;
    const part = { ...filter, order: { ...order, after }, limit: most };
    const rows = await listRoster(db, scope, part, source);
    return rows.map((row) => ({ ...row, section }));
  };
  if (beginning === null) return read(2, limit, await gathered(db, scope, filter, search));
  const named = sql`(${standsNear(beginning)} and ${fits(search)})`;
  const first =
    begun === 1 ? await read(1, limit, { people: sql`enrolments`, condition: named }) : [];
  if (first.length >= limit) return first;
  const found = await gathered(db, scope, filter, search);
  const others = { ...found, condition: sql`not ${named}` };
  return [...first, ...(await read(2, limit - first.length, others))];
}

/** Among so many people a page is looked for before the index of words is asked. */
const nearest = 2000;

/** Those of the next people whom the words find; not all that there are, where they are fewer than a page. */
async function listNear(
  db: Db,
  scope: PlaceScope,
  filter: RosterFilter<Exclude<RosterOrder, { by: 'sections' }>>,
  search: RosterSearch,
): Promise<RosterRow[]> {
  const { programmeId, order } = filter;
  // Whoever is found by a number alone would be missing.
  if (search.words === null || search.identifiers.length > 0) return [];
  const people = sql`(select e.* from enrolments e
    where e.programme_id = ${programmeId} and ${isBehind(order)}
    order by ${sortKey(order)} limit ${nearest})`;
  return listRoster(db, scope, filter, { people, condition: fits(search), isGathered: true });
}

/** Whether the words of `e` fit. The planner is kept from an index that would gather everybody first. */
const fits = ({ words }: RosterSearch): RawBuilder<SqlBool> =>
  sql<SqlBool>`(e.words @@ to_tsquery('simple', ${words})) is true`;

/** The people of so few places are asked for their words one by one. */
const fewPlaces = 20;

/**
 * All whom a search finds, at least of those in the scope. `offset 0` has them looked up by their indexes: to stop
 * at the end of a page, the planner would rather walk through everybody.
 */
async function gathered(
  db: Db,
  scope: PlaceScope,
  { programmeId }: Pick<RosterFilter, 'programmeId'>,
  search: RosterSearch,
): Promise<RosterSource> {
  const { words, realm, identifiers } = search;
  const byWords = sql<SqlBool>`words @@ to_tsquery('simple', ${words})`;
  const byNumber = sql`id in (select id from enrolments where ${byWords} union
    select e.id from ${unnested(identifiers)}
    join identifiers i on i.realm = ${realm} and i.kind = given.kind and i.lookup = given.lookup
    join enrolments e on e.person_id = i.person_id)`;
  const isPlain = identifiers.length === 0;
  const places = isPlain ? await listPart(db, scope, programmeId) : [];
  const isSmall = places.length > 0 && places.length <= fewPlaces;
  const found = isSmall
    ? sql`programme_id = ${programmeId} and place_id = any(${places}::bigint[]) and ${fits(search)}`
    : isPlain
      ? byWords
      : byNumber;
  return { people: sql`(select * from enrolments e where ${found} offset 0)`, isGathered: true };
}
