import type {
  AlertRule,
  Condition,
  Doubt,
  Field,
  FormDefinition,
  Text,
  Values,
} from './definition.ts';
import { holds, plansOf, type Test, testOf, visibleValues } from './visibility.ts';
import type { VisibleValues } from './visible-values.ts';

const rules = new WeakMap<FormDefinition, { alert: AlertRule; test: Test }[]>();
const incomplete = new WeakMap<FormDefinition, Test>();
const NO_ROW: ReadonlySet<string> = new Set();

/** The alerts that a report raises, in the definition's order. `values` are cleaned ones. */
export function alertsOf(definition: FormDefinition, values: Values): AlertRule[] {
  let known = rules.get(definition);
  if (!known) {
    known = (definition.alerts ?? []).map((alert) => ({ alert, test: testOf(alert.when, NO_ROW) }));
    rules.set(definition, known);
  }
  if (known.length === 0) return [];
  const seen = visibleValues(plansOf(definition), values);
  return known.filter(({ test }) => test(seen, seen)).map(({ alert }) => alert);
}

/** The rules of these codes, as the version has them that the report was made with. */
export function alertRulesOf(
  { alerts = [] }: FormDefinition,
  codes: readonly string[],
): AlertRule[] {
  return alerts.filter(({ code }) => codes.includes(code));
}

/** What the person is told to do about the alerts that their report raises. */
export function adviceOf(definition: FormDefinition, values: Values): Text[] {
  return alertsOf(definition, values).flatMap(({ advice }) => advice ?? []);
}

/** What is asked of whoever sends these values, as far as they are typed. */
export function doubtsOf(definition: FormDefinition, values: unknown): Doubt[] {
  return (definition.doubts ?? []).filter(({ when }) => holds(definition, when, values));
}

/**
 * Codes of the fields by which a report meets these of its rules, in the form's order, and of those in
 * which the person wrote more about them.
 */
export function reasonsOf(
  definition: FormDefinition,
  codes: readonly string[],
  values: Values,
): string[] {
  const seen = visibleValues(plansOf(definition), values);
  const reasons = new Set(
    alertRulesOf(definition, codes).flatMap(({ when }) => reasonsFor(when, seen)),
  );
  const isTelling = (field: Field) =>
    reasons.has(field.code) || (seen[field.code] !== undefined && explains(field, reasons, seen));
  return definition.fields.filter(isTelling).map(({ code }) => code);
}

/** Whether a field has words of the person's own, and is asked because of one of these answers. */
function explains(
  { type, showWhen }: Field,
  reasons: ReadonlySet<string>,
  seen: VisibleValues,
): boolean {
  if ((type !== 'text' && type !== 'longtext') || !showWhen) return false;
  return reasonsFor(showWhen, seen).some((code) => reasons.has(code));
}

/** Codes of the fields by which a condition holds, such as that of a doubt. */
export function doubtfulFields(
  definition: FormDefinition,
  when: Condition,
  values: unknown,
): string[] {
  return reasonsFor(when, visibleValues(plansOf(definition), values));
}

/** The fields by which a condition holds; none where it does not hold. */
function reasonsFor(condition: Condition, seen: VisibleValues): string[] {
  if (!testOf(condition, NO_ROW)(seen, seen)) return [];
  if ('and' in condition) return condition.and.flatMap((part) => reasonsFor(part, seen));
  if ('or' in condition) return condition.or.flatMap((part) => reasonsFor(part, seen));
  if ('not' in condition) return fieldsOf(condition.not);
  if ('anyYes' in condition) return condition.anyYes.filter((code) => seen[code] === true);
  return [condition.field];
}

function fieldsOf(condition: Condition): string[] {
  if ('and' in condition) return condition.and.flatMap(fieldsOf);
  if ('or' in condition) return condition.or.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  return 'anyYes' in condition ? condition.anyYes : [condition.field];
}

/** Whether a report is kept while its item stays open, e.g. a test not taken yet (SPEC G4.6). */
export function isIncomplete(definition: FormDefinition, values: Values): boolean {
  if (!definition.incompleteWhen) return false;
  let test = incomplete.get(definition);
  if (!test) {
    test = testOf(definition.incompleteWhen, NO_ROW);
    incomplete.set(definition, test);
  }
  const seen = visibleValues(plansOf(definition), values);
  return test(seen, seen);
}
