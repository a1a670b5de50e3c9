import { describe, expect, it } from 'vitest';
import { addDays } from '../../../forms/days.ts';
import type { Problem } from '../../../platform/problems.ts';
import { daysFollowing, mostProgrammeDays, type ProgrammeDays, requireDays } from './days.ts';

describe('the days of a programme', () => {
  const problemOf = (startsOn: string, endsOn: string) => {
    try {
      requireDays({ startsOn, endsOn });
      return null;
    } catch (error) {
      const [{ path, code } = {}] = (error as Problem).extra.fields ?? [];
      return `${path}: ${code}`;
    }
  };
  const first = '2026-12-01';

  it.each([
    ['one day', first, first, null],
    ['a last day before the first', first, '2026-11-30', 'endsOn: ends_before_start'],
    ['as many days as there may be', first, addDays(first, mostProgrammeDays - 1), null],
    ['one more', first, addDays(first, mostProgrammeDays), 'endsOn: programme_too_long'],
    ['a first day that does not exist', '2026-02-29', first, 'startsOn: not_a_date'],
    ['a last day that does not exist', first, '2026-12-32', 'endsOn: not_a_date'],
  ])('%s', (_, startsOn, endsOn, problem) => {
    expect(problemOf(startsOn, endsOn)).toBe(problem);
  });
});

describe('a person’s days when the programme is put off', () => {
  const was: ProgrammeDays = { startsOn: '2026-12-01', endsOn: '2026-12-03' };
  const now: ProgrammeDays = { startsOn: '2026-12-08', endsOn: '2026-12-10' };

  it.each([
    ['follow where there are none of one’s own', '2026-12-01', null, '2026-12-08', null],
    [
      'follow where they are the programme’s',
      '2026-12-01',
      '2026-12-03',
      '2026-12-08',
      '2026-12-10',
    ],
    ['stay where the first is one’s own', '2026-12-02', null, '2026-12-02', null],
    ['follow on one side', '2026-12-02', '2026-12-03', '2026-12-02', '2026-12-10'],
    [
      'follow up to a last day of one’s own',
      '2026-12-01',
      '2026-12-08',
      '2026-12-08',
      '2026-12-08',
    ],
    [
      'stay where they would end before they begin',
      '2026-12-01',
      '2026-12-07',
      '2026-12-01',
      '2026-12-07',
    ],
  ])('%s', (_, startsOn, endsOn, first, last) => {
    expect(daysFollowing({ startsOn, endsOn }, was, now)).toEqual({
      startsOn: first,
      endsOn: last,
    });
  });
});
