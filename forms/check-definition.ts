import { checkCondition, find, type Reach } from './check-condition.ts';
import { timeOf } from './cleaners.ts';
import type { AlertLevel, Field, FieldType } from './definition.ts';
import { identityKinds } from './identity.ts';
import { isPhoneCountry } from './phone.ts';
import { collector, type Problem, type Report } from './problems.ts';
import {
  code,
  coded,
  day,
  eitherBy,
  fieldCode,
  filled,
  finite,
  flag,
  isPlain,
  list,
  object,
  oneOf,
  optional,
  optionCode,
  type Plain,
  pattern,
  type Shape,
  text,
  whole,
} from './shapes.ts';

const ALERT_LEVELS: Record<AlertLevel, true> = {
  fever: true,
  symptom: true,
  laboratory: true,
  contact: true,
  incomplete: true,
  other: true,
};

const anything: Shape = () => {};
const instant: Shape = (value, path, report) => {
  if (Number.isNaN(timeOf(value))) report(path, 'bad_instant');
};
const country: Shape = (value, path, report) => {
  if (typeof value !== 'string' || !isPhoneCountry(value)) report(path, 'bad_value');
};

const options = coded(object({ code: optionCode, label: text }), { min: 1, max: 500 });
const offset = whole(-36_600, 36_600);
const dayBound = eitherBy({
  today: object({ today: offset }),
  on: object({ on: day }),
  field: object({ field: filled, plusDays: optional(offset) }),
});
const instantBound = eitherBy({
  now: object({ now: finite }),
  at: object({ at: instant }),
  field: object({ field: filled }),
});

const common = {
  type: filled,
  code: fieldCode,
  label: text,
  hint: optional(text),
  required: flag,
  // Conditions are looked at once all fields are known.
  showWhen: optional(anything),
  requireWhen: optional(anything),
};

const ROWS = 100;

/** The properties of each type of field; the compiler sees that none is forgotten. */
const shapes: Record<FieldType, Shape> = {
  yesno: object(common),
  number: object({
    ...common,
    unit: optional(text),
    min: optional(finite),
    max: optional(finite),
    decimals: optional(whole(0, 6)),
  }),
  text: object({
    ...common,
    maxLength: whole(1, 1000),
    pattern: optional(pattern),
    patternHint: optional(text),
  }),
  longtext: object({ ...common, maxLength: whole(1, 20_000) }),
  choice: object({ ...common, options }),
  choices: object({
    ...common,
    options,
    min: optional(whole(0, 500)),
    max: optional(whole(1, 500)),
  }),
  date: object({ ...common, min: optional(dayBound), max: optional(dayBound) }),
  datetime: object({ ...common, min: optional(instantBound), max: optional(instantBound) }),
  photos: object({ ...common, max: whole(1, 20) }),
  declaration: object({ ...common, text }),
  group: object({
    ...common,
    fields: coded(anything, { min: 1, max: 50 }),
    min: optional(whole(0, ROWS)),
    max: whole(1, ROWS),
    rowLabel: text,
  }),
  region: object(common),
  identity: object({ ...common, kinds: list(oneOf(...identityKinds), { min: 1 }) }),
  phone: object({ ...common, country: optional(country) }),
};

const form = object({
  code,
  title: text,
  intro: optional(text),
  fields: coded(anything, { min: 1 }),
  allNo: optional(flag),
  alerts: optional(
    coded(
      object({ code, label: text, level: oneOf(...Object.keys(ALERT_LEVELS)), when: anything }),
    ),
  ),
  incompleteWhen: optional(anything),
  checks: optional(
    coded(
      object({
        code,
        kind: oneOf('withinHoursBefore'),
        field: filled,
        milestone: filled,
        label: text,
        hours: whole(1, 24 * 366),
        when: optional(anything),
      }),
    ),
  ),
});

/**
 * Everything that is wrong with a form definition; nothing is thrown, whatever it is. A definition
 * without problems can be compiled, drawn and filled in.
 */
export function checkDefinition(definition: unknown): Problem[] {
  const { problems, report } = collector();
  form(definition, '', report);
  if (!isPlain(definition) || !Array.isArray(definition.fields)) return problems;
  const root = fieldsIn(definition.fields);
  checkFields(definition.fields, 'fields', new Map(), root, report);
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
    if (isPlain(entry) && typeof entry.code === 'string' && isType(entry.type)) {
      if (!fields.has(entry.code)) fields.set(entry.code, entry as unknown as Field);
    }
  }
  return fields;
}

function isType(type: unknown): type is FieldType {
  return typeof type === 'string' && Object.hasOwn(shapes, type);
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
    if (!isPlain(entry)) {
      report(place, 'not_an_object');
      return;
    }
    if (!isType(entry.type)) {
      report(`${place}.type`, 'unknown_type');
      return;
    }
    shapes[entry.type](entry, place, report);
    const field = entry as unknown as Field;
    if (around.has(field.code)) report(`${place}.code`, 'duplicate_code', { code: field.code });
    if (entry.showWhen !== undefined) {
      checkCondition(entry.showWhen, `${place}.showWhen`, { fields: earlier, later }, report);
    }
    if (entry.requireWhen !== undefined) {
      checkCondition(entry.requireWhen, `${place}.requireWhen`, all, report);
    }
    checkBounds(entry, field.type, place, all, report);
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

/** Limits in order, and bounds that refer to a field of the same type. */
function checkBounds(
  entry: Plain,
  type: FieldType,
  path: string,
  reach: Reach,
  report: Report,
): void {
  const { min, max } = entry;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    report(path, 'min_above_max');
  }
  if (type !== 'date' && type !== 'datetime') return;
  for (const [key, bound] of Object.entries({ min, max })) {
    if (!isPlain(bound) || bound.field === undefined) continue;
    const place = `${path}.${key}.field`;
    const field = find(bound.field, place, reach, report);
    if (field && (field.type !== type || field.code === entry.code)) {
      report(place, 'wrong_reference', { code: field.code });
    }
  }
}

/** Alerts, the incomplete condition and checks: all look at the form's own fields. */
function checkRules(definition: Plain, fields: ReadonlyMap<string, Field>, report: Report): void {
  const reach: Reach = { fields, later: new Set() };
  const { alerts, checks, incompleteWhen } = definition;
  if (Array.isArray(alerts)) {
    alerts.forEach((alert: unknown, index) => {
      if (!isPlain(alert)) return;
      checkCondition(alert.when, `alerts.${index}.when`, reach, report);
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
