import { expect, it } from 'vitest';
import { allowancePerMinute, costOf, isHardEnough, levelOf } from './rules.ts';

it('asks for no puzzle before an address has failed several times, and then for harder ones', () => {
  expect([0, 9.9, 10, 29, 30, 99, 100, 299, 300, 1e9].map(levelOf)).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
  ]);
  const costs = (kind: 'picture' | 'puzzle') => [0, 1, 2, 3, 4].map((level) => costOf(level, kind));
  expect(costs('picture').slice(1)).toEqual([1000, 2000, 4000, 8000]);
  expect(costs('puzzle')).toEqual([5000, 5000, 5000, 5000, 8000]);
});

it('takes a puzzle that was made a moment too early, and no hoard of easy ones', () => {
  expect(isHardEnough(0, 0)).toBe(true);
  expect(isHardEnough(3, 0)).toBe(true);
  expect(isHardEnough(0, 1)).toBe(false);
  expect(isHardEnough(1, 2)).toBe(true);
  expect(isHardEnough(1, 3)).toBe(false);
  expect(isHardEnough(3, 4)).toBe(true);
});

it('gives an address so many in a minute, and others theirs', () => {
  const take = allowancePerMinute(2);
  const at = (second: string) => new Date(`2022-01-20T04:00:${second}Z`);
  expect([take('a', at('10')), take('a', at('20'))]).toEqual([null, null]);
  expect(take('a', at('20'))).toBe(40);
  expect(take('b', at('59'))).toBeNull();
  expect(take('a', at('59'))).toBe(1);
  expect(take('a', new Date('2022-01-20T04:01:00Z'))).toBeNull();
});
