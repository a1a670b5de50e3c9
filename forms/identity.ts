import { isDay } from './days.ts';
import type { Day, IdentityKind, IdentityValue } from './definition.ts';
import type { IssueCode } from './messages.ts';

export const identityKinds: readonly IdentityKind[] = [
  'prc_id',
  'hk_macao_permit',
  'taiwan_permit',
  'passport',
];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

const SHAPES: Record<IdentityKind, RegExp> = {
  prc_id: /^\d{17}[\dX]$/,
  // Home return permit: H or M and 8 digits; older cards add two digits for the renewal.
  hk_macao_permit: /^[HM]\d{8}(?:\d{2})?$/,
  taiwan_permit: /^\d{8}(?:\d{2})?$/,
  // Wider than the nine characters of machine-readable passports: some states print more.
  passport: /^[A-Z\d]{5,15}$/,
};

/** The check digit (GB 11643) for the first 17 digits of a PRC identity number. */
export function prcCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (WEIGHTS[i] ?? 0) * (digits.charCodeAt(i) - 48);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** What is typed for a number in many ways: full-width digits, spaces, lower case. */
export function plainNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/**
 * A document's number in its one written form, or the code of what is wrong with it. `today`
 * bounds the date of birth in a PRC identity number.
 */
export function cleanIdentity(
  kind: IdentityKind,
  typed: string,
  today: Day,
): { value: IdentityValue } | { problem: IssueCode } {
  if (typed.length > 64) return { problem: 'document_number' };
  const number = plainNumber(typed);
  if (!SHAPES[kind].test(number)) {
    return { problem: kind === 'prc_id' ? 'prc_id_length' : 'document_number' };
  }
  if (kind === 'prc_id') {
    const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
    if (!isDay(birth) || birth > today || birth < '1800-01-01') return { problem: 'prc_id_birth' };
    if (prcCheckDigit(number) !== number[17]) return { problem: 'prc_id_checksum' };
  }
  return { value: { kind, number } };
}
