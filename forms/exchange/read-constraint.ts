import { addDays, isDay } from '../days.ts';
import type { DayBound, FieldOf } from '../definition.ts';
import { timeOf } from '../instants.ts';
import { isPattern } from '../pattern.ts';
import { chain, type Lookup } from './condition-of-expression.ts';
import { type Expression, printExpression } from './expression.ts';
import type { FindingCode } from './findings.ts';

/** What a constraint makes of a field, and which of its parts no field can say. */
export type ReadConstraint = {
  properties: Record<string, unknown>;
  lost: { code: FindingCode; part: string }[];
};

/** The types of fields that a constraint can bound. */
export type Bounded = 'number' | 'text' | 'longtext' | 'choices' | 'date' | 'datetime';

type Side = 'min' | 'max';
type InstantBound = NonNullable<FieldOf<'datetime'>['min']>;
/** A comparison of what is asked with something: `isStrict` without the edge itself. */
type Edge = { side: Side; isStrict: boolean; value: Expression };

type Term = (term: Expression, note: (code: FindingCode) => void) => Record<string, unknown> | null;

/** Reads a constraint, term by term; what is said twice is lost the second time. */
export function readConstraint(
  type: Bounded,
  constraint: Expression,
  lookup: Lookup,
  decimals?: number,
): ReadConstraint {
  const read = termReaders[type](lookup, decimals);
  const properties: Record<string, unknown> = {};
  const lost: ReadConstraint['lost'] = [];
  for (const term of chain(constraint, 'and')) {
    const part = printExpression(term);
    let code: FindingCode = 'constraint_not_carried';
    const found = read(term, (noted) => {
      if (noted === 'made_inclusive') lost.push({ code: noted, part });
      else code = noted;
    });
    const isNew = found && Object.keys(found).every((key) => !(key in properties));
    if (isNew) Object.assign(properties, found);
    else lost.push({ code, part });
  }
  return { properties, lost };
}

const termReaders: Record<Bounded, (lookup: Lookup, decimals?: number) => Term> = {
  number: (_, decimals) => (term) => decimalsIn(term) ?? numberBounds(term, decimals),
  text: () => (term, note) => lengthIn(term) ?? patternIn(term, note),
  longtext: () => (term) => lengthIn(term),
  choices: () => (term) => wholeBounds(term, 'count-selected'),
  date: (lookup) => (term) => {
    return bounds(term, isSelf, ({ side, isStrict, value }) => {
      const bound = dayBound(value, lookup);
      return bound && (isStrict ? shifted(bound, side === 'min' ? 1 : -1) : bound);
    });
  },
  datetime: (lookup) => (term, note) => {
    return bounds(term, isSelf, ({ isStrict, value }) => {
      const bound = instantBound(value, lookup);
      if (bound && isStrict) note('made_inclusive');
      return bound;
    });
  },
};

const isSelf = ({ kind }: Expression) => kind === 'self';

const isCallOfSelf = (name: string) => (expression: Expression) =>
  expression.kind === 'call' &&
  expression.name === name &&
  expression.of.length === 1 &&
  expression.of.every(isSelf);

const sides: Record<string, { side: Side; isStrict: boolean }[]> = {
  '>': [{ side: 'min', isStrict: true }],
  '>=': [{ side: 'min', isStrict: false }],
  '<': [{ side: 'max', isStrict: true }],
  '<=': [{ side: 'max', isStrict: false }],
  '=': [
    { side: 'min', isStrict: false },
    { side: 'max', isStrict: false },
  ],
};

const turned: Record<string, string> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '=': '=' };

/** The bounds that a comparison of `asked` sets, each as `boundOf` has it; null where it is none. */
function bounds(
  term: Expression,
  asked: (expression: Expression) => boolean,
  boundOf: (edge: Edge) => unknown,
): Record<string, unknown> | null {
  if (term.kind !== 'binary') return null;
  const isTurned = !asked(term.left) && asked(term.right);
  if (!isTurned && !asked(term.left)) return null;
  const value = isTurned ? term.left : term.right;
  const operator = isTurned ? turned[term.operator] : term.operator;
  const found: Record<string, unknown> = {};
  for (const edge of sides[operator ?? ''] ?? []) {
    const bound = boundOf({ ...edge, value }) ?? null;
    if (bound === null) return null;
    found[edge.side] = bound;
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** A bound without its edge is the nearest number that the field can hold. */
function numberBounds(term: Expression, decimals: number | undefined) {
  return bounds(term, isSelf, ({ side, isStrict, value }) => {
    if (value.kind !== 'number') return null;
    if (!isStrict) return value.value;
    if (decimals === undefined) return null;
    const step = 10 ** -decimals;
    const scaled = value.value / step;
    const nearest = Math.round(scaled);
    const isOn = Math.abs(nearest - scaled) < 1e-6;
    if (side === 'min') return tidy((isOn ? nearest + 1 : Math.ceil(scaled)) * step);
    return tidy((isOn ? nearest - 1 : Math.floor(scaled)) * step);
  });
}

const tidy = (value: number) => Number(value.toFixed(6));

function wholeBounds(term: Expression, name: string) {
  return bounds(term, isCallOfSelf(name), ({ side, isStrict, value }) => {
    if (value.kind !== 'number' || !Number.isInteger(value.value)) return null;
    return value.value + (isStrict ? (side === 'min' ? 1 : -1) : 0);
  });
}

/** `round(., 2) = .` is how a workbook says how many decimals there may be. */
function decimalsIn(term: Expression): Record<string, unknown> | null {
  if (term.kind !== 'binary' || term.operator !== '=') return null;
  const [rounded, self] = isSelf(term.left) ? [term.right, term.left] : [term.left, term.right];
  if (!isSelf(self) || rounded.kind !== 'call' || rounded.name !== 'round') return null;
  const [of, places] = rounded.of;
  if (!of || !isSelf(of) || places?.kind !== 'number') return null;
  return { decimals: places.value };
}

function lengthIn(term: Expression): Record<string, unknown> | null {
  const found = wholeBounds(term, 'string-length');
  const isUpper = found && typeof found.max === 'number' && found.max >= 1 && !('min' in found);
  return isUpper ? { maxLength: found.max } : null;
}

function patternIn(term: Expression, note: (code: FindingCode) => void) {
  if (term.kind !== 'call' || term.name !== 'regex') return null;
  const [of, pattern] = term.of;
  if (!of || !isSelf(of) || pattern === undefined || term.of.length > 2) return null;
  const text = textOf(pattern);
  if (text === null) return null;
  if (!isPattern(text)) {
    note('pattern_not_taken');
    return null;
  }
  return { pattern: text };
}

/** A text that is written out, also where it is put together of several. */
function textOf(expression: Expression): string | null {
  if (expression.kind === 'string') return expression.value;
  if (expression.kind !== 'call' || expression.name !== 'concat') return null;
  const parts = expression.of.map(textOf);
  return parts.every((part) => part !== null) ? parts.join('') : null;
}

/** An expression without the whole number that is added to it or taken from it. */
function withoutOffset(value: Expression): {
  of: Expression;
  offset: Expression | null;
  sign: 1 | -1;
} {
  if (value.kind !== 'binary' || (value.operator !== '+' && value.operator !== '-')) {
    return { of: value, offset: null, sign: 1 };
  }
  return { of: value.left, offset: value.right, sign: value.operator === '+' ? 1 : -1 };
}

function isCall(expression: Expression, name: string, count: number) {
  return expression.kind === 'call' && expression.name === name && expression.of.length === count;
}

function dayBound(value: Expression, lookup: Lookup): DayBound | null {
  if (value.kind === 'call' && isCall(value, 'coalesce', 2)) {
    const [first, second] = value.of as [Expression, Expression];
    const [bound, otherwise] = [dayBound(first, lookup), dayBound(second, lookup)];
    if (!bound || !('field' in bound) || !otherwise || 'field' in otherwise) return null;
    return { ...bound, otherwise };
  }
  const { of, offset, sign } = withoutOffset(value);
  if (offset && (offset.kind !== 'number' || !Number.isInteger(offset.value))) return null;
  const days = offset?.kind === 'number' ? sign * offset.value : 0;
  const inner = of.kind === 'call' && isCall(of, 'date', 1) ? (of.of[0] as Expression) : of;
  if (isCall(of, 'today', 0)) return { today: days };
  if (inner.kind === 'string' && isDay(inner.value)) return { on: addDays(inner.value, days) };
  const question = inner.kind === 'field' ? lookup(inner.name) : undefined;
  if (question?.type !== 'date' && question?.type !== 'datetime') return null;
  return { field: question.code, ...(days !== 0 && { plusDays: days }) };
}

function shifted(bound: DayBound, days: number): DayBound {
  if ('today' in bound) return { today: bound.today + days };
  if ('on' in bound) return { on: addDays(bound.on, days) };
  const { field, plusDays = 0, otherwise } = bound;
  const sum = plusDays + days;
  return {
    field,
    ...(sum !== 0 && { plusDays: sum }),
    ...(otherwise && { otherwise: shifted(otherwise, days) as typeof otherwise }),
  };
}

function instantBound(value: Expression, lookup: Lookup): InstantBound | null {
  const { of, offset, sign } = withoutOffset(value);
  const hours = offset ? hoursIn(offset) : 0;
  if (hours === null) return null;
  if (isCall(of, 'now', 0)) return { now: sign * hours };
  if (offset) return null;
  const inner = of.kind === 'call' && isCall(of, 'date-time', 1) ? (of.of[0] as Expression) : of;
  if (inner.kind === 'string' && !Number.isNaN(timeOf(inner.value))) return { at: inner.value };
  const question = inner.kind === 'field' ? lookup(inner.name) : undefined;
  return question?.type === 'datetime' ? { field: question.code } : null;
}

/** Moments are counted in days. */
function hoursIn(offset: Expression): number | null {
  if (offset.kind === 'number') return offset.value * 24;
  const isHours =
    offset.kind === 'binary' &&
    offset.operator === 'div' &&
    offset.left.kind === 'number' &&
    offset.right.kind === 'number' &&
    offset.right.value === 24;
  return isHours && offset.left.kind === 'number' ? offset.left.value : null;
}
