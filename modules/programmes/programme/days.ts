import { daysBetween, isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { invalid } from '../../../platform/problems.ts';

/** First and last day of a programme. */
export type ProgrammeDays = { startsOn: Day; endsOn: Day };

/** First and last day of one person's part in it; without a last one, until the programme ends. */
type OwnDays = { startsOn: Day; endsOn: Day | null };

/** Longer is a slip of the keyboard in a year: people would be told of days missed in the Middle Ages. */
export const mostProgrammeDays = 3660;

/** What holds when a programme is made and when it is put off. Throws mistakes at `startsOn` and `endsOn`. */
export function requireDays(days: ProgrammeDays): void {
  for (const path of ['startsOn', 'endsOn'] as const) {
    if (!isDay(days[path])) throw invalid({ path, code: 'not_a_date' });
  }
  const { startsOn, endsOn } = days;
  if (endsOn < startsOn) throw invalid({ path: 'endsOn', code: 'ends_before_start' });
  if (daysBetween(startsOn, endsOn) >= mostProgrammeDays) {
    throw invalid({
      path: 'endsOn',
      code: 'programme_too_long',
      params: { max: mostProgrammeDays },
    });
  }
}

/**
 * A person's days once the programme's have changed: a day that is the programme's follows it, whether it was
 * typed or taken for granted, for rosters leave both alike on record; any other is the person's own and
 * stays. So do both where the person would otherwise end before they begin.
 */
export function daysFollowing(own: OwnDays, was: ProgrammeDays, now: ProgrammeDays): OwnDays {
  const startsOn = own.startsOn === was.startsOn ? now.startsOn : own.startsOn;
  const endsOn = own.endsOn === was.endsOn ? now.endsOn : own.endsOn;
  const isPossible = endsOn === null || endsOn >= startsOn;
  return isPossible ? { startsOn, endsOn } : { startsOn: own.startsOn, endsOn: own.endsOn };
}
