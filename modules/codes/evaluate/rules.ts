import {
  type CodeColour,
  type ColourRule,
  type ColourRules,
  isWorse,
} from '../../../forms/colours.ts';
import type { Instant } from '../../../forms/definition.ts';

/**
 * What decides about a colour, and how it changes. All is told by a few facts of each person, which
 * reports, measurements and orders add to; the colour follows from them, the rules and the moment. What
 * ends by time ends without anybody doing anything; `evolve` tells of it when something next happens.
 */

/** So long a measurement can be undone by whoever mistyped it. */
export const undoWindow = 10 * 60_000;

const day = 24 * 60 * 60_000;

export type CauseKind = 'report' | 'measurement' | 'order';

/** What makes a rule hold: the newest of its kind, or one that stands in an order. */
export type Cause = {
  rule: string;
  kind: CauseKind;
  id: string;
  at: Instant;
  /** The first report after it by which the rule was clear. */
  cleanAt?: Instant;
};

export type Measurement = {
  /** That of the check, of which it is a part. */
  id: string;
  at: Instant;
  recordedAt: Instant;
  celsius: number;
  /** First reports after it by which rules were clear. */
  cleanAt?: { [rule: string]: Instant };
};

export type Facts = {
  /** When the newest report arrived of those that give the code its age. */
  reportedAt: Instant | null;
  causes: Cause[];
  /** Those that can be undone and matter, in their order. */
  measured: Measurement[];
};

export const noFacts: Facts = { reportedAt: null, causes: [], measured: [] };

/** Why a person has a colour that a rule gives. */
export type Reason = {
  rule: string;
  kind: CauseKind;
  id: string;
  /** When what caused it happened. */
  at: Instant;
  /** When it ends; null while that is not known. */
  until: Instant | null;
};

/** A colour from a moment on. Without a reason it is green, or grey where there is no report. */
export type Standing = { at: Instant; colour: CodeColour; reason: Reason | null };

export type Change =
  | { kind: 'report'; id: string; at: Instant; met: string[]; clears: string[]; renews: boolean }
  | ({ kind: 'measurement' } & Measurement)
  | { kind: 'measurement_undone'; id: string }
  | { kind: 'order'; id: string; rule: string }
  | { kind: 'order_ended'; id: string }
  | {
      kind: 'appeal';
      id: string;
      reason: Pick<Reason, 'rule' | 'kind' | 'id'>;
      writtenAt: Instant;
    };

/** What goes into the ledger. */
export type Transition = Standing & {
  from: CodeColour;
  /** What brought it about; `time` where nothing did. */
  why: Change['kind'] | 'time';
  /** Which report, measurement, order or appeal. */
  cause: string | null;
};

const ms = (instant: Instant): number => Date.parse(instant);
const iso = (time: number): Instant => new Date(time).toISOString();
const latest = (...all: Instant[]): Instant => all.toSorted().at(-1) ?? '';

/** All causes, those among the measurements included. */
function causesOf({ rules }: ColourRules, { causes, measured }: Facts): Cause[] {
  const byMeasurement = measured.flatMap(({ id, at, celsius, cleanAt = {} }) =>
    rules.filter(isHigh(celsius)).map(({ code }) => {
      const clean = cleanAt[code];
      return { rule: code, kind: 'measurement' as const, id, at, ...(clean && { cleanAt: clean }) };
    }),
  );
  return [...causes, ...byMeasurement];
}

const isHigh =
  (celsius: number) =>
  ({ measured }: ColourRule) =>
    measured !== undefined && celsius >= measured.gte;

/** Whether a measured temperature makes any rule hold. */
export function isHighFor({ rules }: ColourRules, celsius: number): boolean {
  return rules.some(isHigh(celsius));
}

/** When a cause stops to be one; null while that is not known. */
function endOf(rule: ColourRule, cause: Cause, measured: readonly Measurement[]): Instant | null {
  const { afterDays, cleanReport, normalMeasurement } = rule.ends;
  const term = afterDays === undefined ? null : iso(ms(cause.at) + afterDays * day);
  // Who was authorised to give an order knows more than a report or a thermometer tells.
  if (cause.kind === 'order') return term;
  const normal =
    normalMeasurement &&
    measured.find(({ at, celsius }) => at >= cause.at && !isHigh(celsius)(rule));
  const clean = cleanReport ? (cause.cleanAt ?? null) : cause.at;
  const byTerm = term ?? (cleanReport ? cause.at : null);
  const regular = clean === null || byTerm === null ? null : latest(clean, byTerm);
  if (!normal) return regular;
  return regular !== null && regular < normal.at ? regular : normal.at;
}

/** Why the person has which colours at a moment: the worst first, and of these what ends last. */
export function reasonsAt(rules: ColourRules, facts: Facts, now: Instant): Reason[] {
  const byRule = new Map<string, Reason>();
  for (const cause of causesOf(rules, facts)) {
    const rule = rules.rules.find(({ code }) => code === cause.rule);
    if (!rule || cause.at > now) continue;
    const until = endOf(rule, cause, facts.measured);
    if (until !== null && until <= now) continue;
    const { kind, id, at } = cause;
    const reason = { rule: rule.code, kind, id, at, until };
    const other = byRule.get(rule.code);
    if (!other || endsLater(reason, other)) byRule.set(rule.code, reason);
  }
  return [...byRule.values()].toSorted((a, b) => compareReasons(rules, a, b));
}

/** Orders that hold at a moment. */
export function ordersAt({ rules }: ColourRules, { causes }: Facts, now: Instant): Cause[] {
  return causes.filter((cause) => {
    const rule = cause.kind === 'order' && rules.find(({ code }) => code === cause.rule);
    const end = rule ? endOf(rule, cause, []) : now;
    return end === null || end > now;
  });
}

function endsLater(a: Reason, b: Reason): boolean {
  if (a.until !== b.until) return a.until === null || (b.until !== null && a.until > b.until);
  return a.at >= b.at;
}

function compareReasons({ rules }: ColourRules, a: Reason, b: Reason): number {
  const [one, other] = [a, b].map(({ rule }) => rules.findIndex(({ code }) => code === rule));
  const [first, second] = [rules[one ?? -1], rules[other ?? -1]];
  if (!first || !second) return 0;
  if (first.colour !== second.colour) return isWorse(first.colour, second.colour) ? -1 : 1;
  if (a.until !== b.until) return endsLater(a, b) ? -1 : 1;
  return (one ?? 0) - (other ?? 0);
}

/** From when on there is no information, unless something else is known; null: there never was any. */
export function staleAt({ grey }: ColourRules, { reportedAt }: Facts): Instant | null {
  return reportedAt === null ? null : iso(ms(reportedAt) + grey.afterDays * day);
}

/** The colour at a moment. */
export function standingAt(rules: ColourRules, facts: Facts, at: Instant): Standing {
  const [reason] = reasonsAt(rules, facts, at);
  if (reason) {
    const rule = rules.rules.find(({ code }) => code === reason.rule) as ColourRule;
    return { at, colour: rule.colour, reason };
  }
  const stale = staleAt(rules, facts);
  return { at, colour: stale !== null && at < stale ? 'green' : 'grey', reason: null };
}

/** How the colour changes between two moments while nothing happens; the first moment is left out. */
function changesByTime(
  rules: ColourRules,
  facts: Facts,
  after: Standing,
  from: Instant,
  to: Instant,
): Standing[] {
  const ends = causesOf(rules, facts).flatMap((cause) => {
    const rule = rules.rules.find(({ code }) => code === cause.rule);
    return rule ? [endOf(rule, cause, facts.measured)] : [];
  });
  const moments = [...ends, staleAt(rules, facts)].filter(
    (at): at is Instant => at !== null && at > from && at <= to,
  );
  const standings: Standing[] = [];
  let last = after;
  for (const at of [...new Set(moments)].toSorted()) {
    const standing = standingAt(rules, facts, at);
    if (isSame(last, standing)) continue;
    standings.push(standing);
    last = standing;
  }
  return standings;
}

/** Whether two standings say the same to the person. */
export function isSame(a: Standing, b: Standing): boolean {
  const told = ({ colour, reason }: Standing) =>
    [colour, reason?.rule, reason?.kind, reason?.id, reason?.until].join();
  return told(a) === told(b);
}

const farAway = '9999-12-31T00:00:00.000Z';

/** What will be shown from now on if nothing happens, as far as rules have a say; age comes on top. */
export function timelineOf(rules: ColourRules, facts: Facts, now: Instant): Standing[] {
  const first = standingAt(rules, facts, now);
  const later = changesByTime(rules, facts, first, now, farAway);
  return [first, ...later].filter(
    ({ reason }, index, all) => index === 0 || reason !== null || all[index - 1]?.reason !== null,
  );
}

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

function apply(rules: ColourRules, facts: Facts, change: Change, now: Instant): Facts {
  switch (change.kind) {
    case 'report':
      // The clock may have been set back since it arrived.
      return afterReport(facts, { ...change, at: change.at > now ? now : change.at });
    case 'measurement':
      return afterMeasurement(rules, facts, change, now);
    case 'measurement_undone':
      return { ...facts, measured: facts.measured.filter(({ id }) => id !== change.id) };
    case 'order': {
      const cause = { rule: change.rule, kind: 'order' as const, id: change.id, at: now };
      return { ...facts, causes: [...facts.causes, cause] };
    }
    case 'order_ended':
      return withoutOrder(facts, change.id);
    case 'appeal':
      return afterAppeal(rules, facts, change);
    default:
      return change satisfies never;
  }
}

/**
 * A corrected report counts as one more: nobody takes back by it what they said before, but what a clean
 * report ends it ends.
 */
function afterReport(
  facts: Facts,
  { id, at, met, clears, renews }: Extract<Change, { kind: 'report' }>,
): Facts {
  const cleared = (rule: string, cause: { at: Instant; cleanAt?: Instant }) =>
    clears.includes(rule) && cause.at <= at && cause.cleanAt === undefined;
  const kept = facts.causes.filter(
    (cause) => !(cause.kind === 'report' && met.includes(cause.rule) && cause.at <= at),
  );
  const newer = met.filter(
    (rule) => !kept.some((cause) => cause.kind === 'report' && cause.rule === rule),
  );
  return {
    reportedAt: renews ? latest(at, facts.reportedAt ?? at) : facts.reportedAt,
    causes: [
      ...kept.map((cause) =>
        cause.kind !== 'order' && cleared(cause.rule, cause) ? { ...cause, cleanAt: at } : cause,
      ),
      ...newer.map((rule) => ({ rule, kind: 'report' as const, id, at })),
    ],
    measured: facts.measured.map((each) => {
      if (each.at > at || clears.length === 0) return each;
      const first = Object.fromEntries(clears.map((rule) => [rule, at]));
      return { ...each, cleanAt: { ...first, ...each.cleanAt } };
    }),
  };
}

/** A temperature that causes nothing and ends nothing leaves no trace. */
function afterMeasurement(
  rules: ColourRules,
  facts: Facts,
  { kind: _, ...given }: Extract<Change, { kind: 'measurement' }>,
  now: Instant,
): Facts {
  if (facts.measured.some(({ id }) => id === given.id)) return facts;
  // Phones that queued it may be ahead of the time.
  const measurement = { ...given, at: given.at > now ? now : given.at };
  const high = rules.rules.some(isHigh(measurement.celsius));
  const ends = rules.rules.filter(({ ends: { normalMeasurement } }) => normalMeasurement);
  const matters = causesOf(rules, facts).some(({ rule }) => ends.some(({ code }) => code === rule));
  if (!high && !matters) return facts;
  const measured = [...facts.measured, measurement].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return { ...facts, measured };
}

function withoutOrder(facts: Facts, order: string): Facts {
  return {
    ...facts,
    causes: facts.causes.filter(({ kind, id }) => kind !== 'order' || id !== order),
  };
}

/**
 * An appeal that was accepted takes away what it was about: an order, or all that made a rule hold until it was
 * written. What came later it says nothing of.
 */
function afterAppeal(
  { rules }: ColourRules,
  facts: Facts,
  { reason: { rule, kind, id }, writtenAt }: Extract<Change, { kind: 'appeal' }>,
): Facts {
  if (kind === 'order') return withoutOrder(facts, id);
  const high = rules.find(({ code }) => code === rule);
  return {
    ...facts,
    causes: facts.causes.filter(
      (cause) => cause.kind === 'order' || cause.rule !== rule || cause.at > writtenAt,
    ),
    measured: facts.measured.filter(
      ({ celsius, at }) => !high || !isHigh(celsius)(high) || at > writtenAt,
    ),
  };
}

/** Leaves out what has ended for good, and makes of measurements that nobody can undo what they came to. */
function settle(rules: ColourRules, facts: Facts, now: Instant): Facts {
  const undoable = facts.measured.filter(({ recordedAt }) => ms(recordedAt) + undoWindow > ms(now));
  const final = facts.measured.filter((each) => !undoable.includes(each));
  const causes = causesOf(rules, { ...facts, measured: final }).filter((cause) => {
    const rule = rules.rules.find(({ code }) => code === cause.rule);
    if (!rule) return false;
    const end = endOf(rule, cause, final);
    return end === null || end > now;
  });
  const newest = causes.filter(
    ({ rule, kind, at }) =>
      kind === 'order' ||
      !causes.some((other) => other.rule === rule && other.kind === kind && other.at > at),
  );
  const matter =
    newest.length > 0 || undoable.some(({ celsius }) => rules.rules.some(isHigh(celsius)));
  return { ...facts, causes: newest, measured: matter ? undoable : [] };
}

/** Whether nothing but a report that meets no rule, and its age, has made the colour. */
export function isQuiet({ facts, last }: CodeState): boolean {
  return last.colour === 'green' && facts.causes.length === 0 && facts.measured.length === 0;
}
