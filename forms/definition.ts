/**
 * What a form is: plain, serialisable data that the renderers draw and the validator interprets.
 * Published versions are stored as they are and never change (SPEC "One core, three
 * configurations"). Nothing here knows a programme.
 */

import type { Static } from 'typebox';
import type { RowFieldType, ValueOf } from './fields/registry.ts';
import type { formSchema } from './form-schema.ts';

export type { DayBound } from './fields/date.ts';
export type { Field, FieldOf, FieldType, RowField, RowFieldType } from './fields/registry.ts';

/** The product's languages. */
export type Lang = 'zh' | 'en';

/** One text in both languages; never empty in either. */
export type Text = { zh: string; en: string };

/** A calendar day `YYYY-MM-DD` in the programme's time zone. */
export type Day = string;

/** A moment as ISO 8601 with an offset; cleaned values always end in `Z`. */
export type Instant = string;

export type Scalar = string | number | boolean;

/**
 * A small condition language. A field is looked for in the same row first, then on the form.
 * A hidden or empty field satisfies only `notEquals`, `present: false` and what `not` makes of it.
 */
export type Condition =
  | { field: string; equals: Scalar }
  | { field: string; notEquals: Scalar }
  | { field: string; in: Scalar[] }
  | { field: string; gte: number }
  | { field: string; gt: number }
  | { field: string; lte: number }
  | { field: string; lt: number }
  | { field: string; present: boolean }
  /** At least one of these yes/no fields is answered yes. */
  | { anyYes: string[] }
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition };

export type Option = { code: string; label: Text };

/** Identity documents that a person can be known by. */
export type IdentityKind =
  | 'prc_id'
  | 'hk_macao_residence'
  | 'taiwan_residence'
  | 'foreigner_residence'
  | 'hk_macao_permit'
  | 'taiwan_permit'
  | 'passport';

/** The value of an identity field; `number` is upper case and without spaces once cleaned. */
export type IdentityValue = { kind: IdentityKind; number: string };

export type FormDefinition = Static<typeof formSchema>;
export type AlertRule = NonNullable<FormDefinition['alerts']>[number];
export type Doubt = NonNullable<FormDefinition['doubts']>[number];
export type Check = NonNullable<FormDefinition['checks']>[number];

/** A value of a field that may stand in a row. */
export type RowValue = { [T in RowFieldType]: ValueOf<T> }[RowFieldType];
export type Row = { [code: string]: RowValue };
type FieldValue = RowValue | Row[];
/** The values of one report by field code; absent fields are left out. */
export type Values = { [code: string]: FieldValue };
