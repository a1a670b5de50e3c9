import { readIdentity } from '../../forms/identity.ts';
import type { IdentifierKind } from '../../forms/sign-in.ts';
import type { Keys } from '../../platform/crypto.ts';
import type { Db } from '../../platform/database.ts';
import { cleanIdentifier, isPersonalKind, maskIdentifier } from './identifier-kinds.ts';
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
export function lookupsOf(keys: Keys, identifiers: readonly Identifier[]): IdentifierLookup[] {
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

/** What somebody is known by. */
export type Identifier = { kind: IdentifierKind; value: string };

/**
 * What people are known by in a realm, for lists, records and exports, masked where it is personal;
 * further identifiers are left out.
 */
export async function listMaskedIdentifiers(
  db: Db,
  keys: Keys,
  realm: string,
  personIds: string[],
): Promise<Map<string, Identifier[]>> {
  const full = await listFullIdentifiers(db, keys, realm, personIds);
  const masked = ({ kind, value }: Identifier) => ({
    kind,
    value: maskIdentifier(kind, value),
  });
  return new Map([...full].map(([personId, all]) => [personId, all.map(masked)]));
}

/** So many characters of a number are enough to tell a document from that of somebody else at hand. */
const leastEnding = 4;

/** Whether the number of somebody's document ends like this, however it is typed; nothing fits where none is known. */
export async function isDocumentEnding(
  { db, keys }: { db: Db; keys: Keys },
  { personId, realm }: { personId: string; realm: string },
  ending: string,
): Promise<boolean> {
  const known = await listFullIdentifiers(db, keys, realm, [personId]);
  const document = known.get(personId)?.find(({ kind }) => kind === 'identity');
  const number = readIdentity(document?.value ?? '')?.number ?? '';
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
      .toUpperCase();
  return plain(ending).length >= leastEnding && plain(number).endsWith(plain(ending));
}

/** As {@link listMaskedIdentifiers}, and not masked: only for those whose permission says that they see numbers in full. */
export async function listFullIdentifiers(
  db: Db,
  keys: Keys,
  realm: string,
  personIds: string[],
): Promise<Map<string, Identifier[]>> {
  const rows = await listMainIdentifiers(db, realm, personIds);
  const byPerson = Map.groupBy(rows, ({ person_id }) => person_id);
  const whole = (personId: string) =>
    (byPerson.get(personId) ?? []).map(({ kind, lookup, encrypted }) => ({
      kind,
      value: encrypted ? decryptIdentifier(keys, { realm, kind, personId }, encrypted) : lookup,
    }));
  return new Map([...byPerson.keys()].map((personId) => [personId, whole(personId)]));
}
