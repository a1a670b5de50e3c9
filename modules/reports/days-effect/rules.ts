import { addDays, eachDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { reportingPeriodOf } from '../../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { daysFollowing } from '../../programmes/public.ts';
import type { ReportingPeriodRow } from '../periods/rules.ts';

/** Days from and to, both included. */
type Interval = { from: Day; to: Day };

/** What other days of the programme mean for one person. */
export type PersonEffect = {
  isMoved: boolean;
  /** Newly due on days that are not the programme's. */
  isOutside: boolean;
  /** Days before today that are due from then on, reported or not. */
  added: Interval[];
  /** Days before today that are not due from then on, reported or not. */
  removed: Interval[];
  /** Today, where it is not due from then on. */
  today: Interval[];
};

export function personEffect(
  { person, milestones, from, to }: ReportingPeriodRow,
  was: ProgrammeDefinition,
  now: ProgrammeDefinition,
  today: Day,
): PersonEffect {
  const own = daysFollowing({ startsOn: person.from, endsOn: person.to }, was, now);
  const moved = { ...person, from: own.startsOn, to: own.endsOn };
  const after = reportingPeriodOf(now, moved, milestones).interval;
  const before = from === null || to === null ? null : { from, to };
  return {
    isMoved: before?.from !== after?.from || before?.to !== after?.to,
    isOutside: !isWithin(after, now) && isWithin(before, was),
    added: upTo(addDays(today, -1), without(after, before)),
    removed: upTo(addDays(today, -1), without(before, after)),
    today: without(before, after).flatMap(({ from, to }) =>
      from <= today && today <= to ? [{ from: today, to: today }] : [],
    ),
  };
}

function isWithin(days: Interval | null, { startsOn, endsOn }: ProgrammeDefinition): boolean {
  return days === null || (days.from >= startsOn && days.to <= endsOn);
}

/** The days of one interval that are not in the other. */
function without(days: Interval | null, others: Interval | null): Interval[] {
  if (days === null) return [];
  if (others === null || others.to < days.from || others.from > days.to) return [days];
  const left = { from: days.from, to: addDays(others.from, -1) };
  const right = { from: addDays(others.to, 1), to: days.to };
  return [left, right].filter(({ from, to }) => from <= to);
}

function upTo(last: Day, intervals: Interval[]): Interval[] {
  return intervals
    .filter(({ from }) => from <= last)
    .map(({ from, to }) => ({ from, to: to < last ? to : last }));
}

export function daysIn(intervals: readonly Interval[]): Day[] {
  return intervals.flatMap(({ from, to }) => eachDay(from, to));
}
