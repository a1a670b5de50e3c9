import type { Text } from './definition.ts';

const simple = /^([\p{L}-]{0,10})(?:\[0-9\]|\\d)(?:\{(\d{1,2})(?:,(\d{1,2}))?\})?$/u;

/** What a pattern asks for, in words; nothing for one that is more than letters and then digits. */
export function describePattern(pattern: string): Text | undefined {
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
