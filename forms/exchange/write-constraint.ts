import type { DayBound, Field, FieldOf } from '../definition.ts';
import type { Expression } from './expression.ts';
import { binary, call, fieldNamed, joined, number } from './expression-of-condition.ts';

const self: Expression = { kind: 'self' };
const text = (value: string): Expression => ({ kind: 'string', value });

/** The longest text that a field can hold; nothing need be said of it. */
export const longest = { text: 1_000, longtext: 20_000 } as const;

/** The constraint that says what a field accepts; null where it accepts everything of its type. */
export function constraintOf(field: Field): Expression | null {
  const terms = termsOf(field);
  return terms.length > 0 ? joined(terms, 'and') : null;
}

function termsOf(field: Field): Expression[] {
  switch (field.type) {
    case 'number': {
      const { min, max, decimals } = field;
      const terms = limits(self, min, max, number);
      // Whole numbers have a type of their own.
      if (!decimals) return terms;
      return [...terms, binary('=', call('round', self, number(decimals)), self)];
    }
    case 'text':
      return [
        ...lengthTerm(field.maxLength, longest.text),
        ...(field.pattern === undefined ? [] : [call('regex', self, text(field.pattern))]),
      ];
    case 'longtext':
      return lengthTerm(field.maxLength, longest.longtext);
    case 'choices':
      return limits(call('count-selected', self), field.min, field.max, number);
    case 'date':
      return limits(self, field.min, field.max, dayOf);
    case 'datetime':
      return limits(self, field.min, field.max, instantOf);
    default:
      return [];
  }
}

function limits<B>(
  asked: Expression,
  min: B | undefined,
  max: B | undefined,
  write: (bound: B) => Expression,
): Expression[] {
  return [
    ...(min === undefined ? [] : [binary('>=', asked, write(min))]),
    ...(max === undefined ? [] : [binary('<=', asked, write(max))]),
  ];
}

function lengthTerm(maxLength: number, most: number): Expression[] {
  if (maxLength === most) return [];
  return [binary('<=', call('string-length', self), number(maxLength))];
}

function plus(of: Expression, amount: number): Expression {
  if (amount === 0) return of;
  return binary(amount > 0 ? '+' : '-', of, number(Math.abs(amount)));
}

function dayOf(bound: DayBound): Expression {
  if ('today' in bound) return plus(call('today'), bound.today);
  if ('on' in bound) return call('date', text(bound.on));
  // Of a date-time it is the day that counts; of a date it changes nothing.
  const day = plus(call('date', fieldNamed(bound.field)), bound.plusDays ?? 0);
  return bound.otherwise ? call('coalesce', day, dayOf(bound.otherwise)) : day;
}

function instantOf(bound: NonNullable<FieldOf<'datetime'>['min']>): Expression {
  if ('at' in bound) return call('date-time', text(bound.at));
  if ('field' in bound) return fieldNamed(bound.field);
  const hours = Math.abs(bound.now);
  if (hours === 0) return call('now');
  // Moments are counted in days.
  const days = Number.isInteger(hours / 24)
    ? number(hours / 24)
    : binary('div', number(hours), number(24));
  return binary(bound.now > 0 ? '+' : '-', call('now'), days);
}
