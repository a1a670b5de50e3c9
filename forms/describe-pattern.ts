import type { Text } from './definition.ts';

const simple = /^([\p{L}-]{0,10})(?:\[0-9\]|\\d)(?:\{(\d{1,2})(?:,(\d{1,2}))?\})?$/u;

/** Characters of these kinds in any order, as whoever makes a programme chooses them. */
const mixed = /^\[0-9A-Za-z-\]\{(\d{1,2})(?:,(\d{1,2}))?\}$/;

/** What a pattern asks for, in words; nothing for one that is neither such characters nor letters and then digits. */
export function describePattern(pattern: string): Text | undefined {
  const [any, from = '', to] = mixed.exec(pattern) ?? [];
  if (any !== undefined) {
    const length = to === undefined ? from : `${from}–${to}`;
    return {
      zh: `${length} 位数字、字母或连字符`,
      en: `${length} digits, letters or hyphens`,
    };
  }
  const [whole, letters = '', least = '1', most] = simple.exec(pattern) ?? [];
  if (whole === undefined) return undefined;
  const count = most === undefined ? least : `${least}–${most}`;
  const digits = { zh: `${count} 位数字`, en: count === '1' ? 'one digit' : `${count} digits` };
  if (letters === '') return digits;
  return { zh: `${letters} 加 ${digits.zh}`, en: `${letters} and ${digits.en}` };
}

/** Something that fits such a pattern and is nobody's: its letters, and zeros. */
export function exampleOfPattern(pattern: string | undefined): string | undefined {
  const [whole, letters = '', least = '1'] = simple.exec(pattern ?? '') ?? [];
  return whole === undefined ? undefined : letters + '0'.repeat(Number(least));
}
