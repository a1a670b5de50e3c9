import type { ColourRules } from '../../../forms/colours.ts';
import { dayOf, startOfDay } from '../../../forms/days.ts';
import type { Instant } from '../../../forms/definition.ts';
import { type Happened, neededFor, replay } from '../evaluate/replay.ts';
import type { CodeState } from '../evaluate/rules.ts';
import { type Standing, standingAt } from '../evaluate/standing.ts';
import type { rehearsalMoments } from './contract.ts';

/** Rules that would take the place of others. */
export type Exchange = { before: ColourRules; rules: ColourRules };

/** The moment as of which people are looked at. */
export function momentOf(at: (typeof rehearsalMoments)[number], now: Date, zone: string): Date {
  return at === 'now' ? now : new Date(startOfDay(dayOf(now, zone), zone).getTime() - 1);
}

/**
 * Whether somebody's past must be read: facts are those of now, and tell of an earlier moment only where nothing has
 * happened since.
 */
export function needsHistory(
  { before, rules }: Exchange,
  state: Pick<CodeState, 'facts' | 'evaluatedAt'> | undefined,
  moment: Instant,
): boolean {
  return neededFor(before, rules) === 'history' || !isAsOf(state, moment);
}

function isAsOf(
  state: Pick<CodeState, 'facts' | 'evaluatedAt'> | undefined,
  moment: Instant,
): boolean {
  return !state || (state.evaluatedAt <= moment && (state.facts.reportedAt ?? '') <= moment);
}

/**
 * Somebody's colour at a moment by the rules in force, and by others as though these had always been in force.
 * `happened` is null where no past was to be read.
 */
export function rehearse(
  { before, rules }: Exchange,
  { facts, evaluatedAt }: Pick<CodeState, 'facts' | 'evaluatedAt'>,
  happened: readonly Happened[] | null,
  moment: Instant,
): { from: Standing; to: Standing } {
  const replayed = (those: ColourRules) => replay(those, happened ?? [], facts, moment);
  const isNow = isAsOf({ facts, evaluatedAt }, moment);
  return {
    from: standingAt(before, isNow ? facts : replayed(before), moment),
    to: standingAt(rules, happened ? replayed(rules) : facts, moment),
  };
}
