import { expect, test } from 'vitest';
import { percentOf } from './share.ts';

test('a percentage does not say 100 before everybody has reported, nor 0 once somebody has', () => {
  expect(percentOf({ due: 0, done: 0 })).toBeNull();
  expect(percentOf({ due: 1000, done: 999 })).toBe(99);
  expect(percentOf({ due: 1000, done: 1000 })).toBe(100);
  expect(percentOf({ due: 1000, done: 1 })).toBe(1);
  expect(percentOf({ due: 1000, done: 0 })).toBe(0);
  expect(percentOf({ due: 3, done: 2 })).toBe(67);
});
