import type { Day, IdentityKind } from '../../forms/definition.ts';
import type { DocumentRule } from '../../forms/programme.ts';

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

/** Names compare by letters and digits alone: case, spaces, punctuation, accents and width make no difference. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The words of a text as search knows them: letters and digits, lower case, without accents. */
function plainWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const han = /\p{Script=Han}/u;
const wordsKept = 60;

/**
 * The words under which a person is found by their beginnings: each word of the name, and the
 * cards. Chinese has no spaces, so a name in it is found from each of its characters on.
 */
export function searchWords(name: string, cards: readonly string[]): string[] {
  const words = plainWords(name).flatMap((word) => {
    if (!han.test(word)) return [word];
    const characters = [...word];
    return characters.map((_, index) => characters.slice(index).join(''));
  });
  return [...new Set([...cards.flatMap(plainWords), ...words])].slice(0, wordsKept);
}

/**
 * What was typed into a search as a text search query: every word must begin one of the person's.
 * Null when there is nothing to look for.
 */
export function searchQuery(typed: string): string | null {
  // Words hold letters and digits only, so that nothing in them can be taken for an operator.
  const words = plainWords(typed).map((word) => `'${word}':*`);
  return words.length > 0 ? words.slice(0, 10).join(' & ') : null;
}
