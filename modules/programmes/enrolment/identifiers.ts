import { identifiersOf } from '../../../forms/sign-in.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type Identifier, listMaskedIdentifiers } from '../../people/public.ts';
import type { Programme } from '../model.ts';

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
