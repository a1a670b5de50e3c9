/**
 * Characters that nobody sees, and what is done about them; the ways differ, and all of them stand here.
 *
 * | where | what is done |
 * |---|---|
 * | a cell that is handed in | they are taken out, and the import says so: `withoutInvisible` |
 * | a name in a list | it is refused: `isLine` |
 * | the name of a file | they are taken out, unassigned and private ones, too: `withoutUnprintable` |
 * | a cell that is exported | what XML cannot hold, or turns the cells after it round, is taken out: `withoutUnwritable`; where others stand before a formula, it is made inert all the same: `startsFormula`, `formulaAfterSeparator` |
 * | a PDF | what no font draws is left out: `withoutUndrawn` |
 *
 * Fields of a report refuse what cannot be stored by a rule that browsers share: `isStorable` in
 * `forms/fields/written.ts`.
 */

/** Control characters but for the tab and the ends of lines and pages. */
const controls = '\\u0000-\\u0008\\u000e-\\u001f';
const noCharacters = '\\ufffe\\uffff';
/** Ignored where it is drawn, by the list of Unicode, which leaves the braille blank out. */
const ignorable = '\\p{Default_Ignorable_Code_Point}';
const brailleBlank = '\\u2800';
/** Ignorable ones that are no format characters: joiners, fillers and the old choosers of variants. */
const fillers = '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0';

/**
 * What comes along when text is copied from pages and chats, or turns what stands around it round (bidi
 * overrides). Line ends and tabs are none of it; choosers of variants beyond those of old stay, because
 * Japanese names need them.
 */
const invisible = new RegExp(
  `[\\p{Cf}\\p{Cs}${controls}\\u007f-\\u009f${fillers}${brailleBlank}${noCharacters}]`,
  'gu',
);

/** A text without characters that show nothing. Costs no more than one look at each character. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** A character that shows something, or a space of any width. */
const shown = `(?!${ignorable}|${brailleBlank})[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]`;
const something = '[\\p{L}\\p{N}\\p{P}\\p{S}]';
/** Chooses between the shapes of the character before it, as in some Japanese names. */
const variant = '\\p{Variation_Selector}';

const line = new RegExp(`^(?=.*${something})(?:${shown}${variant}?)+$`, 'u');

/**
 * Whether a text can stand as a name in a list: one line of characters that show, and not only spaces.
 * Control characters, marks that turn the direction of writing and other invisible ones can make two
 * names look alike, or turn what stands after them.
 */
export function isLine(text: string): boolean {
  return line.test(text);
}

/** A text without all that Unicode has no letter, mark, number, sign or space for. */
export function withoutUnprintable(text: string): string {
  return text.replace(/\p{C}/gu, '');
}

/** Marks that turn what follows round until another one ends it. */
const turning = '\\u202a-\\u202e\\u2066-\\u2069';

const unwritable = new RegExp(`[${controls}\\u000b\\u000c${noCharacters}${turning}]`, 'g');

/** A text without the characters that XML cannot hold, or that turn round what stands after it. */
export function withoutUnwritable(text: string): string {
  return text.replace(unwritable, '');
}

/** Nothing that anybody sees, in the eyes of a spreadsheet program. */
const unseen = `\\s\\p{C}${ignorable}`;
const formulaStart = new RegExp(`^(?:[${unseen}]*[=+\\-@|＝＋－＠｜]|[\\t\\r\\n])`, 'u');

/** Whether a spreadsheet program may take a text for a formula: full-width signs count, too. */
export function startsFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** What stands before a formula where a program splits cells at semicolons or tabs. */
export const formulaAfterSeparator = new RegExp(
  `(?<=[^${unseen}])([;\\t][${unseen}]*)(?=[=+\\-@＝＋－＠])`,
  'gu',
);

/** A text without what no font draws: controls but for the line's end, marks of direction and of joining. */
export function withoutUndrawn(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '');
}
