import type { CodeColour, ColourRules } from '../../../forms/colours.ts';
import type { Instant } from '../../../forms/definition.ts';
import { apply, settle } from './change.ts';
import { type Change, type Facts, latest, noFacts } from './facts.ts';
import { changesByTime, isSame, type Standing, standingAt } from './standing.ts';

/**
 * What decides about a colour, and how it changes. All is told by a few facts of each person, which
 * reports, measurements and orders add to; the colour follows from them, the rules and the moment. What
 * ends by time ends without anybody doing anything; `evolve` tells of it when something next happens.
 */

/** What goes into the ledger. */
export type Transition = Standing & {
  from: CodeColour;
  /** What brought it about; `time` where nothing did. */
  why: Change['kind'] | 'time';
  /** Which report, measurement, order or appeal. */
  cause: string | null;
};

/** Where a person's code stood when it was last looked at because something happened. */
export type CodeState = {
  facts: Facts;
  /** What the ledger says last. */
  last: Standing;
  evaluatedAt: Instant;
};

/** Nothing is known, and nothing has been said. */
export const newCode: CodeState = {
  facts: noFacts,
  last: { at: '', colour: 'grey', reason: null },
  evaluatedAt: '',
};

/** Takes up what happened: the state after it, and what the ledger must tell, the past first. */
export function evolve(
  rules: ColourRules,
  { facts, last, evaluatedAt }: CodeState,
  change: Change,
  at: Instant,
): { state: CodeState; transitions: Transition[] } {
  // A clock that was set back must not turn the order of a ledger round.
  const now = latest(at, evaluatedAt);
  const transitions: Transition[] = [];
  const add = (standing: Standing, why: Transition['why'], cause: string | null) => {
    const from = transitions.at(-1)?.colour ?? last.colour;
    transitions.push({ ...standing, from, why, cause });
  };
  for (const standing of changesByTime(rules, facts, last, evaluatedAt, now)) {
    add(standing, 'time', null);
  }
  const changed = apply(rules, facts, change, now);
  const standing = standingAt(rules, changed, now);
  const before = transitions.at(-1) ?? last;
  if (!isSame(before, standing)) add(standing, change.kind, change.id);
  const said = transitions.at(-1) ?? last;
  return {
    state: {
      facts: settle(rules, changed, now),
      last: { at: said.at, colour: said.colour, reason: said.reason },
      evaluatedAt: now,
    },
    transitions,
  };
}

/** Whether nothing but a report that meets no rule, and its age, has made the colour. */
export function isQuiet({ facts, last }: CodeState): boolean {
  return last.colour === 'green' && facts.causes.length === 0 && facts.measured.length === 0;
}
