import { Type } from 'typebox';
import { Nullable } from '../../../platform/contract.ts';
import { mendNames } from './contract-mends.ts';

/** The part of the contract that says what people can decide about how a workbook is read. */

/** The encodings that a file of separated values may be said to be in. */
export const rosterEncodings = ['utf-8', 'gb18030', 'big5', 'utf-16', 'windows-1252'] as const;

export const Encoding = Type.Enum([...rosterEncodings]);

const Value = Type.String({ maxLength: 200 });
const ColumnKey = Type.String({ maxLength: 100 });

/** See `ImportChoices` in `choices.ts`. */
export const ImportChoicesSchema = Type.Object({
  /** By their place in the workbook, from 0; null where nobody has chosen. */
  sheets: Nullable(
    Type.Array(Type.Integer({ minimum: 0, maximum: 999 }), {
      ...{ minItems: 1, maxItems: 100, uniqueItems: true },
    }),
  ),
  /** Of a file of separated values; null where nobody has chosen. */
  encoding: Nullable(Encoding),
  columns: Type.Array(
    Type.Object({
      index: Type.Integer({ minimum: 0, maximum: 1000 }),
      header: Type.String({ maxLength: 32_767 }),
      key: Nullable(ColumnKey),
    }),
    { maxItems: 300 },
  ),
  mends: Type.Array(Type.Object({ column: ColumnKey, mend: Type.Enum([...mendNames]) }), {
    maxItems: 100,
  }),
  values: Type.Array(Type.Object({ column: ColumnKey, from: Value, to: Value }), {
    maxItems: 500,
  }),
  units: Type.Array(Type.Object({ code: Value, to: Value }), { maxItems: 500 }),
  answers: Type.Array(
    Type.Object({
      attribute: Type.String({ maxLength: 100 }),
      value: Nullable(Type.Union([Type.Boolean(), Type.Number(), Value])),
    }),
    { maxItems: 50 },
  ),
});
