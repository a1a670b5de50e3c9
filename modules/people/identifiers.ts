import { cleanPhone, maskedPhone } from '../../forms/phone.ts';
import type { IdentifierKind } from '../../forms/sign-in.ts';
import type { Keys } from '../../platform/crypto.ts';
import type { Db } from '../../platform/database.ts';
import { listMainIdentifiers } from './queries.ts';
import { cardLookup } from './roster/rules.ts';
import { usernameLookup } from './username.ts';

/** How identifiers of each kind are stored and looked up; null for what cannot be one. */
const lookups: Record<IdentifierKind, (keys: Keys, value: string) => string | null> = {
  card: (_keys, value) => cardLookup(value) || null,
  // Who types a phone number where either is taken means the phone.
  username: (_keys, value) => (cleanPhone(value) ? null : usernameLookup(value) || null),
  phone: (keys, value) => {
    const phone = cleanPhone(value);
    return phone && keys.hash('people.phone', phone).toString('hex');
  },
};

/** What an identifier is found by: a card or user name as it is written, a phone by its keyed hash. */
export function lookupOf(keys: Keys, kind: IdentifierKind, value: string): string | null {
  return lookups[kind](keys, value);
}

type Owner = { realm: string; kind: IdentifierKind; personId: string };

const purpose = ({ realm, kind, personId }: Owner) => `people.${kind} ${realm} ${personId}`;

/** What is kept beside the hash of a phone; null for an identifier that is found as it is written. */
export function encryptIdentifier(keys: Keys, owner: Owner, value: string): Buffer | null {
  return owner.kind === 'phone' ? keys.seal(purpose(owner), cleanPhone(value) ?? value) : null;
}

/** The identifier that {@link encryptIdentifier} encrypted. */
export function decryptIdentifier(keys: Keys, owner: Owner, encrypted: Buffer): string {
  return keys.open(purpose(owner), encrypted).reveal();
}

/** An identifier as it is shown: a phone is masked. */
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
    value: kind === 'phone' ? maskedPhone(value) : value,
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
