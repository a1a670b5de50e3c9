import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeColour, isWorse } from '../../../forms/colours.ts';
import { rookeryColours as rules } from '../../../forms/testing/rookery.ts';
import { type Change, undoWindow } from './facts.ts';
import { type CodeState, evolve, isQuiet, newCode, type Transition } from './rules.ts';
import { reasonsAt, standingAt, timelineOf } from './standing.ts';

const start = Date.parse('2022-01-20T00:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const at = (days: number, minutes = 0) =>
  new Date(start + days * day + minutes * minute).toISOString();

/** What happens, without its moment. */
type Happening =
  | { report: string[] }
  | { measured: number; id?: string }
  | { undo: string }
  | { order: string; id: string }
  | { endOrder: string }
  | { accept: true; writtenAt?: string };

let last = 0;

function changeOf(happening: Happening, moment: string, state: CodeState): Change | null {
  last += 1;
  const id = `x${last}`;
  if ('report' in happening) {
    const { report: met } = happening;
    const clears = met.length > 0 ? [] : ['hot', 'lame'];
    return { kind: 'report', id, at: moment, met, clears, renews: true };
  }
  if ('measured' in happening) {
    const { measured: celsius, id: own = id } = happening;
    return { kind: 'measurement', id: own, at: moment, recordedAt: moment, celsius };
  }
  if ('undo' in happening) return { kind: 'measurement_undone', id: happening.undo };
  if ('order' in happening) return { kind: 'order', id: happening.id, rule: happening.order };
  if ('endOrder' in happening) return { kind: 'order_ended', id: happening.endOrder };
  const [reason] = reasonsAt(rules, state.facts, moment);
  return reason ? { kind: 'appeal', id, reason, writtenAt: happening.writtenAt ?? moment } : null;
}

/** What the ledger says after all this. */
function follow(...happenings: [string, Happening][]) {
  let state = newCode;
  const told: Transition[] = [];
  for (const [moment, happening] of happenings) {
    const change = changeOf(happening, moment, state);
    if (!change) continue;
    const next = evolve(rules, state, change, moment);
    state = next.state;
    told.push(...next.transitions);
  }
  const words = told.map(({ at: when, from, colour, why }) => `${when} ${from}>${colour} ${why}`);
  return {
    state,
    told,
    words,
    colour: (when: string) => standingAt(rules, state.facts, when).colour,
  };
}

describe('green', () => {
  it('comes with a report that meets no rule, and turns grey with its age alone', () => {
    const { words, colour, state } = follow([at(0), { report: [] }]);
    expect(words).toEqual([`${at(0)} grey>green report`]);
    expect(isQuiet(state)).toBe(true);
    expect([at(0), at(14, -1), at(14), at(30)].map(colour)).toEqual([
      'green',
      'green',
      'grey',
      'grey',
    ]);
  });

  it('tells of the grey before it, once it comes back', () => {
    const { words } = follow([at(0), { report: [] }], [at(20), { report: [] }]);
    expect(words.slice(1)).toEqual([`${at(14)} green>grey time`, `${at(20)} grey>green report`]);
  });

  it('goes on with each report, and the ledger has nothing to tell', () => {
    expect(follow([at(0), { report: [] }], [at(10), { report: [] }]).words).toHaveLength(1);
  });
});

describe('yellow by a report', () => {
  it('ends after a clean report and its days, whichever is later', () => {
    const soon = follow([at(0), { report: ['hot'] }], [at(1), { report: [] }]);
    expect(soon.told.at(-1)?.reason?.until).toBe(at(7));
    expect([at(7, -1), at(7)].map(soon.colour)).toEqual(['yellow', 'green']);
    const late = follow([at(0), { report: ['hot'] }], [at(9), { report: [] }]);
    expect(late.words).toEqual([`${at(0)} grey>yellow report`, `${at(9)} yellow>green report`]);
  });

  it('does not end without a clean report, nor is it grey with age', () => {
    expect(follow([at(0), { report: ['hot'] }]).colour(at(60))).toBe('yellow');
  });

  it('begins anew with each report that says so', () => {
    const { colour } = follow(
      [at(0), { report: ['hot'] }],
      [at(1), { report: [] }],
      [at(6), { report: ['hot'] }],
      [at(7), { report: [] }],
    );
    expect([at(13, -1), at(13)].map(colour)).toEqual(['yellow', 'green']);
  });

  it('tells its end with the next thing that happens', () => {
    const { words } = follow(
      [at(0), { report: ['lame'] }],
      [at(1), { report: [] }],
      [at(5), { report: [] }],
    );
    expect(words.slice(1)).toEqual([`${at(1)} yellow>yellow report`, `${at(3)} yellow>green time`]);
  });

  it('turns grey where it ends after the last report is too old', () => {
    const { state } = follow([at(0), { report: ['hot'] }], [at(1), { report: [] }]);
    const old = { ...state.facts, reportedAt: at(-10) };
    expect(standingAt(rules, old, at(8)).colour).toBe('grey');
    expect(timelineOf(rules, old, at(1)).map(({ reason }) => reason?.rule)).toEqual([
      'hot',
      undefined,
    ]);
  });

  it('of temperature ends with a normal measurement, one of limping does not', () => {
    const { words, colour } = follow(
      [at(0), { report: ['hot'] }],
      [at(0, 5), { measured: 38.9 }],
      [at(1), { report: ['lame'] }],
      [at(1, 5), { measured: 38 }],
    );
    expect(words.slice(1)).toEqual([
      `${at(0, 5)} yellow>green measurement`,
      `${at(1)} green>yellow report`,
    ]);
    expect(colour(at(2))).toBe('yellow');
  });
});

describe('a measurement', () => {
  it('that is high gives yellow, at the edge, and the ledger shows it and that it was undone', () => {
    const { words, state } = follow(
      [at(0), { report: [] }],
      [at(1), { measured: 39, id: 'm' }],
      [at(1, 9), { undo: 'm' }],
    );
    expect(words.slice(1)).toEqual([
      `${at(1)} green>yellow measurement`,
      `${at(1, 9)} yellow>green measurement_undone`,
    ]);
    expect(isQuiet(state)).toBe(true);
  });

  it('cannot be undone any more once somebody could rely on it', () => {
    const { words } = follow(
      [at(0), { report: [] }],
      [at(1), { measured: 39, id: 'm' }],
      [new Date(Date.parse(at(1)) + undoWindow).toISOString(), { report: ['lame'] }],
      [at(1, 11), { undo: 'm' }],
    );
    expect(words.at(-1)).toContain('yellow');
  });

  it('that was normal by mistake brings the yellow back that it ended', () => {
    const { words } = follow(
      [at(0), { report: ['hot'] }],
      [at(1), { measured: 37, id: 'm' }],
      [at(1, 3), { measured: 37.2, id: 'n' }],
      [at(1, 4), { undo: 'm' }],
      [at(1, 5), { undo: 'n' }],
    );
    expect(words.slice(1)).toEqual([
      `${at(1)} yellow>green measurement`,
      `${at(1, 5)} green>yellow measurement_undone`,
    ]);
  });

  it('of a clock that is ahead counts from now on', () => {
    const ahead: Change = {
      kind: 'measurement',
      id: 'm',
      at: at(3),
      recordedAt: at(1),
      celsius: 40,
    };
    const { state, transitions } = evolve(rules, newCode, ahead, at(1));
    expect(transitions.map(({ colour, reason }) => [colour, reason?.at])).toEqual([
      ['yellow', at(1)],
    ]);
    expect(standingAt(rules, state.facts, at(1)).colour).toBe('yellow');
  });
});

it('holds at once where a clock was set back since the report arrived', () => {
  const early = { kind: 'report' as const, id: 'r', at: at(1), met: ['hot'], clears: [] };
  const { transitions } = evolve(rules, newCode, { ...early, renews: true }, at(0));
  expect(transitions.map(({ colour, reason }) => [colour, reason?.at])).toEqual([
    ['yellow', at(0)],
  ]);
});

describe('an order', () => {
  it('outranks all else, ends by hand alone, and leaves what was below it', () => {
    const { words } = follow(
      [at(0), { report: ['hot'] }],
      [at(1), { order: 'bitten', id: 'o' }],
      [at(2), { measured: 36 }],
      [at(3), { report: ['lame'] }],
      [at(60), { endOrder: 'o' }],
    );
    expect(words).toEqual([
      `${at(0)} grey>yellow report`,
      `${at(1)} yellow>red order`,
      `${at(60)} red>yellow order_ended`,
    ]);
  });

  it('may end by its days', () => {
    const { colour, told } = follow([at(0), { order: 'near-leopard-seal', id: 'o' }]);
    expect(told[0]?.reason?.until).toBe(at(10));
    expect([at(10, -1), at(10)].map(colour)).toEqual(['orange', 'grey']);
  });
});

it('keeps by an appeal what came after it was written', () => {
  const { words } = follow(
    [at(0), { measured: 39 }],
    [at(2), { measured: 40 }],
    [at(3), { accept: true, writtenAt: at(1) }],
    [at(4), { accept: true, writtenAt: at(3) }],
  );
  expect(words.at(-1)).toBe(`${at(4)} yellow>grey appeal`);
});

it('takes away by an appeal what it was about, and nothing else', () => {
  const { words } = follow(
    [at(0), { report: ['hot', 'lame'] }],
    [at(1), { order: 'bitten', id: 'o' }],
    [at(2), { accept: true }],
    [at(3), { accept: true }],
  );
  expect(words.slice(1)).toEqual([
    `${at(1)} yellow>red order`,
    `${at(2)} red>yellow appeal`,
    `${at(3)} yellow>yellow appeal`,
  ]);
});

/** The colour by all that ever happened, told by the sentences of the rules and without any state. */
function byHistory(history: [string, Happening, string][], now: string): CodeColour {
  const time = Date.parse(now);
  const undone = history.flatMap(([, each]) => ('undo' in each ? [each.undo] : []));
  const ended = history.flatMap(([, each]) => ('endOrder' in each ? [each.endOrder] : []));
  const told = history
    .filter(([, , id]) => !undone.includes(id))
    .map(([moment, happening], index) => ({ time: Date.parse(moment), happening, index }));
  const clean = told.filter(({ happening }) => 'report' in happening && !happening.report.length);
  let worst: CodeColour | null = null;
  for (const { code, colour, measured, ends } of rules.rules) {
    const term = (ends.afterDays ?? 0) * day;
    const holds = told.some(({ time: begun, happening, index }) => {
      if ('order' in happening) {
        if (happening.order !== code || ended.includes(happening.id)) return false;
        return ends.afterDays === undefined || time < begun + term;
      }
      const reported = 'report' in happening && happening.report.includes(code);
      const high = 'measured' in happening && measured && happening.measured >= measured.gte;
      if (!reported && !high) return false;
      const after = told.slice(index + 1);
      const normal = after.some(
        (each) => 'measured' in each.happening && each.happening.measured < (measured?.gte ?? 0),
      );
      if (ends.normalMeasurement && normal) return false;
      const first = clean.find((each) => each.index > index);
      return !first || time < Math.max(begun + term, first.time);
    });
    if (holds && (!worst || isWorse(colour, worst))) worst = colour;
  }
  if (worst) return worst;
  const reported = told.filter(({ happening }) => 'report' in happening).at(-1)?.time;
  return reported !== undefined && time < reported + 14 * day ? 'green' : 'grey';
}

const happenings = fc.oneof(
  fc.record({ report: fc.subarray(['hot', 'lame']) }),
  fc.record({ measured: fc.constantFrom(37, 38.9, 39, 41) }),
  fc.constant({ undo: 'newest' }),
  fc.record({ order: fc.constantFrom('bitten', 'near-leopard-seal'), id: fc.constant('') }),
  fc.constant({ endOrder: 'newest' }),
);
const steps = fc.array(
  fc.tuple(
    happenings,
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 9 * 24 * 60 })),
  ),
  { maxLength: 25 },
);

it('decides step by step as by the whole history, and the ledger says each change', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 20 }), (given, rest) => {
      let state = newCode;
      let minutes = 0;
      const history: [string, Happening, string][] = [];
      const told: Transition[] = [];
      for (const [wanted, wait] of given) {
        minutes += wait;
        const moment = at(0, minutes);
        const named = nameNewest(wanted, history, minutes);
        if (!named) continue;
        const { happening, id } = named;
        const change = changeOf(happening, moment, state) as Change;
        // Between two steps nothing but time has passed.
        const before = at(0, minutes - 0.5);
        expect(standingAt(rules, state.facts, before).colour).toBe(byHistory(history, before));
        const next = evolve(rules, state, change, moment);
        history.push([moment, happening, id]);
        told.push(...next.transitions);
        state = next.state;
      }
      const end = at(rest, minutes);
      expect(standingAt(rules, state.facts, end).colour).toBe(byHistory(history, end));
      for (const [index, { from, at: when }] of told.entries()) {
        expect(from).toBe(told[index - 1]?.colour ?? 'grey');
        expect(when >= (told[index - 1]?.at ?? '')).toBe(true);
      }
      expect(state.last.colour).toBe(told.at(-1)?.colour ?? 'grey');
    }),
    { numRuns: 300 },
  );
});

/** Gives measurements and orders names, and what is undone or ended the newest that can be. */
function nameNewest(wanted: Happening, history: [string, Happening, string][], minutes: number) {
  const id = `h${history.length}`;
  if ('measured' in wanted) return { happening: { ...wanted, id }, id };
  if ('order' in wanted) return { happening: { ...wanted, id }, id };
  if ('undo' in wanted) {
    const since = at(0, minutes - 9);
    const done = history.flatMap(([, each]) => ('undo' in each ? [each.undo] : []));
    const newest = history.findLast(
      ([moment, each, own]) => 'measured' in each && moment >= since && !done.includes(own),
    );
    return newest ? { happening: { undo: newest[2] }, id } : null;
  }
  if ('endOrder' in wanted) {
    const done = history.flatMap(([, each]) => ('endOrder' in each ? [each.endOrder] : []));
    const newest = history.findLast(([, each, own]) => 'order' in each && !done.includes(own));
    return newest ? { happening: { endOrder: newest[2] }, id } : null;
  }
  return { happening: wanted, id };
}
