import type { CleanerRun } from '../cleaning.ts';

/** Characters that a database or a sheet cannot hold: control characters and half surrogates. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Length as people count: code points, not UTF-16 units. */
export function textLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if (text.charCodeAt(i) >> 10 === 0x36 && text.charCodeAt(i + 1) >> 10 === 0x37) length--;
  }
  return length;
}

/** Whether a text is short enough; reports where it is not. */
export function fitsLength(text: string, maxLength: number, run: CleanerRun<never>): boolean {
  // No need to count a novel exactly; nor to search it.
  const length = text.length > 100_000 ? text.length : textLength(text);
  if (length <= maxLength) return true;
  run.refuse('too_long', { max: maxLength, length });
  return false;
}

/** Whether a database and a sheet can hold a text of one line. */
export function isStorable(text: string): boolean {
  return !UNFIT.test(text);
}
