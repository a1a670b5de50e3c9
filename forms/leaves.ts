import type { Field, Row, RowField, RowValue, Values } from './definition.ts';

/** The fields that hold a value of their own: those of a form, and those in the rows of its groups. */
export function leafFields(fields: readonly Field[]): RowField[] {
  return fields.flatMap((field) => (field.type === 'group' ? field.fields : [field]));
}

/** A value that is there, with its field and its place: `weight`, `doses.0.date`. */
type Leaf = { field: RowField; path: string; value: RowValue };

/** The values of these fields, those in rows included. */
export function leavesOf(fields: readonly Field[], values: Values | Row, prefix = ''): Leaf[] {
  return fields.flatMap((field): Leaf[] => {
    const value = values[field.code];
    const path = prefix + field.code;
    if (value === undefined) return [];
    if (field.type !== 'group') return [{ field, path, value: value as RowValue }];
    const rows = value as Row[];
    return rows.flatMap((row, index) => leavesOf(field.fields, row, `${path}.${index}.`));
  });
}

/** The values with each one of its own changed. What belongs to none of these fields is left out. */
export function mapLeaves(
  fields: readonly Field[],
  values: Values | Row,
  change: (field: RowField, value: RowValue) => unknown,
): Values {
  const changed: Values = {};
  for (const field of fields) {
    const value = values[field.code];
    if (value === undefined) continue;
    changed[field.code] = (
      field.type === 'group'
        ? (value as Row[]).map((row) => mapLeaves(field.fields, row, change))
        : change(field, value as RowValue)
    ) as Values[string];
  }
  return changed;
}
