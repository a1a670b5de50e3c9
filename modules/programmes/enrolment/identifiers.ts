import { identifiersOf } from '../../../forms/sign-in.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { searchWords } from '../../../platform/search-words.ts';
import { type Identifier, listMaskedIdentifiers } from '../../people/public.ts';
import type { Programme } from '../model.ts';
import { listPlainIdentifiers } from './queries.ts';

/** Adds to rows about people what each is known by, in the programme's order; personal ones are masked. */
export async function withIdentifiers<T extends { personId: string }>(
  { db, keys }: Platform,
  { realm, definition }: Programme,
  rows: T[],
): Promise<(T & { identifiers: Identifier[] })[]> {
  const personIds = rows.map(({ personId }) => personId);
  const known = await listMaskedIdentifiers(db, keys, realm, personIds);
  const order = identifiersOf(definition.signIn).map(({ kind }) => kind);
  return rows.map((row) => {
    const of = known.get(row.personId) ?? [];
    const identifiers = order.flatMap((kind) => of.filter((each) => each.kind === kind));
    return { ...row, identifiers };
  });
}

export type PlainIdentifier = Awaited<ReturnType<typeof listPlainIdentifiers>>[number];

/**
 * The identifiers that people are searched by as they are written, in the programme's order; personal ones are found by
 * their hash. From the record, which may have more than a roster names: further ones, and what a merge brought.
 */
export async function plainIdentifiers(
  db: Db,
  { realm, definition }: Programme,
  people: { personId: string }[],
): Promise<Map<string, PlainIdentifier[]>> {
  const personIds = people.map(({ personId }) => personId);
  const order = identifiersOf(definition.signIn).map(({ kind }) => kind);
  const rows = await listPlainIdentifiers(db, realm, personIds);
  const sorted = rows.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return Map.groupBy(sorted, ({ personId }) => personId);
}

/** By what somebody stands in the order of what people are known by, and by which words they are found. */
export function foundBy(
  name: string,
  known: PlainIdentifier[],
): { knownBy: string; words: string[] } {
  const all = known.map(({ lookup }) => lookup);
  return {
    knownBy: known.find(({ alias }) => !alias)?.lookup ?? '',
    words: searchWords(name, all),
  };
}
