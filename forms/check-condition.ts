import { isPlain, type Plain } from './check-shape.ts';
import type { Field, Scalar } from './definition.ts';
import { typeOf } from './fields/registry.ts';
import type { Report } from './problems.ts';
import { find, type Reach } from './reach.ts';

const OPERATORS = ['equals', 'notEquals', 'in', 'gte', 'gt', 'lte', 'lt', 'present'] as const;
type Operator = (typeof OPERATORS)[number];

const DEEPEST = 8;

/** Checks a condition, whatever it is, and that what it refers to exists and fits. */
export function checkCondition(
  condition: unknown,
  path: string,
  reach: Reach,
  report: Report,
  depth = 0,
): void {
  if (depth > DEEPEST) {
    report(path, 'too_deep');
    return;
  }
  if (!isPlain(condition)) {
    report(path, 'bad_condition');
    return;
  }
  const keys = Object.keys(condition);
  const [key] = keys;
  if (keys.length === 1 && (key === 'and' || key === 'or')) {
    const parts = condition[key];
    if (!Array.isArray(parts) || parts.length === 0 || parts.length > 50) {
      report(path, 'bad_condition');
      return;
    }
    parts.forEach((each: unknown, index) => {
      checkCondition(each, `${path}.${key}.${index}`, reach, report, depth + 1);
    });
  } else if (keys.length === 1 && key === 'not') {
    checkCondition(condition.not, `${path}.not`, reach, report, depth + 1);
  } else if (keys.length === 1 && key === 'anyYes') {
    checkAnyYes(condition.anyYes, `${path}.anyYes`, reach, report);
  } else {
    checkComparison(condition, path, reach, report);
  }
}

function checkAnyYes(codes: unknown, path: string, reach: Reach, report: Report): void {
  if (!Array.isArray(codes) || codes.length === 0) {
    report(path, 'bad_condition');
    return;
  }
  codes.forEach((each: unknown, index) => {
    const field = find(each, `${path}.${index}`, reach, report);
    if (field && field.type !== 'yesno') wrong(field.code, `${path}.${index}`, report);
  });
}

function wrong(code: string, path: string, report: Report): void {
  report(path, 'wrong_reference', { code });
}

function checkComparison(condition: Plain, path: string, reach: Reach, report: Report): void {
  const keys = Object.keys(condition).filter((key) => key !== 'field');
  const operator = OPERATORS.find((each) => each === keys[0]);
  if (keys.length !== 1 || !operator) {
    report(path, 'bad_condition');
    return;
  }
  const field = find(condition.field, `${path}.field`, reach, report);
  if (field) checkOperand(operator, condition[operator], field, path, report);
}

function checkOperand(
  operator: Operator,
  operand: unknown,
  field: Field,
  path: string,
  report: Report,
): void {
  const place = `${path}.${operator}`;
  switch (operator) {
    case 'present':
      if (typeof operand !== 'boolean') report(place, 'bad_condition');
      return;
    case 'in':
      if (!Array.isArray(operand) || operand.length === 0) {
        report(place, 'bad_condition');
        return;
      }
      for (const each of operand) checkScalar(each, field, place, report);
      return;
    case 'equals':
    case 'notEquals':
      checkScalar(operand, field, place, report);
      return;
    case 'gte':
    case 'gt':
    case 'lte':
    case 'lt':
      if (typeOf(field).compares !== 'number') wrong(field.code, place, report);
      else if (!Number.isFinite(operand)) report(place, 'bad_condition');
      return;
    default:
      operator satisfies never;
  }
}

function checkScalar(value: unknown, field: Field, path: string, report: Report): void {
  const kind = typeOf(field).compares;
  if (kind === null) {
    wrong(field.code, path, report);
    return;
  }
  if (kind !== 'option') {
    if (typeof (value as Scalar) !== kind) report(path, 'bad_condition');
    return;
  }
  const options = 'options' in field && Array.isArray(field.options) ? field.options : [];
  if (!options.some((option) => isPlain(option) && option.code === value)) {
    const code = typeof value === 'string' ? value.slice(0, 64) : '';
    report(path, 'unknown_option', { code });
  }
}
