/**
 * Every type of field, listed once. Whatever deals with fields asks here and names no type; what
 * needs a part of its own for each type (a widget) maps over these keys, so that the compiler names
 * what is missing.
 */
import { type Static, type TSchema, Type } from 'typebox';
import type { Text } from '../definition.ts';
import { choice } from './choice.ts';
import { choices } from './choices.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { declaration } from './declaration.ts';
import type { Column, Personal, RowTraits, Traits, Wording } from './field-type.ts';
import { groupOf } from './group.ts';
import { identity } from './identity.ts';
import { longtext } from './longtext.ts';
import { number } from './number.ts';
import { phone } from './phone.ts';
import { photos } from './photos.ts';
import { position } from './position.ts';
import { region } from './region.ts';
import { text } from './text.ts';
import { yesno } from './yesno.ts';

export type { Personal, Wording };

const rowTypes = {
  yesno,
  number,
  text,
  longtext,
  choice,
  choices,
  date,
  datetime,
  photos,
  declaration,
  region,
  identity,
  phone,
  position,
};

type RowTypes = typeof rowTypes;
export type RowFieldType = keyof RowTypes;

/** What may stand in a row of a group. */
export type RowField = { [T in RowFieldType]: Static<RowTypes[T]['schema']> }[RowFieldType];

type AnyRowType = RowTraits<RowField, unknown>;

/** The type of a field that may stand in a row. */
export function rowTypeOf(field: RowField): AnyRowType {
  return rowTypes[field.type];
}

const rowField = Type.Unsafe<RowField>(
  Type.Union(Object.values(rowTypes).map(({ schema }): TSchema => schema)),
);

const group = groupOf(rowField, (field, value, wording) =>
  rowTypeOf(field).words(field, value, wording),
);

export const fieldTypes = { ...rowTypes, group };

/** The schema of any field; a form's own is composed of it. */
export const fieldSchema = Type.Unsafe<Field>(
  Type.Union(Object.values(fieldTypes).map(({ schema }): TSchema => schema)),
);

type FieldTypes = typeof fieldTypes;
export type FieldType = keyof FieldTypes;

/** A value in words; an empty text where there is none. */
export function wordsOf(field: Field, value: unknown, wording: Wording): string {
  return value === undefined ? '' : typeOf(field).words(field, value, wording);
}

/** The columns of a field in a sheet. */
export function columnsOf(field: Field): Column<unknown>[] {
  const words: Column<unknown> = {
    kind: 'text',
    width: 24,
    cell: (value, wording) => wordsOf(field, value, wording),
  };
  return typeOf(field).columns?.(field) ?? [words];
}

export function isFieldType(type: unknown): type is FieldType {
  return typeof type === 'string' && Object.hasOwn(fieldTypes, type);
}

/** The field of one type, e.g. `FieldOf<'number'>`; renderers map every type to a widget. */
export type FieldOf<T extends FieldType> = Fields[T];
type Fields = { [T in FieldType]: Static<FieldTypes[T]['schema']> };
export type Field = Fields[FieldType];

/** A type of field, whichever it is. */
export type AnyFieldType = Omit<Traits<Field, unknown, FieldIssueCode>, 'issues'>;

export function typeOf(field: Field): AnyFieldType {
  return fieldTypes[field.type];
}

/** A value of one type as it is once cleaned. */
export type ValueOf<T extends RowFieldType> =
  RowTypes[T] extends RowTraits<never, infer V> ? V : never;

export type FieldIssueCode = { [T in FieldType]: keyof FieldTypes[T]['issues'] }[FieldType];

export const fieldIssues = Object.assign(
  {},
  ...Object.values(fieldTypes).map(({ issues }): object => issues),
) as Record<FieldIssueCode, Text>;
