import type { Condition, Field, Scalar } from '../definition.ts';
import type { BinaryOperator, Expression } from './expression.ts';

/** Finds a field by its code, as conditions do. */
export type FieldOfCode = (code: string) => Field | undefined;

/** A condition as an expression; every condition that passes `checkCondition` has one. */
export function expressionOf(condition: Condition, fieldOf: FieldOfCode): Expression {
  const within = (inner: Condition) => expressionOf(inner, fieldOf);
  if ('and' in condition) return joined(condition.and.map(within), 'and');
  if ('or' in condition) return joined(condition.or.map(within), 'or');
  if ('not' in condition) return call('not', within(condition.not));
  if ('anyYes' in condition) {
    const yes = condition.anyYes.map((code) => equal(code, true, fieldOf));
    return joined(yes, 'or');
  }
  const field = fieldNamed(condition.field);
  if ('equals' in condition) return equal(condition.field, condition.equals, fieldOf);
  if ('notEquals' in condition) {
    const { field: code, notEquals } = condition;
    return isList(code, fieldOf)
      ? call('not', equal(code, notEquals, fieldOf))
      : binary('!=', field, literal(notEquals, fieldOf(code)));
  }
  if ('in' in condition) {
    const { field: code } = condition;
    return joined(
      condition.in.map((wanted) => equal(code, wanted, fieldOf)),
      'or',
    );
  }
  if ('present' in condition) {
    return binary(condition.present ? '!=' : '=', field, { kind: 'string', value: '' });
  }
  if ('gte' in condition) return binary('>=', field, number(condition.gte));
  if ('gt' in condition) return binary('>', field, number(condition.gt));
  if ('lte' in condition) return binary('<=', field, number(condition.lte));
  return binary('<', field, number(condition.lt));
}

export const number = (value: number): Expression => ({ kind: 'number', value });
export const fieldNamed = (name: string): Expression => ({ kind: 'field', name });

export function call(name: string, ...of: Expression[]): Expression {
  return { kind: 'call', name, of };
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right };
}

/** The parts with an operator between them; one alone as it is. */
export function joined(parts: Expression[], operator: 'and' | 'or'): Expression {
  return parts.reduce((left, right) => binary(operator, left, right));
}

const isList = (code: string, fieldOf: FieldOfCode) => fieldOf(code)?.type === 'choices';

function equal(code: string, wanted: Scalar, fieldOf: FieldOfCode): Expression {
  const value = literal(wanted, fieldOf(code));
  return isList(code, fieldOf)
    ? call('selected', fieldNamed(code), value)
    : binary('=', fieldNamed(code), value);
}

/** A value as the workbook's question holds it. */
function literal(value: Scalar, field: Field | undefined): Expression {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return { kind: 'string', value };
  // What is declared is declared: not to have done so is to have answered nothing.
  if (field?.type === 'declaration') return { kind: 'string', value: value ? 'OK' : '' };
  return { kind: 'string', value: value ? 'yes' : 'no' };
}
