import { type Context, type Engines, Run } from './cleaning.ts';
import type { Check, FieldOf, FormDefinition, Row, Values } from './definition.ts';
import { rowTypeOf } from './fields/registry.ts';
import { timeOf } from './instants.ts';
import { brokenCheck, type Issue } from './messages.ts';
import { matcherOf } from './pattern.ts';
import { cleanPhone } from './phone.ts';
import {
  type FieldPlan,
  isEmpty,
  plansOf,
  requiredBy,
  type Test,
  testOf,
  visibleValues,
} from './visibility.ts';
import { ownValue, type VisibleValues } from './visible-values.ts';

export type { Context } from './cleaning.ts';

const engines: Engines = { matcherOf, cleanPhone };

export type Validated = { ok: true; values: Values } | { ok: false; issues: Issue[] };

type Validator = (values: unknown, context: Context) => Validated;

type Clean = (raw: unknown, run: Run) => unknown;
type Step = { plan: FieldPlan; clean: Clean };
type CheckPlan = { check: Check; when: Test | null };
type Plan = { fields: FieldPlan[]; steps: Step[]; codes: Set<string>; checks: CheckPlan[] };

const plans = new WeakMap<FormDefinition, Plan>();
const validators = new WeakMap<FormDefinition, Validator>();

function compilePlan(definition: FormDefinition): Plan {
  let plan = plans.get(definition);
  if (!plan) {
    const fields = plansOf(definition);
    plan = {
      fields,
      steps: fields.map(stepOf),
      codes: codesOf(fields),
      checks: (definition.checks ?? []).map((check) => ({
        check,
        when: check.when ? testOf(check.when, new Set()) : null,
      })),
    };
    plans.set(definition, plan);
  }
  return plan;
}

function codesOf(fields: FieldPlan[]): Set<string> {
  return new Set(fields.map(({ field }) => field.code));
}

function stepOf(plan: FieldPlan): Step {
  const { field, rows } = plan;
  const clean =
    field.type === 'group' ? groupCleaner(field, rows) : rowTypeOf(field).clean(field, engines);
  return { plan, clean };
}

/** Cleans the fields of the form or of one row into `target`. */
function cleanFields(
  steps: Step[],
  raw: unknown,
  row: VisibleValues,
  form: VisibleValues,
  run: Run,
  target: Values | Row,
): void {
  for (const { plan, clean } of steps) {
    const { field, type, show } = plan;
    if (show && !show(row, form)) continue;
    const value = ownValue(raw, field.code);
    run.code = field.code;
    run.row = row;
    if (isEmpty(type, value)) {
      if (requiredBy(plan, row, form)) {
        run.refuse(type.whenEmpty ?? 'required');
      }
      continue;
    }
    const cleaned = clean(value, run);
    if (cleaned !== undefined) target[field.code] = cleaned as Row[string];
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses keys that the form does not have. Long ones are told shortened. */
function refuseUnknown(raw: object, codes: Set<string>, run: Run): void {
  for (const key of Object.keys(raw)) {
    if (!codes.has(key)) run.refuseAt(run.prefix + key.slice(0, 64), 'unknown_field');
  }
}

function groupCleaner(field: FieldOf<'group'>, rows: FieldPlan[]): Clean {
  const steps = rows.map(stepOf);
  const codes = codesOf(rows);
  return (raw, run) => {
    if (!Array.isArray(raw)) return run.refuse('not_a_list');
    if (raw.length > field.max) return run.refuse('too_many_rows', { max: field.max });
    if (field.min !== undefined && raw.length < field.min) {
      return run.refuse('too_few_rows', { min: field.min });
    }
    const cleaned: Row[] = [];
    raw.forEach((each: unknown, index) => {
      run.prefix = `${field.code}.${index}`;
      if (!isObject(each)) {
        run.refuseAt(run.prefix, 'not_a_row');
        return;
      }
      run.prefix += '.';
      refuseUnknown(each, codes, run);
      const row: Row = {};
      cleanFields(steps, each, visibleValues(rows, each, run.form), run.form, run, row);
      cleaned.push(row);
    });
    run.prefix = '';
    if (field.ascending !== undefined) checkAscending(field.code, field.ascending, cleaned, run);
    return cleaned;
  };
}

/** Reports dates of rows that lie before that of the row above, where both are known. */
function checkAscending(group: string, code: string, rows: Row[], run: Run): void {
  rows.forEach((row, index) => {
    const min = rows[index - 1]?.[code];
    const date = row[code];
    if (typeof min !== 'string' || typeof date !== 'string' || date >= min) return;
    run.refuseAt(`${group}.${index}.${code}`, 'before_row_above', { min });
  });
}

/** Applies the checks whose field and milestone are both known. */
function applyChecks(checks: CheckPlan[], values: Values, form: VisibleValues, run: Run): void {
  for (const { check, when } of checks) {
    const time = timeOf(values[check.field]);
    const at = run.context.milestones?.[check.milestone];
    const limit = timeOf(at);
    if (Number.isNaN(time) || Number.isNaN(limit) || (when && !when(form, form))) continue;
    if (time > limit || time < limit - check.hours * 3_600_000) {
      const { path, code, params } = brokenCheck(check, new Date(limit).toISOString());
      run.refuseAt(path, code, params);
    }
  }
}

/**
 * The validator of a definition, made once per definition object. It never throws for any JSON:
 * it gives cleaned values (trimmed, hidden fields dropped, telephone numbers as E.164, instants in
 * UTC), or every issue that it found.
 */
export function compile(definition: FormDefinition): Validator {
  let validator = validators.get(definition);
  if (!validator) {
    const { fields, steps, codes, checks } = compilePlan(definition);
    validator = (raw, context) => {
      const run = new Run(context);
      if (!isObject(raw)) {
        run.refuseAt('', 'not_an_object');
        return { ok: false, issues: run.issues };
      }
      refuseUnknown(raw, codes, run);
      const values: Values = {};
      run.form = visibleValues(fields, raw);
      cleanFields(steps, raw, run.form, run.form, run, values);
      applyChecks(checks, values, run.form, run);
      return run.issues.length > 0 ? { ok: false, issues: run.issues } : { ok: true, values };
    };
    validators.set(definition, validator);
  }
  return validator;
}

/** Validates one report's values; see `compile`. */
export function validate(definition: FormDefinition, values: unknown, context: Context): Validated {
  return compile(definition)(values, context);
}

/**
 * Applies only the checks against milestones to a report that was accepted earlier, once a
 * milestone has become known or was moved (SPEC G4.6).
 */
export function checkMilestones(
  definition: FormDefinition,
  values: Values,
  milestones: NonNullable<Context['milestones']>,
): Issue[] {
  const { fields, checks } = compilePlan(definition);
  const run = new Run({ today: '', now: '', zone: 'UTC', milestones });
  applyChecks(checks, values, visibleValues(fields, values), run);
  return run.issues;
}
