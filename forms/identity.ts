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
  document_other: {
    zh: '这是另一种证件的号码，请核对证件类型。',
    en: 'This is the number of another type of document. Please check the type.',
  },
  prc_id_birth: {
    zh: '证件号码中的出生日期不正确，请核对。',
    en: 'The date of birth in this number is not a real one. Please check it.',
  },
  prc_id_checksum: {
    zh: '证件号码校验不通过，请逐位核对。',
    en: 'The check digit of this number does not match. Please check every digit.',
  },
  prc_id_length: {
    zh: '身份证号码应为 18 位，末位可为 X。',
    en: 'An identity number has 18 characters: digits, with X possible at the end.',
  },
} satisfies Record<string, Text>;

export type IdentityIssueCode = keyof typeof identityIssues;

export const identityKinds = [
  'prc_id',
  'hk_macao_residence',
  'taiwan_residence',
  'foreigner_residence',
  'hk_macao_permit',
  'taiwan_permit',
  'passport',
] as const satisfies readonly IdentityKind[];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** 18 characters with a date of birth and a check digit, as GB 11643 has them for citizens. */
const LIKE_CITIZENS = /^\d{17}[\dX]$/;

const SHAPES: Record<IdentityKind, RegExp> = {
  prc_id: LIKE_CITIZENS,
  // Numbers of citizens whose first six digits name a region (State Council Office, 2018, No. 81).
  hk_macao_residence: LIKE_CITIZENS,
  taiwan_residence: LIKE_CITIZENS,
  // Since December 2023: 9, province, country in figures, date of birth, check digit as for citizens.
  // Before: country in letters and 12 digits, whose own check digit is not documented publicly.
  foreigner_residence: /^(?:\d{17}[\dX]|[A-Z]{3}\d{12})$/,
  // Home return permit: H or M and 8 digits; older cards add two digits for the renewal.
  hk_macao_permit: /^[HM]\d{8}(?:\d{2})?$/,
  taiwan_permit: /^\d{8}(?:\d{2})?$/,
  // Wider than the nine characters of machine-readable passports: some states print more.
  passport: /^[A-Z\d]{5,15}$/,
};

/** Whose document bears a number that is written like a citizen's. */
function bearerOf(number: string): IdentityKind {
  if (/^8[12]0000/.test(number)) return 'hk_macao_residence';
  if (number.startsWith('830000')) return 'taiwan_residence';
  return number.startsWith('9') ? 'foreigner_residence' : 'prc_id';
}

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
 * bounds the date of birth in numbers that have one.
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
  const isLikeCitizens = LIKE_CITIZENS.test(number) && kind !== 'passport';
  const problem = isLikeCitizens ? citizenProblem(kind, number, today) : undefined;
  return problem ? { problem } : { value: { kind, number } };
}

function citizenProblem(
  kind: IdentityKind,
  number: string,
  today: Day,
): IdentityIssueCode | undefined {
  if (bearerOf(number) !== kind) return 'document_other';
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birth) || birth > today || birth < '1800-01-01') return 'prc_id_birth';
  return prcCheckDigit(number) === number[17] ? undefined : 'prc_id_checksum';
}

/** A document in one line, by which it is stored and found: `passport E12345678`. */
export function identityText({ kind, number }: IdentityValue): string {
  return `${kind} ${number}`;
}

/** No number is refused for a date of birth that is still to come: whoever takes it in has looked. */
const NO_DAY_TOO_LATE = '9999-12-31';

/**
 * Reads what {@link identityText} wrote, or a number alone that says itself of which document it is: one
 * with a check digit, or an old permanent-residence card's. Null for anything else.
 */
export function readIdentity(text: string): IdentityValue | null {
  const [, named, rest = ''] = /^\s*([a-z_]+)\s+(.*)$/s.exec(text.slice(0, 100)) ?? [];
  const kind = identityKinds.find((each) => each === named);
  const typed = kind ? rest : text.slice(0, 100);
  const cleaned = cleanIdentity(kind ?? kindOf(typed), typed, NO_DAY_TOO_LATE);
  return 'value' in cleaned ? cleaned.value : null;
}

/** Every document that a number alone may be of, in the form of {@link identityText}: to search for it. */
export function identitiesLike(number: string): string[] {
  return identityKinds.flatMap((kind) => {
    const cleaned = cleanIdentity(kind, number, NO_DAY_TOO_LATE);
    return 'value' in cleaned ? [identityText(cleaned.value)] : [];
  });
}

function kindOf(typed: string): IdentityKind {
  const number = plainNumber(typed);
  return number.length === 15 ? 'foreigner_residence' : bearerOf(number);
}
