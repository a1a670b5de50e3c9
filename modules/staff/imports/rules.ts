import { rowVersion } from '../../../platform/row-version.ts';

/** What a workbook may change of a place that exists. */
export type PlaceValues = {
  nameZh: string;
  nameEn: string;
  regionCode: string | null;
  address: string | null;
  remark: string | null;
  disabled: boolean;
};

export type PlaceField = keyof PlaceValues;

export const placeFields = [
  'nameZh',
  'nameEn',
  'regionCode',
  'address',
  'remark',
  'disabled',
] as const satisfies PlaceField[];

export type FieldChange = {
  field: PlaceField;
  from: string | boolean | null;
  to: string | boolean | null;
};

/** What a place was when it was exported: its id, and for each field what stands for its value. */
export type PlaceRecord = { id: number; base: Record<PlaceField, string> };

const signs = 6;

const standsFor = (field: PlaceField, value: PlaceValues[PlaceField]): string =>
  rowVersion([field, value]).slice(0, signs);

/** The cell by which an exported row is known again, and by which is seen what was changed in it, or meanwhile. */
export function recordText(id: number, values: PlaceValues): string {
  return `${id}.${placeFields.map((field) => standsFor(field, values[field])).join('')}`;
}

const form = new RegExp(`^(\\d{1,15})\\.([\\w-]{${signs * placeFields.length}})$`);

/** What {@link recordText} wrote; nothing for anything else. */
export function readRecord(text: string): PlaceRecord | undefined {
  const [, id, all = ''] = form.exec(text.trim()) ?? [];
  if (id === undefined) return undefined;
  const base = placeFields.map(
    (field, index) => [field, all.slice(index * signs, (index + 1) * signs)] as const,
  );
  return { id: Number(id), base: Object.fromEntries(base) as PlaceRecord['base'] };
}

/**
 * What a row would change of a place, and where others have changed the same field since the export. A field that the row
 * leaves as it was exported is not touched, whatever others made of it. Without a record, all that differs is a change.
 */
export function compareWith(
  given: Partial<PlaceValues>,
  current: PlaceValues,
  record: PlaceRecord | undefined,
): { changes: FieldChange[]; conflicts: FieldChange[] } {
  const changes: FieldChange[] = [];
  const conflicts: FieldChange[] = [];
  for (const field of placeFields) {
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

/** The codes from the outermost place that somebody sees down to a place, as one text. */
export function joinCodes(codes: readonly string[]): string {
  return codes.map((code) => code.replace(/[\\/]/g, (sign) => `\\${sign}`)).join('/');
}

/** How such a text is looked up: blanks around its parts make no difference. */
export function plainPath(text: string): string {
  const codes: string[] = [''];
  for (const [part] of text.matchAll(/\\[\s\S]|\/|[^\\/]+/g)) {
    if (part === '/') codes.push('');
    else codes.push((codes.pop() ?? '') + (part.startsWith('\\') ? part.slice(1) : part));
  }
  return joinCodes(codes.map((code) => code.trim()));
}
