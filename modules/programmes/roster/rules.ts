import type { Day, IdentityKind } from '../../../forms/definition.ts';
import { matcherOf } from '../../../forms/pattern.ts';
import type { DocumentRule } from '../../../forms/programme.ts';
import type { ProgrammeIdentifier } from '../../../forms/sign-in.ts';
import { simplifiedHan } from '../../../platform/sheets/han.ts';
import { cleanIdentifier } from '../../people/public-rules.ts';

/** The days that a roster may give of a person and of their document. */
export type DocumentDays = {
  /** Start of the document's validity. */
  validFrom: Day | null;
  issuedOn: Day | null;
  birthDate: Day | null;
};

/**
 * The initial password, `YYYYMMDD`, from the day that the programme names for the document: the
 * start of validity of identity cards and permits, the date of issue of passports. Where that day was
 * not supplied it is the date of birth, never another day of the document (SPEC G3.1). Null: nothing
 * to make one from.
 */
export function initialPassword(
  rules: readonly DocumentRule[],
  kind: IdentityKind | null,
  days: DocumentDays,
): string | null {
  const named = rules.find((rule) => rule.kind === kind)?.date;
  const day = (named && days[named]) ?? days.birthDate;
  return day === null ? null : day.replaceAll('-', '');
}

/**
 * Names compare by letters and digits alone: case, spaces, punctuation, accents, width and traditional
 * or simplified characters make no difference.
 */
export function plainName(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return simplifiedHan(letters);
}

/** Writes an identifier as it is kept; null for what is not in the form that the programme expects. */
export function identifierCleaner({
  kind,
  pattern,
}: ProgrammeIdentifier): (typed: string) => string | null {
  const fits = pattern === undefined ? () => true : matcherOf(pattern);
  return (typed) => {
    const value = cleanIdentifier(kind, typed);
    return value !== null && fits(value) ? value : null;
  };
}
