import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assess, type ColourRule, type ColourRules } from '../../../forms/colours.ts';
import { rookery, rookeryColours } from '../../../forms/testing/rookery.ts';
import type { Change } from './facts.ts';
import { type Happened, neededFor, replay } from './replay.ts';
import { adopt, type CodeState, evolve, newCode, type Transition } from './rules.ts';
import { standingAt } from './standing.ts';

const checkup = rookery.forms[0]?.definition as NonNullable<
  (typeof rookery.forms)[number]
>['definition'];

const start = Date.parse('2022-01-20T00:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

/** The rules with one of them changed. */
function withRule(code: string, change: Partial<ColourRule>): ColourRules {
  const rules = rookeryColours.rules.map((rule) =>
    rule.code === code ? { ...rule, ...change } : rule,
  );
  return { ...rookeryColours, rules };
}

const without = (code: string): ColourRules => ({
  ...rookeryColours,
  rules: rookeryColours.rules.filter((rule) => rule.code !== code),
});

const { grey, forms } = rookeryColours;
const words = { zh: '热', en: 'Warm' };
const clean = { cleanReport: true, normalMeasurement: true };
const still = { field: 'limping', equals: false } as const;

it.each<[string, 'nothing' | 'facts' | 'history', ColourRules]>([
  ['nothing changed', 'nothing', structuredClone(rookeryColours)],
  ['words', 'nothing', withRule('hot', { label: words })],
  ['days for appeals', 'nothing', { ...rookeryColours, appealDays: 9 }],
  ['who may assign it', 'nothing', withRule('bitten', { byHand: false })],
  ['another colour', 'facts', withRule('hot', { colour: 'orange' })],
  ['grey sooner or later', 'facts', { ...rookeryColours, grey: { ...grey, afterDays: 20 } }],
  ['fewer days', 'facts', withRule('hot', { ends: { ...clean, afterDays: 2 } })],
  ['days where there were none', 'facts', withRule('bitten', { ends: { afterDays: 100 } })],
  ['no clean report', 'facts', withRule('lame', { ends: { afterDays: 3 } })],
  ['a rule by hand less', 'facts', without('bitten')],
  ['an order for more days', 'history', withRule('near-leopard-seal', { ends: { afterDays: 11 } })],
  ['more days', 'history', withRule('hot', { ends: { ...clean, afterDays: 8 } })],
  ['no days, so that an order would never end', 'history', withRule('hot', { ends: clean })],
  ['no normal measurement', 'history', withRule('hot', { ends: { afterDays: 7 } })],
  ['another temperature', 'history', withRule('hot', { measured: { gte: 38 } })],
  [
    'another condition',
    'history',
    withRule('lame', { reports: [{ form: 'checkup', when: still }] }),
  ],
  ['a rule less', 'history', without('lame')],
  ['another form', 'history', { ...rookeryColours, forms: [...forms, 'diary'] }],
])('%s takes %s', (_, needed, rules) => {
  expect(neededFor(rookeryColours, rules)).toBe(needed);
});

const when = fc.constantFrom(
  { field: 'temperature', gte: 38 },
  { field: 'temperature', gte: 39 },
  { field: 'limping', equals: true },
);
const ends = fc.record(
  {
    afterDays: fc.integer({ min: 1, max: 9 }),
    cleanReport: fc.boolean(),
    normalMeasurement: fc.boolean(),
  },
  { requiredKeys: [] },
);
const someRules: fc.Arbitrary<ColourRules> = fc
  .tuple(
    fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
    fc.array(
      fc.record({
        colour: fc.constantFrom('yellow' as const, 'orange' as const, 'red' as const),
        when: fc.option(when),
        measured: fc.option(fc.constantFrom({ gte: 38 }, { gte: 39 })),
        ends,
      }),
      { minLength: 4, maxLength: 4 },
    ),
    fc.integer({ min: 2, max: 20 }),
  )
  .map(([codes, given, afterDays]) => ({
    ...rookeryColours,
    grey: { ...rookeryColours.grey, afterDays },
    rules: codes.map((code, index) => {
      const { colour, when: condition, measured, ends: terms } = given[index]!;
      const { label, advice } = rookeryColours.green;
      return {
        ...{ code, colour, label, advice, byHand: true },
        ...(condition && { reports: [{ form: 'checkup', when: condition }] }),
        ...(measured && { measured }),
        ends: { ...terms, ...(!measured && { normalMeasurement: false }) },
      };
    }),
  }));

/** The rules before and after: others, or the same with another term, so that facts are enough now and then. */
const twoRules = fc.oneof(
  fc.tuple(someRules, someRules),
  fc
    .tuple(someRules, ends, fc.integer({ min: 2, max: 20 }), fc.nat(3))
    .map(([rules, terms, afterDays, nth]): [ColourRules, ColourRules] => {
      const changedRules = structuredClone(rules);
      changedRules.grey.afterDays = afterDays;
      const rule = changedRules.rules[nth % changedRules.rules.length]!;
      rule.ends = {
        ...rule.ends,
        ...terms,
        normalMeasurement: rule.ends.normalMeasurement ?? false,
      };
      return [rules, changedRules];
    }),
);

const step = fc.oneof(
  fc.record({ temperature: fc.constantFrom(37, 37, 38, 39), limping: fc.boolean() }),
  fc.record({ celsius: fc.constantFrom(37, 38.5, 40) }),
  fc.record({ order: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.constantFrom('end' as const, 'undo' as const),
);
const steps = fc.array(
  fc.tuple(step, fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 60, max: 4 * 1440 }))),
  { maxLength: 20 },
);

type Lived = {
  by: (rules: ColourRules) => { state: CodeState; told: Transition[] };
  happened: Happened[];
};

/** What a person lives through, told to rules step by step, and as it is recorded. */
function live(given: [typeof step extends fc.Arbitrary<infer S> ? S : never, number][]): Lived {
  const changes: [string, (rules: ColourRules) => Change][] = [];
  let happened: Happened[] = [];
  let minutes = 0;
  let last = '';
  for (const [index, [what, wait]] of given.entries()) {
    minutes += wait;
    const [now, id] = [at(minutes), `h${index}`];
    const note = (change: Extract<Happened, { kind: 'change' }>['change']) => {
      changes.push([now, () => change]);
      happened.push({ kind: 'change', at: now, change });
    };
    if (what === 'end') {
      const order = happened.findLast(
        (each) => each.kind === 'change' && each.change.kind === 'order',
      );
      if (order?.kind === 'change') note({ kind: 'order_ended', id: order.change.id });
    } else if (what === 'undo') {
      const undone = happened.find(
        (each) => each.kind === 'change' && each.change.id === last && each.at > at(minutes - 9),
      );
      if (undone?.kind !== 'change' || undone.change.kind !== 'measurement') continue;
      const { id: mistyped } = undone.change;
      changes.push([now, () => ({ kind: 'measurement_undone', id: mistyped })]);
      happened = happened.filter((each) => each !== undone);
    } else if ('order' in what) note({ kind: 'order', id, rule: what.order });
    else if ('celsius' in what) {
      last = id;
      note({ kind: 'measurement', id, at: now, recordedAt: now, celsius: what.celsius });
    } else {
      const report = { kind: 'report' as const, id, at: now };
      changes.push([now, (rules) => ({ ...report, ...assess(rules, checkup, what) })]);
      happened.push({ ...report, version: 1, definition: checkup, values: what });
    }
  }
  return {
    happened,
    by: (rules) => {
      let state = newCode;
      const told: Transition[] = [];
      for (const [now, change] of changes) {
        const isKnown = (c: Change) =>
          c.kind !== 'order' || rules.rules.some(({ code }) => code === c.rule);
        if (!isKnown(change(rules))) continue;
        const next = evolve(rules, state, change(rules), now);
        state = next.state;
        told.push(...next.transitions);
      }
      return { state, told };
    },
  };
}

const day = 1440;

it('makes of facts or of all that happened what the new rules would have made of it', () => {
  const seen = { nothing: 0, facts: 0, history: 0 };
  fc.assert(
    fc.property(
      twoRules,
      steps,
      fc.integer({ min: 0, max: 12 * day }),
      ([before, rules], given, rest) => {
        const lived = live(given);
        const { state, told } = lived.by(before);
        const expected = lived.by(rules).state.facts;
        const minutes = given.reduce((sum, [, wait]) => sum + wait, rest);
        const needed = neededFor(before, rules);
        seen[needed] += 1;
        const facts =
          needed === 'history'
            ? replay(rules, lived.happened, state.facts, at(minutes))
            : state.facts;
        const next = adopt(before, rules, state, { facts, at: at(minutes) });
        const colourOf = (those: typeof facts, later: number) => {
          const { colour, reason } = standingAt(rules, those, at(minutes + later));
          return [colour, reason?.rule, reason?.until];
        };
        for (const later of [0, 2 * day, 9 * day, 30 * day]) {
          expect(colourOf(next.state.facts, later)).toEqual(colourOf(expected, later));
        }
        // The ledger goes on where it was, up to what is shown now.
        const all = [...told, ...next.transitions];
        for (const [index, { from, at: moment }] of all.entries()) {
          expect(from).toBe(all[index - 1]?.colour ?? 'grey');
          expect(moment >= (all[index - 1]?.at ?? '')).toBe(true);
        }
        expect(next.state.last.colour).toBe(
          standingAt(rules, next.state.facts, at(minutes)).colour,
        );
      },
    ),
    { numRuns: 1500 },
  );
  expect(Math.min(seen.facts, seen.history)).toBeGreaterThan(50);
});

it('changes nobody by the rules in force', () => {
  fc.assert(
    fc.property(someRules, steps, fc.integer({ min: 0, max: 12 * day }), (rules, given, rest) => {
      const { by, happened } = live(given);
      const { state } = by(rules);
      const moment = at(given.reduce((sum, [, wait]) => sum + wait, rest));
      for (const facts of [state.facts, replay(rules, happened, state.facts, moment)]) {
        const { transitions } = adopt(rules, rules, state, { facts, at: moment });
        expect(transitions.filter(({ why }) => why === 'rules')).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

it('keeps what a measurement has caused that is past its date', () => {
  let state = newCode;
  const hot = { kind: 'measurement' as const, id: 'm', at: at(0), recordedAt: at(0), celsius: 40 };
  state = evolve(rookeryColours, state, hot, at(0)).state;
  state = evolve(rookeryColours, state, { kind: 'order_ended', id: 'x' }, at(60)).state;
  const later = withRule('hot', { ends: { ...clean, afterDays: 60 } });
  const facts = replay(later, [], state.facts, at(40 * day));
  expect(standingAt(later, facts, at(40 * day)).colour).toBe('yellow');
});

it('keeps what a merge brought from another record, as long as there is a rule for it', () => {
  const causes = [{ rule: 'bitten', kind: 'order' as const, id: 'o', at: at(0), merge: 'm' }];
  const kept = { causes, measured: [] };
  expect(replay(withRule('hot', { measured: { gte: 38 } }), [], kept, at(1)).causes).toEqual(
    causes,
  );
  expect(replay(without('bitten'), [], kept, at(1)).causes).toEqual([]);
});
