import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withoutUndrawn } from './invisible.ts';
import { directionsOf } from './pdf-direction.ts';

const require = createRequire(import.meta.url);
const pdfmakePath = require.resolve('pdfmake');
/** Where a package of fonts has them: beside the folder of what it exports. */
const fontsOf = (name: string) => join(dirname(require.resolve(name)), '..', 'fonts');
const pair = (folder: string, name: string, ending: string) => ({
  normal: join(folder, `${name}-Regular.${ending}`),
  bold: join(folder, `${name}-Bold.${ending}`),
});
const robotoFolder = join(dirname(pdfmakePath), '..', 'fonts', 'Roboto');
const thaiFile = (weight: 400 | 700) =>
  require.resolve(`@fontsource/noto-sans-thai/files/noto-sans-thai-thai-${weight}-normal.woff`);

/**
 * `Noto` has Chinese, kana, western and Vietnamese letters; `Roboto` has Cyrillic, and helps out with what `Noto`
 * lacks: central European letters and all of Greek. The others have the script that they are named after.
 */
type FontName = 'Noto' | 'Roboto' | 'Arabic' | 'Hebrew' | 'Thai' | 'Hangul';

export const fontFiles: Record<FontName, { normal: string; bold: string }> = {
  Noto: pair(fontsOf('@embedpdf/fonts-sc'), 'NotoSansHans', 'otf'),
  Roboto: {
    normal: join(robotoFolder, 'Roboto-Regular.ttf'),
    bold: join(robotoFolder, 'Roboto-Medium.ttf'),
  },
  Arabic: pair(fontsOf('@embedpdf/fonts-arabic'), 'NotoNaskhArabic', 'ttf'),
  Hebrew: pair(fontsOf('@embedpdf/fonts-hebrew'), 'NotoSansHebrew', 'ttf'),
  Thai: { normal: thaiFile(400), bold: thaiFile(700) },
  Hangul: pair(fontsOf('@embedpdf/fonts-kr'), 'NotoSansKR', 'otf'),
};

/** The scripts that have a font of their own, which is opened only then. */
const scripts: [FontName, RegExp][] = [
  ['Roboto', /\p{Script=Cyrillic}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hangul', /\p{Script=Hangul}/u],
];

/**
 * A stretch of text in one font and direction. `breakAnywhere` marks words that may be too long for a line; letters
 * that join or stack are never parted.
 */
type FontRun = { text: string; font: FontName; level: number; breakAnywhere: boolean };

type FontReader = { hasGlyphForCodePoint(codePoint: number): boolean };

/** Shown for letters that no font has. */
const missing = '□';
const longWord = 24;
const east =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef';
const pieces = new RegExp(`\\s+|[${east}]+|[^\\s${east}]+`, 'gu');
const notParted = new RegExp(`^[${east}]|[\\p{Script=Arabic}\\p{Script=Thai}]`, 'u');

// The writer's own font reader, found the way the writer finds it: no other version may disagree.
const fontkit = createRequire(createRequire(pdfmakePath).resolve('pdfkit'))('fontkit') as {
  openSync(path: string): FontReader;
};
const readers = new Map<FontName, FontReader>();
const fontOf = new Map<string, FontName | undefined>();

/** Splits a text by the font that can show it, a word as a whole where one font has all of it, and by its direction. */
export function fontRuns(text: string): FontRun[] {
  const runs: FontRun[] = [];
  const normal = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  const clean = withoutUndrawn(normal);
  const { levels, mirrored } = directionsOf(clean);
  for (const { 0: piece, index } of mirrored.matchAll(pieces)) {
    const breakAnywhere = piece.length > longWord && !notParted.test(piece);
    let at = index;
    for (const { text: part, font, length } of partsOf(piece, runs.at(-1)?.font)) {
      for (const stretch of byLevel(part, levels.subarray(at, at + length))) {
        addRun(runs, { ...stretch, font, breakAnywhere });
      }
      at += length;
    }
  }
  return runs.map((run) => ({ ...run, text: breakable(run.text) }));
}

function addRun(runs: FontRun[], run: FontRun): void {
  const last = runs.at(-1);
  const isSame =
    last?.font === run.font && last.level === run.level && last.breakAnywhere === run.breakAnywhere;
  if (isSame) last.text += run.text;
  else runs.push(run);
}

/** A part as stretches of one direction; one that was replaced by a sign has that of its beginning. */
function byLevel(text: string, levels: Uint8Array): { text: string; level: number }[] {
  if (levels.every((level) => level === levels[0]) || text.length !== levels.length) {
    return [{ text, level: levels[0] ?? 0 }];
  }
  const stretches: { text: string; level: number }[] = [];
  for (const [index, unit] of text.split('').entries()) {
    const level = levels[index] ?? 0;
    const last = stretches.at(-1);
    if (last?.level === level) last.text += unit;
    else stretches.push({ text: unit, level });
  }
  return stretches;
}

const wordsOfThai = new Intl.Segmenter('th', { granularity: 'word' });
const noWidth = '\u200b';

/** Thai has no spaces between words: a long text is told where its lines may end. */
function breakable(text: string): string {
  if (text.length <= longWord || !/\p{Script=Thai}/u.test(text)) return text;
  return [...wordsOfThai.segment(text)].map(({ segment }) => segment).join(noWidth);
}

type Part = { text: string; font: FontName; length: number };

function partsOf(piece: string, before: FontName = 'Noto'): Part[] {
  const whole = (font: FontName) => [{ text: piece, font, length: piece.length }];
  if (piece.trim() === '') return whole(before);
  const fonts = fontsFor(piece);
  const able = fonts.find((font) => [...piece].every((character) => has(font, character)));
  if (able) return whole(able);
  return [...piece].map((character) => {
    if (!fontOf.has(character)) {
      fontOf.set(
        character,
        fontsFor(character).find((font) => has(font, character)),
      );
    }
    const font = fontOf.get(character);
    const { length } = character;
    return font
      ? { text: character, font, length }
      : { text: missing, font: 'Noto' as const, length };
  });
}

/** Those that come into question, in the order in which they are asked. */
function fontsFor(text: string): FontName[] {
  const own = scripts.filter(([, script]) => script.test(text)).map(([font]) => font);
  return [...own, 'Noto', 'Roboto'];
}

function has(font: FontName, character: string): boolean {
  const reader = readers.get(font) ?? fontkit.openSync(fontFiles[font].normal);
  readers.set(font, reader);
  return reader.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}
