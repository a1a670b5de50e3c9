import type { Condition, Field, Scalar } from '../../../forms/definition.ts';
import { fieldTypes } from '../../../forms/fields/registry.ts';

/** A condition as the builder shows it: a list of parts of which all or any must hold. */
export type Parts = { joint: 'and' | 'or'; parts: Condition[] };

export function partsOf(condition: Condition): Parts {
  if ('and' in condition) return { joint: 'and', parts: condition.and };
  if ('or' in condition) return { joint: 'or', parts: condition.or };
  return { joint: 'and', parts: [condition] };
}

/** A single part stands for itself; none is no condition. */
export function conditionOf({ joint, parts }: Parts): Condition | undefined {
  const [first] = parts;
  if (parts.length <= 1) return first;
  return joint === 'and' ? { and: parts } : { or: parts };
}

/** How a field may be compared. */
export const operators = [
  'equals',
  'notEquals',
  'in',
  'gte',
  'gt',
  'lte',
  'lt',
  'present',
] as const;
export type Operator = (typeof operators)[number];

export type Comparison = { field: string } & Partial<Record<Operator, unknown>>;

export function isComparison(condition: Condition): condition is Condition & { field: string } {
  return 'field' in condition;
}

export function operatorOf(comparison: Comparison): Operator {
  return operators.find((each) => each in comparison) ?? 'present';
}

type Compares = (typeof fieldTypes)[Field['type']]['compares'];

export function comparesOf(field: Field | undefined): Compares {
  return field ? fieldTypes[field.type].compares : null;
}

/** What somebody may choose for a field, the usual one first. */
export function operatorsFor(field: Field | undefined): Operator[] {
  switch (comparesOf(field)) {
    case 'boolean':
      return ['equals', 'present'];
    case 'option':
      return ['equals', 'notEquals', 'in', 'present'];
    case 'number':
      return ['gte', 'gt', 'lte', 'lt', 'equals', 'notEquals', 'present'];
    case 'string':
      return ['present', 'equals', 'notEquals'];
    default:
      return ['present'];
  }
}

/** What a field is compared with as soon as it is chosen. */
export function firstOperand(field: Field | undefined, operator: Operator): Scalar | Scalar[] {
  if (operator === 'present') return true;
  const compares = comparesOf(field);
  if (compares === 'boolean') return true;
  if (compares === 'number') return field?.type === 'number' ? (field.min ?? 0) : 0;
  const options = field && 'options' in field ? field.options : [];
  const first = options[0]?.code ?? '';
  return operator === 'in' ? [first] : first;
}

/** A comparison of another field or in another way, with an operand that fits. */
export function compared(field: Field, wanted?: Operator, operand?: unknown): Condition {
  const operator =
    wanted && operatorsFor(field).includes(wanted) ? wanted : (operatorsFor(field)[0] ?? 'present');
  const value = operand ?? firstOperand(field, operator);
  return { field: field.code, [operator]: value } as unknown as Condition;
}
