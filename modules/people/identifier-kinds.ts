import { masked } from '../../forms/fields/masked.ts';
import { identityText, readIdentity } from '../../forms/identity.ts';
import { cleanPhone, maskedPhone } from '../../forms/phone.ts';
import type { IdentifierKind } from '../../forms/sign-in.ts';

/** What is done with identifiers of one kind. All other code asks here, instead of which kind it is. */
type KindTraits = {
  /** The form in which it is stored and looked for; null for what cannot be one. */
  clean(typed: string): string | null;
  /** Only one person of a realm may have it. Others may be shared, by people who are told apart by user name. */
  unique: boolean;
  /**
   * How a personal one is shown. It is encrypted, and found by a keyed hash. Null: it is stored, found and
   * shown as it is written, which the check of the table `identifiers` must allow for the kind.
   */
  mask: ((value: string) => string) | null;
};

const narrow = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, '');

/** A card number as it is stored and looked for: full-width digits narrowed, no white space. */
export const cardLookup = narrow;

/** A user name as it is stored and looked for: as {@link cardLookup}, in small letters. */
export const usernameLookup = (username: string): string => narrow(username).toLowerCase();

const kinds: Record<IdentifierKind, KindTraits> = {
  card: { clean: (typed) => cardLookup(typed) || null, unique: true, mask: null },
  username: {
    // Who types a phone number where either is taken means the phone.
    clean: (typed) => (cleanPhone(typed) ? null : usernameLookup(typed) || null),
    unique: true,
    mask: null,
  },
  phone: { clean: cleanPhone, unique: false, mask: maskedPhone },
  // A document with its number. Two documents of one person are two of them.
  identity: { clean: cleanDocument, unique: true, mask: maskedDocument },
};

function cleanDocument(typed: string): string | null {
  const document = readIdentity(typed);
  return document && identityText(document);
}

/** Shows the number alone, for whoever is shown it knows the person. */
function maskedDocument(value: string): string {
  return masked(readIdentity(value)?.number ?? '****', 2);
}

/** An identifier in the form in which it is stored and looked for; null for what cannot be one. */
export function cleanIdentifier(kind: IdentifierKind, typed: string): string | null {
  return kinds[kind].clean(typed);
}

/** Whether only one person of a realm may have such an identifier. */
export function isUniqueKind(kind: IdentifierKind): boolean {
  return kinds[kind].unique;
}

/** Whether such identifiers are encrypted, found by a keyed hash, and shown masked. */
export function isPersonalKind(kind: IdentifierKind): boolean {
  return kinds[kind].mask !== null;
}

/** An identifier as it may be shown: masked where it is personal. */
export function maskIdentifier(kind: IdentifierKind, value: string): string {
  return kinds[kind].mask?.(value) ?? value;
}
