/**
 * The cell by which an exported row is known again. Beside an id it has for each field six characters that stand for the
 * value that was exported, so that what the workbook changed is told from what somebody else did meanwhile.
 */

export type FieldValue = string | boolean | null;

/** What a thing was when it was exported: its id, and for each field what stands for its value. */
export type ExportedRecord<F extends string> = { id: number; base: Record<F, string> };

/** What stands for the value of a field; of values that are secret nobody else can work it out. */
export type StandsFor<F extends string> = (field: F, value: FieldValue) => string;

/** So many characters stand for a value. */
export const signs = 6;

export function recordText<F extends string>(
  fields: readonly F[],
  id: number,
  values: Record<F, FieldValue>,
  standsFor: StandsFor<F>,
): string {
  return `${id}.${fields.map((field) => standsFor(field, values[field])).join('')}`;
}

/** What {@link recordText} wrote; nothing for anything else. */
export function readRecord<F extends string>(
  fields: readonly F[],
  text: string,
): ExportedRecord<F> | undefined {
  const [, id, all = ''] = /^(\d{1,15})\.([\w-]+)$/.exec(text.trim()) ?? [];
  if (id === undefined || all.length !== signs * fields.length) return undefined;
  const base = fields.map(
    (field, index) => [field, all.slice(index * signs, (index + 1) * signs)] as const,
  );
  return { id: Number(id), base: Object.fromEntries(base) as Record<F, string> };
}

export type Difference<F extends string> = { field: F; from: FieldValue; to: FieldValue };

/**
 * What a row would change, and where others have changed the same field since the export. A field that the row leaves as
 * it was exported is not touched, whatever others made of it. Without a record, all that differs is a change.
 */
export function compareWith<F extends string>(
  fields: readonly F[],
  given: Partial<Record<F, FieldValue>>,
  current: Record<F, FieldValue>,
  record: ExportedRecord<F> | undefined,
  standsFor: StandsFor<F>,
): { changes: Difference<F>[]; conflicts: Difference<F>[] } {
  const changes: Difference<F>[] = [];
  const conflicts: Difference<F>[] = [];
  for (const field of fields) {
    const to = given[field];
    const from = current[field];
    if (to === undefined || to === from) continue;
    const base = record?.base[field];
    if (base === standsFor(field, to)) continue;
    const isConflict = base !== undefined && base !== standsFor(field, from);
    (isConflict ? conflicts : changes).push({ field, from, to });
  }
  return { changes, conflicts };
}
