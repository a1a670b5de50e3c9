import type { AlertRule, FormDefinition, Values } from './definition.ts';
import { plansOf, type Test, testOf, visibleValues } from './visibility.ts';

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
