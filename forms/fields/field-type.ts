import { type Static, type TLiteral, type TObject, type TProperties, Type } from 'typebox';
import type { Cleaner, Engines } from '../cleaning.ts';
import type { Condition, Day, Instant, Lang, Text } from '../definition.ts';
import type { GeneralIssueCode } from '../issues.ts';
import type { Report } from '../problems.ts';
import type { Reach } from '../reach.ts';
import { code, fieldCode, flag, object, optional, text, unchecked } from '../schema.ts';

/** How values are written out: in which language, and how days and moments are told. */
export type Wording = {
  lang: Lang;
  day: (day: Day) => string;
  instant: (instant: Instant) => string;
};

/** A column of a sheet. */
export type Column<V> = {
  /** Follows the field's own label where a type has several columns. */
  label?: Text;
  unit?: Text;
  kind: 'text' | 'number' | 'date' | 'datetime';
  width: number;
  cell(value: V, wording: Wording): string | number | null;
};

/** How a value that tells who or where a person is, is stored and shown. */
export type Personal<V> = {
  /** The value as it is stored; `encrypt` encrypts a text. */
  encrypt(value: V, encrypt: (plain: string) => string): unknown;
  decrypt(stored: unknown, decrypt: (encrypted: string) => string): V;
  /** What staff see whose task does not need the whole: a value of the same type. */
  mask(value: V): V;
};

/** What a type says about every value and definition, in a row or on the form. */
export type Traits<F, V, I extends string = string> = {
  /** What the validator says of such fields alone, by code. */
  issues: Record<I, Text>;
  /**
   * A report of such fields alone may be written as it was cleaned, many in one statement. False
   * where a value must be encrypted, attached or looked at again.
   */
  plain: boolean;
  /** A scanner can fill it in for who stands before them; absent where a value must be stored first, or is of the phone. */
  atCheck?: true;
  /** Null where a value by itself tells nothing about who or where a person is. */
  personal: Personal<V> | null;
  /** glance: tells reports apart in a list; cell: fits a cell of a table; block: needs more room. */
  size: 'glance' | 'cell' | 'block';
  /** What conditions compare values with; null: with nothing. */
  compares: 'boolean' | 'number' | 'string' | 'option' | null;
  /** A value that counts as none, beside those that are empty for every type. */
  isEmpty?(value: unknown): boolean;
  /** What is reported where a required field is empty, instead of the general message. */
  whenEmpty?: GeneralIssueCode | I;
  /** Ids of the stored files that a value names. */
  files?(value: V): string[];
  /** A value in words: on the screen, on paper, in a cell. */
  words(field: F, value: V, wording: Wording): string;
  /** Columns of an export; a single one with the words when left out. */
  columns?(field: F): Column<V>[];
  /** Reports what is wrong with a well-formed field that no schema can say. */
  check?(field: F, path: string, reach: Reach, report: Report): void;
};

export type RowTraits<F, V, I extends string = string> = Traits<F, V, I> & {
  /** Makes the cleaner of a field, once; what it allocates, every report pays for. */
  clean(field: F, engines: Engines): Cleaner<V, I>;
};

type Base = typeof base;

const base = {
  /** Key of the value; camel case, unique among its siblings, in a row unlike the form's own. */
  code: fieldCode,
  label: text,
  hint: optional(text),
  required: flag,
  /** Shown only when this holds; may look only at fields that stand before this one. */
  showWhen: optional(unchecked<Condition>()),
  /** Required also when this holds. */
  requireWhen: optional(unchecked<Condition>()),
  /** The section of the form in which it stands; a field of a row has none. */
  section: optional(code),
};

type Schema<T extends string, P extends TProperties> = TObject<{ type: TLiteral<T> } & Base & P>;
export type FieldFrom<T extends string, P extends TProperties> = Static<Schema<T, P>>;

type Head<T extends string, P extends TProperties> = {
  type: T;
  /** Properties of a field beside those that every field has. */
  properties: P;
};

/** The schema of a type of field: what every field has, and these properties. */
export function schemaOf<T extends string, P extends TProperties>(
  type: T,
  properties: P,
): Schema<T, P> {
  return object({ type: Type.Literal(type), ...base, ...properties }) as Schema<T, P>;
}

/** A type of field that may stand in a row. */
export function defineFieldType<
  const T extends string,
  P extends TProperties,
  V,
  I extends string = never,
>(given: Head<T, P> & RowTraits<FieldFrom<T, P>, V, I>) {
  return { ...given, schema: schemaOf(given.type, given.properties) };
}
