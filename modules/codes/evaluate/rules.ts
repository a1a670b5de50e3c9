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
  /** What brought it about; `time` where nothing did, `rules` where others were published. */
  why: Change['kind'] | 'time' | 'rules';
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
export function evolve(rules: ColourRules, state: CodeState, change: Change, at: Instant): Evolved {
  // A clock that was set back must not turn the order of a ledger round.
  const now = latest(at, state.evaluatedAt);
  const facts = apply(rules, state.facts, change, now);
  return advance({ before: rules, rules }, state, facts, {
    now,
    why: change.kind,
    cause: change.id,
  });
}

/**
 * Puts rules in the place of others for somebody of whom these facts are known. What time has ended until now it ended
 * by the former rules, which were shown.
 */
export function adopt(
  before: ColourRules,
  rules: ColourRules,
  state: CodeState,
  { facts, at }: { facts: Facts; at: Instant },
): Evolved {
  const now = latest(at, state.evaluatedAt);
  return advance({ before, rules }, state, facts, { now, why: 'rules', cause: null });
}

type Evolved = { state: CodeState; transitions: Transition[] };

function advance(
  { before, rules }: { before: ColourRules; rules: ColourRules },
  { facts, last, evaluatedAt }: CodeState,
  changed: Facts,
  { now, why, cause }: Pick<Transition, 'why' | 'cause'> & { now: Instant },
): Evolved {
  const transitions: Transition[] = [];
  const said = () => transitions.at(-1) ?? last;
  for (const standing of changesByTime(before, facts, last, evaluatedAt, now)) {
    transitions.push({ ...standing, from: said().colour, why: 'time', cause: null });
  }
  const standing = standingAt(rules, changed, now);
  if (!isSame(said(), standing)) {
    transitions.push({ ...standing, from: said().colour, why, cause });
  }
  const { at, colour, reason } = said();
  return {
    state: { facts: settle(rules, changed, now), last: { at, colour, reason }, evaluatedAt: now },
    transitions,
  };
}

/** Whether nothing but a report that meets no rule, and its age, has made the colour. */
export function isQuiet({ facts, last }: CodeState): boolean {
  return last.colour === 'green' && facts.causes.length === 0 && facts.measured.length === 0;
}
