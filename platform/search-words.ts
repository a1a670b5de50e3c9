/** The words of a text as search knows them: letters and digits, lower case, without accents. */
function plainWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const han = /\p{Script=Han}/u;
const maxWords = 60;

/**
 * The words under which a person is found by their beginnings: each word of the name, and the
 * identifiers. Chinese has no spaces, so a name in it is found from each of its characters on.
 */
export function searchWords(name: string, identifiers: readonly string[]): string[] {
  const words = plainWords(name).flatMap((word) => {
    if (!han.test(word)) return [word];
    const characters = [...word];
    return characters.map((_, index) => characters.slice(index).join(''));
  });
  return [...new Set([...identifiers.flatMap(plainWords), ...words])].slice(0, maxWords);
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

/** The one word that was typed into a search; null where there are more of them, or none. */
export function singleWord(typed: string): string | null {
  const [word, ...others] = plainWords(typed);
  return word === undefined || others.length > 0 ? null : word;
}
