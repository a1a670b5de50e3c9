/**
 * Which fields are shown and which must be filled in. Renderers ask at every keystroke and the
 * validator for every report, so a definition is read once and kept as tests to call.
 */
import type { Condition, Field, FormDefinition, Scalar } from './definition.ts';
import { type AnyFieldType, typeOf } from './fields/registry.ts';
import { ownValue, type VisibleValues } from './visible-values.ts';

/** Takes what is seen in the row (on the form itself: the form) and on the form. */
export type Test = (row: VisibleValues, form: VisibleValues) => boolean;

/** A field with its conditions read; `show` is null when it is always shown. */
export type FieldPlan = {
  field: Field;
  type: AnyFieldType;
  show: Test | null;
  require: Test | null;
  /** Plans of a group's fields; empty for others. */
  rows: FieldPlan[];
};

/** Nothing was given: no value, blanks only, an empty list, a declaration that is not ticked. */
export function isEmpty(type: AnyFieldType, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value === 'string') return !/\S/.test(value);
  if (Array.isArray(value)) return value.length === 0;
  return type.isEmpty?.(value) ?? false;
}

function equals(seen: unknown, wanted: Scalar): boolean {
  return Array.isArray(seen) ? seen.includes(wanted) : seen === wanted;
}

function compare(code: string, holds: (value: number) => boolean, read: Reader): Test {
  return (row, form) => {
    const value = read(row, form, code);
    return typeof value === 'number' && holds(value);
  };
}

type Reader = (row: VisibleValues, form: VisibleValues, code: string) => unknown;

function readerOf(rowCodes: ReadonlySet<string>): Reader {
  return (row, form, code) => ownValue(rowCodes.has(code) ? row : form, code);
}

/** Reads a condition once. `rowCodes` are the fields of the row that the condition stands in. */
export function testOf(condition: Condition, rowCodes: ReadonlySet<string>): Test {
  const read = readerOf(rowCodes);
  const within = (inner: Condition) => testOf(inner, rowCodes);
  if ('and' in condition) {
    const tests = condition.and.map(within);
    return (row, form) => tests.every((test) => test(row, form));
  }
  if ('or' in condition) {
    const tests = condition.or.map(within);
    return (row, form) => tests.some((test) => test(row, form));
  }
  if ('not' in condition) {
    const test = within(condition.not);
    return (row, form) => !test(row, form);
  }
  if ('anyYes' in condition) {
    const codes = condition.anyYes;
    return (row, form) => codes.some((code) => read(row, form, code) === true);
  }
  const code = condition.field;
  if ('equals' in condition) return (row, form) => equals(read(row, form, code), condition.equals);
  if ('notEquals' in condition) {
    return (row, form) => !equals(read(row, form, code), condition.notEquals);
  }
  if ('in' in condition) {
    return (row, form) => condition.in.some((wanted) => equals(read(row, form, code), wanted));
  }
  if ('present' in condition) {
    return (row, form) => (read(row, form, code) !== undefined) === condition.present;
  }
  if ('gte' in condition) return compare(code, (value) => value >= condition.gte, read);
  if ('gt' in condition) return compare(code, (value) => value > condition.gt, read);
  if ('lte' in condition) return compare(code, (value) => value <= condition.lte, read);
  return compare(code, (value) => value < condition.lt, read);
}

const NO_ROW: ReadonlySet<string> = new Set();
const plans = new WeakMap<FormDefinition, FieldPlan[]>();

function planOf(field: Field, rowCodes: ReadonlySet<string>): FieldPlan {
  const inner = field.type === 'group' ? field.fields : [];
  const innerCodes = new Set(inner.map((each) => each.code));
  return {
    field,
    type: typeOf(field),
    show: field.showWhen ? testOf(field.showWhen, rowCodes) : null,
    require: field.requireWhen ? testOf(field.requireWhen, rowCodes) : null,
    rows: inner.map((each) => planOf(each, innerCodes)),
  };
}

/** The plans of a definition's fields, made once per definition object. */
export function plansOf(definition: FormDefinition): FieldPlan[] {
  let known = plans.get(definition);
  if (!known) {
    known = definition.fields.map((field) => planOf(field, NO_ROW));
    plans.set(definition, known);
  }
  return known;
}

/**
 * What conditions may look at among `values`. Goes through the fields in order, so that a field
 * hidden by an earlier one is itself not seen by later ones.
 */
export function visibleValues(
  fields: FieldPlan[],
  values: unknown,
  form?: VisibleValues,
): VisibleValues {
  const seen: VisibleValues = {};
  for (const { field, type, show } of fields) {
    if (show && !show(seen, form ?? seen)) continue;
    const value = ownValue(values, field.code);
    if (!isEmpty(type, value)) seen[field.code] = value;
  }
  return seen;
}

/** Codes of the form's fields that are shown for these values, in their order. */
export function visibleFields(definition: FormDefinition, values: unknown): Set<string> {
  const fields = plansOf(definition);
  const seen = visibleValues(fields, values);
  return new Set(visibleCodes(fields, seen, seen));
}

/** The same for one row of a group. */
export function visibleRowFields(
  definition: FormDefinition,
  group: string,
  values: unknown,
  row: unknown,
): Set<string> {
  const fields = plansOf(definition);
  const plan = fields.find((each) => each.field.code === group);
  if (!plan) return new Set();
  const form = visibleValues(fields, values);
  return new Set(visibleCodes(plan.rows, visibleValues(plan.rows, row, form), form));
}

function visibleCodes(fields: FieldPlan[], row: VisibleValues, form: VisibleValues): string[] {
  // A later field cannot hide an earlier one, so all that was seen may be looked at together.
  return fields.filter(({ show }) => !show || show(row, form)).map(({ field }) => field.code);
}

/**
 * Whether a field that is shown must be filled in. For a field of a row, `group` and `row` say
 * which; unknown codes are not required.
 */
export function isRequired(
  definition: FormDefinition,
  code: string,
  values: unknown,
  within?: { group: string; row: unknown },
): boolean {
  const fields = plansOf(definition);
  const form = visibleValues(fields, values);
  const siblings = within
    ? (fields.find(({ field }) => field.code === within.group)?.rows ?? [])
    : fields;
  const plan = siblings.find(({ field }) => field.code === code);
  if (!plan) return false;
  return requiredBy(plan, within ? visibleValues(siblings, within.row, form) : form, form);
}

/** The same decision on what was seen already. */
export function requiredBy(
  { field, require }: FieldPlan,
  row: VisibleValues,
  form: VisibleValues,
): boolean {
  return field.required || (require?.(row, form) ?? false);
}

/** Whether a condition over the form's own fields holds for these values. */
export function holds(definition: FormDefinition, condition: Condition, values: unknown): boolean {
  const seen = visibleValues(plansOf(definition), values);
  return testOf(condition, NO_ROW)(seen, seen);
}

/** The values with every yes/no question that is shown answered no: 全部选否 (SPEC G4.2). */
export function answerAllNo<V>(
  definition: FormDefinition,
  values: { [code: string]: V },
): { [code: string]: V | boolean } {
  const answered: { [code: string]: V | boolean } = { ...values };
  for (const field of definition.fields) {
    if (field.type === 'yesno' && visibleFields(definition, answered).has(field.code)) {
      answered[field.code] = false;
    }
  }
  return answered;
}
