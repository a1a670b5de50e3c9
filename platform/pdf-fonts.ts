import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withoutUndrawn } from './invisible.ts';

const require = createRequire(import.meta.url);
const pdfmakePath = require.resolve('pdfmake');
const notoFolder = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const robotoFolder = join(dirname(pdfmakePath), '..', 'fonts', 'Roboto');

/**
 * `Noto` has Chinese, kana, western and Vietnamese letters; `Roboto` helps out with what it lacks:
 * central European letters, all of Greek and Cyrillic.
 */
type FontName = 'Noto' | 'Roboto';

export const fontFiles: Record<FontName, { normal: string; bold: string }> = {
  Noto: {
    normal: join(notoFolder, 'NotoSansHans-Regular.otf'),
    bold: join(notoFolder, 'NotoSansHans-Bold.otf'),
  },
  Roboto: {
    normal: join(robotoFolder, 'Roboto-Regular.ttf'),
    bold: join(robotoFolder, 'Roboto-Medium.ttf'),
  },
};

/** A stretch of text in one font. `breakAnywhere` marks words that may be too long for a line. */
type FontRun = { text: string; font: FontName; breakAnywhere: boolean };

type FontReader = { hasGlyphForCodePoint(codePoint: number): boolean };

/** Shown for letters that neither font has. */
const missing = '□';
const longWord = 24;
const east =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef';
const pieces = new RegExp(`\\s+|[${east}]+|[^\\s${east}]+`, 'gu');

// The writer's own font reader, found the way the writer finds it: no other version may disagree.
const fontkit = createRequire(createRequire(pdfmakePath).resolve('pdfkit'))('fontkit') as {
  openSync(path: string): FontReader;
};
const readers = {
  Noto: fontkit.openSync(fontFiles.Noto.normal),
  Roboto: fontkit.openSync(fontFiles.Roboto.normal),
};
const fontOf = new Map<string, FontName | undefined>();

/**
 * Splits a text by the font that can show it, a word as a whole where one font has all of it.
 * Scripts that neither has (Arabic, Hebrew, Thai, Devanagari, Hangul and others) become `□`.
 */
export function fontRuns(text: string): FontRun[] {
  const runs: FontRun[] = [];
  const clean = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  for (const piece of withoutUndrawn(clean).match(pieces) ?? []) {
    const breakAnywhere = piece.length > longWord && !new RegExp(`^[${east}]`, 'u').test(piece);
    for (const { text: part, font } of partsOf(piece, runs.at(-1)?.font)) {
      const last = runs.at(-1);
      if (last?.font === font && last.breakAnywhere === breakAnywhere) last.text += part;
      else runs.push({ text: part, font, breakAnywhere });
    }
  }
  return runs;
}

function partsOf(piece: string, before: FontName = 'Noto'): { text: string; font: FontName }[] {
  if (piece.trim() === '') return [{ text: piece, font: before }];
  for (const font of ['Noto', 'Roboto'] as const) {
    if ([...piece].every((character) => has(font, character))) return [{ text: piece, font }];
  }
  return [...piece].map((character) => {
    if (!fontOf.has(character)) {
      const fonts = (['Noto', 'Roboto'] as const).filter((font) => has(font, character));
      fontOf.set(character, fonts[0]);
    }
    const font = fontOf.get(character);
    return font ? { text: character, font } : { text: missing, font: 'Noto' as const };
  });
}

function has(font: FontName, character: string): boolean {
  return readers[font].hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}
