import type { FieldProblem } from '../../../platform/contract.ts';
import { cleanIdentifier } from '../identifier-kinds.ts';
import { sameName } from '../roster/rules.ts';

const shape = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]{0,28}[\p{L}\p{M}\p{N}])$/u;

/** A user name that somebody chooses, as it is stored, or null: nobody must take it for a phone number. */
export function chosenUsername(typed: string): string | null {
  const username = cleanIdentifier('username', typed);
  return username !== null && shape.test(username) ? username : null;
}

/** A person's name as it is stored; null for one without a letter. */
export function chosenName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(name) && !/\p{C}/u.test(name) ? name : null;
}

/** What is on record of somebody with the document that a person registers with. */
export type OnRecord = {
  name: string;
  disabled: boolean;
  hasAccount: boolean;
  /** The phone as it is looked up. */
  phone: string | null;
};

/** What somebody has shown who says that a record is theirs. */
type Shown = { name: string; phone: string; hasCode: boolean };

/**
 * What becomes of a registration. Whoever does not know the name on record learns no more than that the document
 * is of no use to them: neither whether its owner has registered, nor which phone is on record.
 */
export function decideClaim(
  record: OnRecord | undefined,
  shown: Shown,
):
  | 'new'
  | 'claimed'
  | 'identity_on_record'
  | 'identity_registered'
  | 'identity_in_person'
  | 'identity_claim' {
  if (!record) return 'new';
  if (record.disabled || !sameName(shown.name, record.name)) return 'identity_on_record';
  if (record.hasAccount) return 'identity_registered';
  if (record.phone === null) return 'identity_in_person';
  return record.phone === shown.phone || shown.hasCode ? 'claimed' : 'identity_claim';
}

/**
 * What becomes of somebody who stands before a member of staff with the document: registered, or given the phone
 * that they have shown to hold, or neither, since an account is its owner's alone.
 */
export type InPerson = 'registered' | 'phone_set' | 'on_record' | 'name_differs';

export function decideInPerson(
  record: OnRecord | undefined,
  { name, hasNewPhone }: { name: string; hasNewPhone: boolean },
): InPerson {
  if (!record) return 'registered';
  if (!sameName(name, record.name)) return 'name_differs';
  return hasNewPhone && !record.hasAccount && !record.disabled ? 'phone_set' : 'on_record';
}

/** Problems of the fields `username` and `name`, as far as nobody has to be asked. */
export function chosenProblems(username: string | null, name: string | null): FieldProblem[] {
  return [
    ...(username === null ? [{ path: 'username', code: 'username_invalid' }] : []),
    ...(name === null ? [{ path: 'name', code: 'name_invalid' }] : []),
  ];
}
