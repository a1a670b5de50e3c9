import { expect, it } from 'vitest';
import { hourOf, isUnusual } from './rules.ts';

it.each([
  ['the limit itself', 200, { hours: 0, average: 0 }, false],
  ['one more', 201, { hours: 0, average: 0 }, true],
  ['one more, by whom that is usual', 201, { hours: 300, average: 190 }, true],
  ['many for somebody who reads few', 60, { hours: 10, average: 10 }, true],
  ['five times the usual, no more', 60, { hours: 10, average: 12 }, false],
  ['many for somebody of whom little is known', 60, { hours: 9, average: 1 }, false],
  ['a handful', 50, { hours: 300, average: 1 }, false],
] as const)('judges %s', (_, count, usual, unusual) => {
  expect(isUnusual(count, 200, 5, usual)).toBe(unusual);
});

it('counts by whole hours', () => {
  expect(hourOf(new Date('2022-01-20T04:59:59.999Z')).toISOString()).toBe(
    '2022-01-20T04:00:00.000Z',
  );
});
