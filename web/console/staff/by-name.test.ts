import { expect, it } from 'vitest';
import { needsLetters, standsFrom } from './by-name.ts';

const named = (...initials: string[]) => initials.map((initial) => ({ initial }));

it.each([
  ['', '#AOZ'],
  ['#', '#AOZ'],
  ['A', 'AOZ'],
  ['B', 'OZ'],
  ['Z', 'Z'],
])('begins a list at the letter %s', (letter, left) => {
  const list = named('#', 'A', 'O', 'Z').filter(standsFrom(letter));
  expect(list.map(({ initial }) => initial).join('')).toBe(left);
});

it('offers letters where not all names are seen at once', () => {
  const list = named(...Array.from({ length: 31 }, () => 'A'));
  expect(needsLetters(list)).toBe(true);
  expect(needsLetters(list.slice(1))).toBe(false);
});
