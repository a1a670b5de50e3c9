import { checkCondition } from './check-condition.ts';
import { checkShape, fits, isPlain, type Plain } from './check-shape.ts';
import type { Field } from './definition.ts';
import { fieldTypes, isFieldType, typeOf } from './fields/registry.ts';
import { formSchema } from './form-schema.ts';
import { collector, type Problem, type Report } from './problems.ts';
import { find, type Reach } from './reach.ts';

/**
 * Everything that is wrong with a form definition; nothing is thrown, whatever it is. A definition
 * without problems can be compiled, drawn and filled in.
 */
export function checkDefinition(definition: unknown): Problem[] {
  const { problems, report } = collector();
  checkShape(formSchema, definition, '', report);
  if (!isPlain(definition) || !Array.isArray(definition.fields)) return problems;
  const root = fieldsIn(definition.fields);
  checkFields(definition.fields, 'fields', new Map(), root, report);
  checkSections(definition, root, report);
  checkRules(definition, root, report);
  if (definition.allNo === true && ![...root.values()].some(({ type }) => type === 'yesno')) {
    report('allNo', 'no_yes_no');
  }
  return problems;
}

/** Those entries of a list that are fields, as far as references are concerned. */
function fieldsIn(entries: readonly unknown[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const entry of entries) {
    if (isPlain(entry) && typeof entry.code === 'string' && isFieldType(entry.type)) {
      if (!fields.has(entry.code)) fields.set(entry.code, entry as unknown as Field);
    }
  }
  return fields;
}

/**
 * Checks sibling fields. `around` are the form's fields where the siblings stand in a row: they
 * may be looked at from everywhere; of the siblings a show condition sees only the earlier ones.
 */
function checkFields(
  entries: readonly unknown[],
  path: string,
  around: ReadonlyMap<string, Field>,
  siblings: ReadonlyMap<string, Field>,
  report: Report,
): void {
  const all: Reach = { fields: new Map([...around, ...siblings]), later: new Set() };
  const earlier = new Map(around);
  // What is among the earlier is found there first.
  const later = new Set(siblings.keys());
  entries.forEach((entry, index) => {
    const place = `${path}.${index}`;
    if (!isPlain(entry) || !isFieldType(entry.type)) return;
    const field = entry as unknown as Field;
    if (around.has(field.code)) report(`${place}.code`, 'duplicate_code', { code: field.code });
    if (around.size > 0 && entry.section !== undefined)
      report(`${place}.section`, 'section_in_row');
    if (entry.showWhen !== undefined) {
      checkCondition(entry.showWhen, `${place}.showWhen`, { fields: earlier, later }, report);
    }
    if (entry.requireWhen !== undefined) {
      checkCondition(entry.requireWhen, `${place}.requireWhen`, all, report);
    }
    if (fits(fieldTypes[field.type].schema, entry))
      typeOf(field).check?.(field, place, all, report);
    if (field.type === 'group') checkGroup(entry, place, siblings, around.size > 0, report);
    earlier.set(field.code, field);
  });
}

function checkGroup(
  entry: Plain,
  path: string,
  root: ReadonlyMap<string, Field>,
  nested: boolean,
  report: Report,
): void {
  if (nested) {
    report(path, 'nested_group');
    return;
  }
  if (!Array.isArray(entry.fields)) return;
  checkFields(entry.fields, `${path}.fields`, root, fieldsIn(entry.fields), report);
}

/** Sections that fields name are there; in a workbook their codes stand among those of the fields. */
function checkSections(
  { fields, sections = [] }: Plain,
  root: ReadonlyMap<string, Field>,
  report: Report,
): void {
  if (!Array.isArray(fields) || !Array.isArray(sections)) return;
  const codes = new Set<unknown>();
  sections.forEach((section: unknown, index) => {
    const code = isPlain(section) ? section.code : undefined;
    codes.add(code);
    if (typeof code === 'string' && root.has(code)) {
      report(`sections.${index}.code`, 'duplicate_code', { code });
    }
  });
  fields.forEach((field: unknown, index) => {
    if (!isPlain(field) || field.section === undefined || codes.has(field.section)) return;
    const code = String(field.section).slice(0, 64);
    report(`fields.${index}.section`, 'unknown_reference', { code });
  });
}

/** Alerts, doubts, the incomplete condition and checks: all look at the form's own fields. */
function checkRules(definition: Plain, fields: ReadonlyMap<string, Field>, report: Report): void {
  const reach: Reach = { fields, later: new Set() };
  const { alerts, doubts, checks, incompleteWhen } = definition;
  for (const [name, rules] of Object.entries({ alerts, doubts })) {
    if (!Array.isArray(rules)) continue;
    rules.forEach((rule: unknown, index) => {
      if (!isPlain(rule)) return;
      checkCondition(rule.when, `${name}.${index}.when`, reach, report);
    });
  }
  if (incompleteWhen !== undefined) {
    checkCondition(incompleteWhen, 'incompleteWhen', reach, report);
  }
  if (!Array.isArray(checks)) return;
  checks.forEach((check: unknown, index) => {
    if (!isPlain(check)) return;
    const path = `checks.${index}`;
    const field = find(check.field, `${path}.field`, reach, report);
    if (field && field.type !== 'datetime') {
      report(`${path}.field`, 'wrong_reference', { code: field.code });
    }
    if (check.when !== undefined) checkCondition(check.when, `${path}.when`, reach, report);
  });
}
