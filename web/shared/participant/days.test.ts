import { expect, test } from 'vitest';
import { calendarStart, canOpenDay, type DayState, mayFillIn } from './days.ts';

const today = '2026-01-10';

test('a calendar leads to what was reported, to today, and to missed days that can be filled in', () => {
  const states: DayState[] = ['done', 'extra', 'today', 'missed', 'none', 'future'];
  const open = (backfill: boolean) => states.filter((state) => canOpenDay({ backfill }, state));
  expect(open(true)).toEqual(['done', 'extra', 'today', 'missed']);
  expect(open(false)).toEqual(['done', 'extra', 'today']);
});

test('a day without a report is offered when it is today, or past and may be filled in later', () => {
  const days = ['2026-01-09', today, '2026-01-11'];
  const offered = (backfill: boolean) => days.filter((day) => mayFillIn({ backfill }, day, today));
  expect(offered(true)).toEqual(['2026-01-09', today]);
  expect(offered(false)).toEqual([today]);
});

test('a calendar opens at today, and after the reporting period at its end', () => {
  expect(calendarStart({ dueTo: '2026-01-09' }, today)).toBe('2026-01-09');
  expect(calendarStart({ dueTo: '2026-01-11' }, today)).toBe(today);
  expect(calendarStart({ dueTo: null }, today)).toBe(today);
});
