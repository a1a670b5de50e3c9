import { expect, test } from 'vitest';
import { visibleDays } from './reporting-calendar.tsx';

test('a month is shown in whole weeks, Monday first', () => {
  const february = visibleDays('2022-02');
  expect(february[0]).toBe('2022-01-31');
  expect(february.at(-1)).toBe('2022-03-06');
  expect(february).toHaveLength(35);
});

test('a month that fits its weeks has no days of others', () => {
  // February 2027 begins on a Monday and has 28 days.
  const days = visibleDays('2027-02');
  expect([days[0], days.at(-1), days.length]).toEqual(['2027-02-01', '2027-02-28', 28]);
});

test('a month that begins on a Sunday shows six days of the one before', () => {
  expect(visibleDays('2022-05')[0]).toBe('2022-04-25');
  expect(visibleDays('2022-05')).toHaveLength(42);
});

test('days before 1970 have weekdays, too', () => {
  expect(visibleDays('1969-12')[0]).toBe('1969-12-01');
});
