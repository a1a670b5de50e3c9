import bidiFactory from 'bidi-js';

/** In which direction the letters of a text run, and where the stretches of a line stand. */

const bidi = bidiFactory();
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * The level of each code unit by the bidirectional algorithm of Unicode, even from left to right and odd from right
 * to left, and the text with its brackets turned where it runs from the right. Each line begins as its first letter does.
 */
export function directionsOf(text: string): { levels: Uint8Array; mirrored: string } {
  if (!rightToLeft.test(text)) return { levels: new Uint8Array(text.length), mirrored: text };
  const found = bidi.getEmbeddingLevels(text);
  const turned = bidi.getMirroredCharactersMap(text, found.levels);
  const units = text.split('').map((unit, index) => turned.get(index) ?? unit);
  return { levels: found.levels, mirrored: units.join('') };
}

export type PlacedInline = {
  text: string;
  x: number;
  width: number;
  trailingCut?: number;
  level?: number;
  placed?: true;
};

/** The shaper turns letters round itself, but no signs that stand alone. */
function shapeable({ text, level = 0 }: PlacedInline): string {
  const isSigns = level % 2 === 1 && !rightToLeft.test(text);
  return isSigns ? [...text].reverse().join('') : text;
}

/**
 * Moves the stretches of a line, which stand one after the other as they are read, to where they are seen. A line
 * that comes back, as the header of a table does, is left as it is.
 */
export function placeInlines(inlines: PlacedInline[]): void {
  const levels = inlines.map(({ level = 0 }) => level);
  const highest = Math.max(0, ...levels);
  const first = inlines[0];
  const last = inlines.at(-1);
  if (highest === 0 || !first || !last || first.placed) return;
  const seen = [...inlines];
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let level = highest; level >= lowestOdd; level -= 1) reverseFrom(seen, level);
  // The space at a line's end is not seen: where the line ends on the left, it would push the line in.
  let x = first.x - (seen[0] === last ? (last.trailingCut ?? 0) : 0);
  for (const inline of seen) {
    inline.text = shapeable(inline);
    inline.placed = true;
    inline.x = x;
    x += inline.width;
  }
}

/** Reverses each sequence of stretches of this level or a higher one. */
function reverseFrom(seen: PlacedInline[], level: number): void {
  const isIn = (index: number) => index < seen.length && (seen[index]?.level ?? 0) >= level;
  for (let start = 0; start < seen.length; start += 1) {
    if (!isIn(start)) continue;
    let end = start;
    while (isIn(end + 1)) end += 1;
    const turned = seen.slice(start, end + 1).reverse();
    seen.splice(start, turned.length, ...turned);
    start = end;
  }
}
