import { type RawBuilder, sql } from 'kysely';
import { type KeyOrder, orderKey, standsFrom } from '../../programmes/public.ts';

/** By name, by what people are known by, or place by place as they are given, each by name. */
export type PeopleOrder =
  | { by: KeyOrder; jumpTo?: string | undefined }
  | { by: 'place'; placeIds: number[] };

/** What a row is sorted by: behind that of the last row begins the next page. */
export type Key = readonly (string | number)[];

/** How rows of `e`, an enrolment, are sorted. */
export type Sorting = {
  join: RawBuilder<unknown>;
  keys: RawBuilder<unknown>[];
  /** Where the list begins. */
  begins: RawBuilder<unknown>;
};

export function sortingOf(order: PeopleOrder): Sorting {
  if (order.by === 'place') {
    return {
      join: sql`join unnest(${order.placeIds}::bigint[]) with ordinality as s (place_id, n)
        on s.place_id = e.place_id`,
      keys: [sql`s.n`, orderKey('name')],
      begins: sql`true`,
    };
  }
  const { by, jumpTo } = order;
  const begins = jumpTo === undefined ? sql`true` : standsFrom(by, jumpTo);
  return { join: sql``, keys: [orderKey(by)], begins };
}

/** The pieces of a statement that reads one page of sorted rows. */
export function pageBy(
  keys: RawBuilder<unknown>[],
  after: Key | undefined,
  direction: 'asc' | 'desc' = 'asc',
) {
  const [order, beyond] = direction === 'asc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const names = keys.map((_, index) => sql.ref(`k${index + 1}`));
  const behind = (after ?? []).map((part) =>
    typeof part === 'number' ? sql`${part}::bigint` : sql`${part}`,
  );
  return {
    /** What rows are sorted by, as columns with names of their own. */
    columns: sql.join(keys.map((key, index) => sql`${key} as ${names[index]}`)),
    behind: after ? sql`(${sql.join(keys)}) ${beyond} (${sql.join(behind)})` : sql`true`,
    /** By these columns. */
    orderBy: sql.join(names.map((name) => sql`${name} ${order}`)),
    key: sql<Key>`jsonb_build_array(${sql.join(names)})`,
  };
}
