import {
  type CodeColour,
  type ColourRule,
  type ColourRules,
  isWorse,
} from '../../../forms/colours.ts';
import type { Instant } from '../../../forms/definition.ts';
import {
  type Cause,
  type CauseKind,
  type Facts,
  iso,
  latest,
  type Measurement,
  ms,
} from './facts.ts';

/** Which colour follows from facts, rules and the moment, and how it changes while nothing happens. */

const day = 24 * 60 * 60_000;

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

/** All causes, those among the measurements included. */
export function causesOf({ rules }: ColourRules, { causes, measured }: Facts): Cause[] {
  const byMeasurement = measured.flatMap(({ id, at, celsius, cleanAt = {} }) =>
    rules.filter(isHigh(celsius)).map(({ code }) => {
      const clean = cleanAt[code];
      return { rule: code, kind: 'measurement' as const, id, at, ...(clean && { cleanAt: clean }) };
    }),
  );
  return [...causes, ...byMeasurement];
}

export const isHigh =
  (celsius: number) =>
  ({ measured }: ColourRule) =>
    measured !== undefined && celsius >= measured.gte;

/** Whether a measured temperature makes any rule hold. */
export function isHighFor({ rules }: ColourRules, celsius: number): boolean {
  return rules.some(isHigh(celsius));
}

/** When a cause stops to be one; null while that is not known. */
export function endOf(
  rule: ColourRule,
  cause: Cause,
  measured: readonly Measurement[],
): Instant | null {
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

/** What makes rules hold at a moment, each as a cause of its own. */
export function holdingCauses(rules: ColourRules, facts: Facts, now: Instant): Cause[] {
  return causesOf(rules, facts).filter((cause) => {
    const rule = rules.rules.find(({ code }) => code === cause.rule);
    const end = rule ? endOf(rule, cause, facts.measured) : now;
    return end === null || end > now;
  });
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
export function changesByTime(
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
    [colour, reason?.rule, reason?.kind, reason?.id, reason?.at, reason?.until].join();
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
