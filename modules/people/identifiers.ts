import type { IdentifierKind } from '../../forms/sign-in.ts';
import type { Keys } from '../../platform/crypto.ts';
import type { Db } from '../../platform/database.ts';
import { cleanIdentifier, isPersonalKind, shownIdentifier } from './identifier-kinds.ts';
import { listMainIdentifiers } from './queries.ts';

/** An identifier as it is found: {@link lookupOf}. */
export type IdentifierLookup = { kind: IdentifierKind; lookup: string };

/**
 * What an identifier is found by: its normal form, or the keyed hash of that where it is personal. Null
 * for what cannot be one.
 */
export function lookupOf(keys: Keys, kind: IdentifierKind, value: string): string | null {
  const clean = cleanIdentifier(kind, value);
  if (clean === null || !isPersonalKind(kind)) return clean;
  return keys.hash(`people.${kind}`, clean).toString('hex');
}

/** By what these identifiers are found; what cannot be one is left out. */
export function lookupsOf(keys: Keys, identifiers: readonly ShownIdentifier[]): IdentifierLookup[] {
  return identifiers.flatMap(({ kind, value }) => {
    const lookup = lookupOf(keys, kind, value);
    return lookup === null ? [] : [{ kind, lookup }];
  });
}

type Owner = { realm: string; kind: IdentifierKind; personId: string };

const purpose = ({ realm, kind, personId }: Owner) => `people.${kind} ${realm} ${personId}`;

/** What is kept beside the hash of a personal identifier; null for one that is found as it is written. */
export function encryptIdentifier(keys: Keys, owner: Owner, value: string): Buffer | null {
  const { kind } = owner;
  if (!isPersonalKind(kind)) return null;
  return keys.encrypt(purpose(owner), cleanIdentifier(kind, value) ?? value);
}

/** The identifier that {@link encryptIdentifier} encrypted. */
export function decryptIdentifier(keys: Keys, owner: Owner, encrypted: Buffer): string {
  return keys.decrypt(purpose(owner), encrypted).reveal();
}

/** An identifier as it is shown: masked where it is personal. */
export type ShownIdentifier = { kind: IdentifierKind; value: string };

/** What people are known by in a realm, for lists, records and exports; further identifiers are left out. */
export async function shownIdentifiers(
  db: Db,
  keys: Keys,
  realm: string,
  personIds: string[],
): Promise<Map<string, ShownIdentifier[]>> {
  const whole = await wholeIdentifiers(db, keys, realm, personIds);
  const shown = ({ kind, value }: ShownIdentifier) => ({
    kind,
    value: shownIdentifier(kind, value),
  });
  return new Map([...whole].map(([personId, all]) => [personId, all.map(shown)]));
}

/** As {@link shownIdentifiers}, and not masked: never to be shown to anybody. */
export async function wholeIdentifiers(
  db: Db,
  keys: Keys,
  realm: string,
  personIds: string[],
): Promise<Map<string, { kind: IdentifierKind; value: string }[]>> {
  const rows = await listMainIdentifiers(db, realm, personIds);
  const byPerson = Map.groupBy(rows, ({ person_id }) => person_id);
  const whole = (personId: string) =>
    (byPerson.get(personId) ?? []).map(({ kind, lookup, encrypted }) => ({
      kind,
      value: encrypted ? decryptIdentifier(keys, { realm, kind, personId }, encrypted) : lookup,
    }));
  return new Map([...byPerson.keys()].map((personId) => [personId, whole(personId)]));
}
