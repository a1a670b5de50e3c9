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

/** No name that begins so comes behind it. */
const lastCharacter = '\uffff';

/** The name of `e` as it stands in the order of names, behind its letter: the person's own, whose row need not be read. */
export const nameInOrder = sql<string>`substr(e.name_order, 3)`;

/**
 * In which part of the order of names those of `e` stand who are named so from the beginning, in capitals or not;
 * others may stand there as well.
 */
export function standsNear(beginning: string): RawBuilder<boolean> {
  // Figures are in the order of their numbers: 单位10 does not stand between 单位1 and 单位2.
  const start = beginning.toLowerCase().replace(/\d+$/, '');
  if (start === '') return sql<boolean>`true`;
  return sql<boolean>`(e.name_order >= name_order(${start})
    and e.name_order < name_order(${start}) || ${lastCharacter})`;
}
