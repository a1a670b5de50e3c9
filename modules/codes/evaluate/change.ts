import type { ColourRules } from '../../../forms/colours.ts';
import type { Instant } from '../../../forms/definition.ts';
import { type Cause, type Change, type Facts, latest, ms, undoWindow } from './facts.ts';
import { causesOf, endOf, isHigh } from './standing.ts';

/** What becomes of the facts when something happens, and of those that matter no more. */

/** The facts after it. */
export function apply(rules: ColourRules, facts: Facts, change: Change, now: Instant): Facts {
  switch (change.kind) {
    case 'report':
      // The clock may have been set back since it arrived.
      return afterReport(facts, { ...change, at: change.at > now ? now : change.at });
    case 'measurement':
      return afterMeasurement(rules, facts, change, now);
    case 'measurement_undone':
      return withoutMeasurement(facts, change.id);
    case 'order': {
      const { rule, id, merge } = change;
      const cause = { rule, kind: 'order' as const, id, at: now, ...(merge && { merge }) };
      return { ...facts, causes: [...facts.causes, cause] };
    }
    case 'merge':
      return { ...facts, causes: [...facts.causes, ...broughtBy(change)] };
    case 'merge_undone':
      return { ...facts, causes: facts.causes.filter(({ merge }) => merge !== change.id) };
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
  // What another record brought goes with it again, and must leave what this one has.
  const newer = met.filter(
    (rule) =>
      !kept.some(
        (cause) => cause.kind === 'report' && cause.rule === rule && cause.merge === undefined,
      ),
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

function broughtBy({ id, causes }: Extract<Change, { kind: 'merge' }>): Cause[] {
  return causes.map((cause) => ({ ...cause, merge: id }));
}

/** A measurement that another record brought stands among the causes. */
function withoutMeasurement(facts: Facts, measurement: string): Facts {
  return {
    ...facts,
    causes: facts.causes.filter(
      ({ kind, id, merge }) => kind !== 'measurement' || id !== measurement || merge === undefined,
    ),
    measured: facts.measured.filter(({ id }) => id !== measurement),
  };
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
export function settle(rules: ColourRules, facts: Facts, now: Instant): Facts {
  const undoable = facts.measured.filter(({ recordedAt }) => ms(recordedAt) + undoWindow > ms(now));
  const final = facts.measured.filter((each) => !undoable.includes(each));
  const causes = causesOf(rules, { ...facts, measured: final }).filter((cause) => {
    const rule = rules.rules.find(({ code }) => code === cause.rule);
    if (!rule) return false;
    const end = endOf(rule, cause, final);
    return end === null || end > now;
  });
  const newest = causes.filter(
    ({ rule, kind, at, merge }) =>
      kind === 'order' ||
      !causes.some(
        (other) =>
          other.rule === rule && other.kind === kind && other.merge === merge && other.at > at,
      ),
  );
  const matter =
    newest.length > 0 || undoable.some(({ celsius }) => rules.rules.some(isHigh(celsius)));
  return { ...facts, causes: newest, measured: matter ? undoable : [] };
}
