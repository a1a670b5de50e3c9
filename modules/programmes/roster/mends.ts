import { hasLostDigits } from '../../../platform/sheets/cells.ts';
import { type cellMends, type dayMends, identifierMends } from './contract-mends.ts';

/**
 * Mends: named, pure functions that turn what was typed into what was most likely meant. None is applied
 * unless a person has accepted it for the whole column; the name of each is stored with the import.
 */

type Fits = (text: string) => boolean;

type IdentifierMend = (typeof identifierMends)[number];

const identifierMendFunctions: Record<IdentifierMend, (text: string, fits: Fits) => string> = {
  /** `1096044.0`, `1,096,044` and `1.096044E+6` are what spreadsheets make of a whole number. */
  plain_number: (text) => wholeNumber(text) ?? text,
  /** `109-6044`, `'1096044`, `#1096044`: signs that part figures. Never the point of a fraction. */
  signs_removed: (text) => text.normalize('NFKC').replace(/[\s\-‐-―_/#'"·]/g, ''),
  /** `96045` where seven digits are expected: a spreadsheet dropped the zeros in front. */
  leading_zeros: (text, fits) => {
    const digits = text.normalize('NFKC').trim();
    if (!/^\d{1,20}$/.test(digits)) return text;
    for (let zeros = 1; zeros <= maxZeros; zeros += 1) {
      const padded = '0'.repeat(zeros) + digits;
      if (fits(padded)) return padded;
    }
    return text;
  },
};

/** A number that lacks more digits is more likely a wrong one. */
const maxZeros = 3;
const maxLength = 40;

type DayMend = (typeof dayMends)[number];
export const dayOrderOf = { day_first: 'dmy', month_first: 'mdy' } as const;

export type MendName = IdentifierMend | DayMend | (typeof cellMends)[number];

/** An identifier after the accepted mends; null where they do not make one of it. */
export function mendIdentifier(
  typed: string,
  accepted: readonly MendName[],
  clean: (text: string) => string | null,
): { value: string; mends: IdentifierMend[] } | null {
  if (typed.length > maxLength) return null;
  const fits = (text: string) => clean(text) !== null;
  const mends: IdentifierMend[] = [];
  let text = typed;
  for (const name of identifierMends) {
    if (!accepted.includes(name)) continue;
    const next = identifierMendFunctions[name](text, fits);
    if (next === text) continue;
    text = next;
    mends.push(name);
    const value = clean(text);
    if (value !== null) return { value, mends };
  }
  return null;
}

/** The fewest mends that make an identifier of what was typed; null where none does. */
export function likelyMends(
  typed: string,
  clean: (text: string) => string | null,
): { value: string; mends: IdentifierMend[] } | null {
  for (const name of identifierMends) {
    const mended = mendIdentifier(typed, [name], clean);
    if (mended) return mended;
  }
  return mendIdentifier(typed, ['plain_number', 'leading_zeros'], clean);
}

/** The digits of a number that a spreadsheet wrote in its own way; nothing where digits would be lost. */
function wholeNumber(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,15}\.0+$/.test(plain)) return plain.slice(0, plain.indexOf('.'));
  if (/^\d{1,3}(,\d{3}){1,4}$/.test(plain)) return plain.replaceAll(',', '');
  if (!/^\d(\.\d{1,14})?e\+?\d{1,2}$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isInteger(value) && !hasLostDigits(value) ? String(value) : null;
}
