/**
 * A name of which so much is shown that somebody who knows it recognises it: 张*, 张*丰, P*** E***. The number of
 * letters that stand for the rest of a Latin word says nothing of its length.
 */
export function maskName(name: string): string {
  const words = name.trim().split(/[\s·]+/u);
  if (words.length > 1 || !/\p{Script=Han}/u.test(name)) {
    return words
      .slice(0, 3)
      .map((word) => `${[...word][0] ?? ''}***`)
      .join(' ');
  }
  const letters = [...name.trim()];
  const last = letters.length > 2 ? letters.at(-1) : '';
  return `${letters[0]}${'*'.repeat(Math.max(1, letters.length - (last ? 2 : 1)))}${last}`;
}
