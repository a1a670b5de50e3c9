import { expect, test } from 'vitest';
import { daysInWeeks, monthName, monthOf, monthsFrom } from './months.ts';

test('months are counted over the turn of the year', () => {
  expect(monthOf('2022-01-31')).toBe('2022-01');
  expect(monthsFrom('2022-01', -1)).toBe('2021-12');
  expect(monthsFrom('2021-12', 1)).toBe('2022-01');
  expect(monthsFrom('2022-01', -13)).toBe('2020-12');
  expect(monthName('2022-02', 'zh')).toBe('2022年2月');
});

test('weeks begin on Monday and are filled up with nothing', () => {
  const weeks = daysInWeeks('2022-02-01', '2022-02-28');
  expect(weeks).toHaveLength(5);
  expect(weeks[0]?.slice(0, 2)).toEqual([null, '2022-02-01']);
  expect(weeks[4]).toEqual(['2022-02-28', null, null, null, null, null, null]);
  expect(daysInWeeks('2021-02-01', '2021-02-28')).toHaveLength(4);
});
