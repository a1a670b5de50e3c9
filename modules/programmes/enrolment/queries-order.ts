import { type RawBuilder, sql } from 'kysely';

/** Orders of people that begin at whatever name or number is asked for, each along an index. */
export type KeyOrder = 'name' | 'known';

/** By what `e`, an enrolment, stands in such an order; those of one key follow each other by their ids. */
export const orderKey = (by: KeyOrder): RawBuilder<string> =>
  sql.ref(by === 'name' ? 'e.name_order' : 'e.known_by');

/**
 * Whether `e` stands at this beginning of the order or behind it. A letter alone is where all begin that stand
 * under it, Chinese names as well.
 */
export function standsFrom(by: KeyOrder, from: string): RawBuilder<boolean> {
  const letter = /^[a-z#]$/i.test(from) ? from.toUpperCase() : undefined;
  const start = by === 'name' && !letter ? sql`name_order(${from})` : sql`${letter ?? from}`;
  return sql<boolean>`${orderKey(by)} >= ${start}`;
}
