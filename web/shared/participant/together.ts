import type { Day, Field, FieldOf, FormDefinition, RowField } from '../../../forms/definition.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { type RawValues, rowsOf } from '../values.ts';
import { hasPhotos, type PublishedForm } from './forms.ts';

/** Holds what is asked for each day; no field of a form can have this code. */
const rows = 'by-day';

/** The most days that are filled in at one go. */
export const MOST_DAYS = 31;

/** A daily form as it is filled in for several days at one go. */
export type TogetherForm = {
  /** The answers that are the same for all days, and a row for each day in front of them. */
  definition: FormDefinition;
  /** What is asked once for all days. */
  shared: FormDefinition;
  /** What is asked for each day. */
  byDay: RowField[];
};

/**
 * How a form is filled in for several missed days at one go; null where it cannot be. What is measured
 * differs from day to day: every number of the form is asked for each day, and so is what depends on one.
 * All else is answered once. Where nothing is measured, the same report for many days would say nothing of
 * any of them. A photo belongs to one report, so that forms with photos stay apart.
 */
export function togetherForm({ definition, policy }: PublishedForm): TogetherForm | null {
  if (policy.slots !== 'daily' || !policy.backfill || hasPhotos(definition)) return null;
  const varying = varyingFields(definition.fields);
  const byDay = definition.fields.filter(({ code }) => varying.has(code));
  if (byDay.length === 0 || byDay.some(({ type }) => type === 'group')) return null;
  const { code, title, allNo } = definition;
  const base = { code, title, ...(allNo && { allNo }) };
  const fields = definition.fields.filter((field) => !varying.has(field.code));
  return {
    definition: { ...base, fields: [groupOf(title, byDay as RowField[]), ...fields] },
    shared: { ...base, fields },
    byDay: byDay as RowField[],
  };
}

function groupOf(label: Field['label'], fields: RowField[]): FieldOf<'group'> {
  return {
    ...{ type: 'group', code: rows, label, rowLabel: label },
    ...{ required: true, max: MOST_DAYS, fields },
  };
}

/** Codes of the numbers, and of all that is shown, required or bounded by one of them. */
function varyingFields(fields: readonly Field[]): ReadonlySet<string> {
  const varying = new Set(fields.filter(({ type }) => type === 'number').map(({ code }) => code));
  // A field refers only to earlier ones.
  for (const field of fields) if (refersTo(field, varying)) varying.add(field.code);
  return varying;
}

/** Whether a condition or a bound anywhere in a field looks at one of these. */
function refersTo(part: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const { field, anyYes } = part as { field?: unknown; anyYes?: unknown };
  if (typeof field === 'string' && codes.has(field)) return true;
  if (Array.isArray(anyYes) && anyYes.some((code) => codes.has(code))) return true;
  return Object.values(part).some((inner) => refersTo(inner, codes));
}

/** The days that have a row, and what was typed. */
type TogetherValues = { days: readonly Day[]; values: RawValues };

export function dayRow({ days, values }: TogetherValues, day: Day): RawValues {
  return rowsOf(values, rows)[days.indexOf(day)] ?? {};
}

/** What the report of a day says. */
export function valuesOfDay(typed: TogetherValues, day: Day): RawValues {
  const { [rows]: _, ...shared } = typed.values;
  return { ...shared, ...dayRow(typed, day) };
}

/** Where a value stands on the page that the report of a day has at `path`. */
function togetherPath({ byDay }: TogetherForm, index: number, path: string): string {
  const [code] = path.split('.');
  return byDay.some((field) => field.code === code) ? `${rows}.${index}.${path}` : path;
}

/** The mistakes of a day's report, where they stand on the page. */
export function togetherMistakes(
  form: TogetherForm,
  index: number,
  mistakes: readonly FieldProblem[],
): FieldProblem[] {
  return mistakes.map((each) => ({ ...each, path: togetherPath(form, index, each.path) }));
}

/** Adds a day, with what was typed for it before. */
export function withDay({ days, values }: TogetherValues, day: Day, row: RawValues = {}) {
  return { days: [...days, day], values: { ...values, [rows]: [...rowsOf(values, rows), row] } };
}

/** The group of rows, to a form that is being filled in. */
export const dayRows = rows;

/** The days that can be filled in at one go: without those that wait on this device to be sent. */
export function daysToFill(missed: readonly Day[], waiting: Iterable<Day>): Day[] {
  const not = new Set(waiting);
  return missed.filter((day) => !not.has(day)).toSorted();
}
