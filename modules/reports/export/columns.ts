import type { Field, FieldOf, Lang, Row, Values } from '../../../forms/definition.ts';
import { columnsOf, wordsOf } from '../../../forms/fields/registry.ts';
import { inBrackets, joiners } from '../../../forms/joiners.ts';
import type { SheetColumn, SheetValue } from '../../../platform/sheets/write.ts';
import type { PaperWording } from '../words.ts';

/** The columns that a form's fields have in a sheet, and a report's cells in them. */

/** Rows of a group have columns of their own where that makes no more of them. */
const MOST_COLUMNS = 64;

/** The fields of all versions of a form; of one that changed, as the newest has it. `versions`: newest first. */
export function fieldsOfAll(versions: readonly { fields: readonly Field[] }[]): Field[] {
  const fields = new Map<string, Field>();
  for (const { fields: own } of versions) {
    for (const field of own) {
      const newer = fields.get(field.code);
      fields.set(field.code, newer ? withRowsOf(newer, field) : field);
    }
  }
  return [...fields.values()];
}

/** Of a group as many rows and all the fields that any version had, so that nothing reported is left out. */
function withRowsOf(newer: Field, older: Field): Field {
  if (newer.type !== 'group' || older.type !== 'group') return newer;
  const codes = new Set(newer.fields.map(({ code }) => code));
  const gone = older.fields.filter(({ code }) => !codes.has(code));
  const max = Math.max(newer.max, older.max);
  return { ...newer, max, fields: [...newer.fields, ...gone] };
}

export function fieldColumns(field: Field, lang: Lang): SheetColumn[] {
  if (isSpread(field)) {
    return rowsOf(field).flatMap((index) => {
      const title = field.rowLabel[lang].replace('{n}', String(index + 1));
      return field.fields
        .flatMap((inner) => fieldColumns(inner, lang))
        .map((column) => ({ ...column, header: `${title}${joiners[lang].colon}${column.header}` }));
    });
  }
  return columnsOf(field).map(({ label, unit, kind, width }) => {
    const header = [field.label[lang], ...(label ? [label[lang]] : [])].join(joiners[lang].colon);
    return {
      header: unit ? `${header}${inBrackets(unit[lang].trim(), lang)}` : header,
      kind,
      width,
    };
  });
}

/** How many columns a field has. */
export function widthOf(field: Field): number {
  if (!isSpread(field)) return columnsOf(field).length;
  return field.max * field.fields.reduce((sum, inner) => sum + widthOf(inner), 0);
}

/** A value as the version that it was reported with understands it, in the columns of the newest. */
export function cellsOf(
  newest: Field,
  own: Field | undefined,
  values: Values | Row,
  wording: PaperWording,
): SheetValue[] {
  const value = own && values[own.code];
  if (!own || value === undefined) return Array.from({ length: widthOf(newest) }, () => null);
  if (isSpread(newest) && own.type === 'group') {
    const rows = value as Row[];
    const fields = new Map(own.fields.map((inner) => [inner.code, inner]));
    return rowsOf(newest).flatMap((index) =>
      newest.fields.flatMap((inner) =>
        cellsOf(inner, fields.get(inner.code), rows[index] ?? {}, wording),
      ),
    );
  }
  if (own.type === newest.type && !isSpread(newest)) {
    return columnsOf(own).map(({ cell }) => cell(value, wording));
  }
  const words = wordsOf(own, value, wording);
  return Array.from({ length: widthOf(newest) }, (_, index) => (index === 0 ? words : null));
}

function isSpread(field: Field): field is FieldOf<'group'> {
  if (field.type !== 'group') return false;
  const inRow = field.fields.reduce((sum, inner) => sum + columnsOf(inner).length, 0);
  return field.max * inRow <= MOST_COLUMNS;
}

function rowsOf({ max }: FieldOf<'group'>): number[] {
  return Array.from({ length: max }, (_, index) => index);
}
