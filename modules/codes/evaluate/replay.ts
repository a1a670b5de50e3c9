import { isDeepStrictEqual } from 'node:util';
import {
  assess,
  type ColourEnds,
  type ColourRule,
  type ColourRules,
} from '../../../forms/colours.ts';
import type { FormDefinition, Instant, Values } from '../../../forms/definition.ts';
import { apply, settle } from './change.ts';
import { type Cause, type Change, type Facts, type Measurement, noFacts } from './facts.ts';

/**
 * What other rules would have made of somebody's past. Stored facts are what the rules of their time left of it, so
 * that many changes of rules are told by them, but not all: what those rules did not look at, or had end earlier, is
 * in the reports, measurements, orders and appeals alone.
 */

/** What happened to somebody's code, as it was recorded; what a report says to rules is for these to tell. */
export type Happened =
  | {
      kind: 'report';
      id: string;
      at: Instant;
      version: number;
      definition: FormDefinition;
      values: Values;
    }
  | { kind: 'change'; at: Instant; change: Exclude<Change, { kind: 'report' }> };

/** What tells who has which colour by other rules: nothing is to be asked, the facts, or all that happened. */
export type Needed = 'nothing' | 'facts' | 'history';

/** What must be known of people so that rules take the place of others. */
export function neededFor(before: ColourRules, rules: ColourRules): Needed {
  if (isDeepStrictEqual(decisive(before), decisive(rules))) return 'nothing';
  const isTold =
    isDeepStrictEqual(before.forms.toSorted(), rules.forms.toSorted()) &&
    isDeepStrictEqual(causesIn(before), causesIn(rules)) &&
    rules.rules.every((rule) => endsNoLater(ruleOf(before, rule.code), rule));
  return isTold ? 'facts' : 'history';
}

const ruleOf = ({ rules }: ColourRules, wanted: string) =>
  rules.find(({ code }) => code === wanted);

/** All but words, and what concerns credentials and appeals. */
const decisive = ({ forms, grey, rules }: ColourRules) => ({
  forms: forms.toSorted(),
  afterDays: grey.afterDays,
  rules: rules.map(({ code, colour, reports, measured, ends }) => [
    ...[code, colour, reports ?? [], measured ?? null],
    termsOf(ends),
  ]),
});

const termsOf = ({ afterDays, cleanReport = false, normalMeasurement = false }: ColourEnds) => ({
  ...{ afterDays: afterDays ?? null, cleanReport, normalMeasurement },
});

/** What makes which rule hold, beside orders: a report that meets any rule at all is clean for none. */
function causesIn({ rules }: ColourRules) {
  const told = rules.flatMap(({ code, reports, measured }) =>
    reports || measured ? [[code, reports ?? [], measured ?? null] as const] : [],
  );
  return told.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether whatever has ended by a rule before has by the new one, too. */
function endsNoLater(before: ColourRule | undefined, rule: ColourRule): boolean {
  // Nobody was given a rule yet that is new, unless something else than an order causes it.
  if (!before) return true;
  const [was, now] = [termsOf(before.ends), termsOf(rule.ends)];
  return (
    (was.cleanReport || !now.cleanReport) &&
    was.normalMeasurement === now.normalMeasurement &&
    daysOfCause(now) <= daysOfCause(was) &&
    (now.afterDays ?? Number.POSITIVE_INFINITY) <= (was.afterDays ?? Number.POSITIVE_INFINITY)
  );
}

/** So many days what is no order holds at least. */
function daysOfCause({ afterDays, cleanReport }: ReturnType<typeof termsOf>): number {
  return afterDays ?? (cleanReport ? 0 : Number.POSITIVE_INFINITY);
}

/**
 * The facts at a moment as though these rules had always been in force. Of measurements only `kept` tells that are past
 * their date, and of what a merge brought from another record: what these had caused goes on, as long as there is a
 * rule for it.
 */
export function replay(
  rules: ColourRules,
  happened: readonly Happened[],
  kept: Pick<Facts, 'causes' | 'measured'>,
  moment: Instant,
): Facts {
  let facts: Facts = { ...noFacts, ...unrecorded(rules, happened, kept, moment) };
  for (const each of happened.filter(({ at }) => at <= moment).toSorted(byTime)) {
    const change = each.kind === 'change' ? each.change : assessed(rules, each);
    if (change.kind === 'measurement' && facts.measured.some(({ id }) => id === change.id))
      continue;
    facts = settle(rules, apply(rules, facts, change, each.at), each.at);
  }
  return settle(rules, facts, moment);
}

function byTime(a: Happened, b: Happened): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.kind === 'report' && b.kind === 'report' ? a.version - b.version : 0;
}

function assessed(
  rules: ColourRules,
  { id, at, definition, values }: Extract<Happened, { kind: 'report' }>,
): Change {
  return { kind: 'report', id, at, ...assess(rules, definition, values) };
}

/** What stored facts tell of measurements of which there is no record any more, and of other records of the person. */
function unrecorded(
  { rules }: ColourRules,
  happened: readonly Happened[],
  { causes, measured }: Pick<Facts, 'causes' | 'measured'>,
  moment: Instant,
): Pick<Facts, 'causes' | 'measured'> {
  const known = new Set(
    happened.flatMap((each) =>
      each.kind === 'change' && each.change.kind === 'measurement' ? [each.change.id] : [],
    ),
  );
  const isGone = ({ id, at }: Cause | Measurement) => !known.has(id) && at <= moment;
  const measuring = rules.filter((rule) => rule.measured).map(({ code }) => code);
  const isBrought = ({ merge, rule, at }: Cause) =>
    merge !== undefined && at <= moment && rules.some(({ code }) => code === rule);
  return {
    causes: causes.filter(
      (cause) =>
        isBrought(cause) ||
        (cause.kind === 'measurement' && measuring.includes(cause.rule) && isGone(cause)),
    ),
    measured: measured.filter(isGone),
  };
}
