/** Of a longer list nobody sees all names at once. */
const MOST_WITHOUT_LETTERS = 30;

type Named = { initial: string };

/** Whether letters help to find a name among these. */
export function needsLetters(list: readonly Named[]): boolean {
  return list.length > MOST_WITHOUT_LETTERS;
}

/** Whose names stand under this letter or behind it, in a list by name; everybody where none is named. */
export function standsFrom(letter: string): (member: Named) => boolean {
  const placeOf = (initial: string) => (initial === '#' ? '' : initial);
  return ({ initial }) => placeOf(initial) >= placeOf(letter);
}
