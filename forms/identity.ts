import { isDay } from './days.ts';
import type { Day, IdentityKind, IdentityValue, Text } from './definition.ts';

export const identityIssues = {
  document_kind: { zh: '请选择证件类型。', en: 'Please choose the type of document.' },
  document_number: {
    zh: '证件号码格式不正确，请核对。',
    en: 'This is not a number of such a document. Please check it.',
  },
  not_an_identity: {
    zh: '请填写证件类型和证件号码。',
    en: 'Please enter the type and number of a document.',
  },
  prc_id_birth: {
    zh: '身份证号码中的出生日期不正确，请核对。',
    en: 'The date of birth in this identity number is not a real one. Please check it.',
  },
  prc_id_checksum: {
    zh: '身份证号码校验不通过，请逐位核对。',
    en: 'The check digit of this identity number does not match. Please check every digit.',
  },
  prc_id_length: {
    zh: '身份证号码应为 18 位，末位可为 X。',
    en: 'An identity number has 18 characters: digits, with X possible at the end.',
  },
} satisfies Record<string, Text>;

export type IdentityIssueCode = keyof typeof identityIssues;

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
function plainNumber(typed: string): string {
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
): { value: IdentityValue } | { problem: IdentityIssueCode } {
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
