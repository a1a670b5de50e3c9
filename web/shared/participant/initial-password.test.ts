import { expect, test } from 'vitest';
import { keyboardFor } from './initial-password.ts';

test.each([
  ['[0-9]{7}', 'numeric'],
  ['\\d{6,8}', 'numeric'],
  ['[0-9]{2}\\d+', 'numeric'],
  ['[A-Z][0-9]{6}', undefined],
  ['[0-9]{3}-[0-9]{4}', undefined],
  ['', undefined],
  [undefined, undefined],
])('card numbers like %s are typed on the keyboard: %s', (pattern, keyboard) => {
  expect(keyboardFor(pattern).inputMode).toBe(keyboard);
});
