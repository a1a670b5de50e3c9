/** A character that shows something, or a space of any width; the braille blank shows nothing. */
const shown = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/u
  .source;
const something = /[\p{L}\p{N}\p{P}\p{S}]/u.source;
/** Chooses between the shapes of the character before it, as in some Japanese names. */
const variant = /\p{Variation_Selector}/u.source;

const line = new RegExp(`^(?=.*${something})(?:${shown}${variant}?)+$`, 'u');

/**
 * Whether a text can stand as a name in a list: one line of characters that show, and not only spaces.
 * Control characters, marks that turn the direction of writing and other invisible ones can make two
 * names look alike, or turn what stands after them.
 */
export function isLine(text: string): boolean {
  return line.test(text);
}
