import { expect, it } from 'vitest';
import { cursorOf, keyAfter, pageOf } from './cursor.ts';
import { Problem } from './problems.ts';

it('gives back the key that it wrote', () => {
  expect(keyAfter(cursorOf('张 / Ō', 12), 'string', 'number')).toEqual(['张 / Ō', 12]);
  expect(keyAfter(undefined, 'number')).toBeUndefined();
});

it.each([
  '',
  'x',
  '%%%',
  cursorOf('1'),
  cursorOf(1, 2),
  cursorOf(1.5),
  cursorOf(2 ** 60),
  'bnVsbA',
])('refuses %j as a cursor of one whole number', (cursor) => {
  expect(() => keyAfter(cursor, 'number')).toThrow(Problem);
});

it('refuses times that are no dates', () => {
  expect(keyAfter(cursorOf(0, -1), 'time', 'number')).toEqual([0, -1]);
  for (const time of [-1, 0.5, 8.64e15 + 1]) {
    expect(() => keyAfter(cursorOf(time), 'time')).toThrow(Problem);
  }
});

it('refuses text that the database would not take', () => {
  expect(() => keyAfter(cursorOf('a\0b'), 'string')).toThrow(Problem);
});

it('tells of a next page only when there is one', () => {
  const key = (n: number) => [n];
  const page = pageOf([1, 2, 3], 2, String, key);
  expect(page.items).toEqual(['1', '2']);
  expect(keyAfter(page.next ?? '', 'number')).toEqual([2]);
  expect(pageOf([1, 2], 2, String, key).next).toBeNull();
  expect(pageOf([], 2, String, key)).toEqual({ items: [], next: null });
});
