import { Type } from 'typebox';
import { Nullable, TextSchema } from '../../../platform/contract.ts';
import { dayMends, identifierMends } from './contract-mends.ts';

/** The part of the contract that says what is told of a workbook before it is imported. */

/** A mistake in a workbook: `row` as the sheet counts them, from 1. */
export const RowProblem = Type.Object({
  row: Type.Integer(),
  /** Where several sheets are read. */
  sheet: Type.Optional(Type.String()),
  column: Type.String(),
  code: Type.String(),
  params: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
  /** What the cell holds; figures that are nobody's business are covered. */
  value: Type.String(),
});

/** The encodings that a file of separated values may be said to be in. */
export const rosterEncodings = ['utf-8', 'gb18030', 'big5', 'utf-16', 'windows-1252'] as const;

const Encoding = Type.Enum([...rosterEncodings]);

/** A sheet of the workbook; `read` says whether its rows are those of the import. */
const Sheet = Type.Object({
  /** Its place in the workbook, from 0. */
  index: Type.Integer(),
  /** Nothing for a file of separated values. */
  name: Nullable(Type.String()),
  hidden: Type.Boolean(),
  /** `roster`: can be read. `partial`: looks like a roster that cannot. `other`: something else. */
  kind: Type.Enum(['roster', 'partial', 'other', 'empty']),
  rows: Type.Integer(),
  read: Type.Boolean(),
  /** Code of what keeps it from being read, such as `sheet_columns_missing`. */
  problem: Nullable(Type.String()),
  problemParams: Nullable(Type.Unsafe<Record<string, string | number>>({})),
});

/** What was done to the rows of a sheet that whoever brings it should hear of. */
const Note = Type.Object({
  code: Type.Enum(['invisible_removed', 'totals_left_out', 'hidden_rows_read']),
  /** Where several sheets are read. */
  sheet: Nullable(Type.String()),
  count: Type.Integer(),
  /** The first of them, as the sheet counts them. */
  rows: Type.Array(Type.Integer()),
});

const Value = Type.String({ maxLength: 200 });
const ColumnKey = Type.String({ maxLength: 100 });

/** See `ImportChoices` in `roster/choices.ts`. */
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
  mends: Type.Array(
    Type.Object({ column: ColumnKey, mend: Type.Enum([...identifierMends, ...dayMends]) }),
    { maxItems: 100 },
  ),
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

const UnitNames = { code: Type.String(), zh: Type.String(), en: Type.String() };

/** How an import would go, or went: rows = fresh + updated + unchanged + refused. */
export const Receipt = Type.Object({
  rows: Type.Integer(),
  fresh: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Integer(),
  /** People who are enrolled in a unit that the workbook names, and whom it does not name. */
  absent: Type.Integer(),
});

export const ImportPreview = Type.Object({
  sheets: Type.Array(Sheet),
  /** Of a file of separated values. */
  encoding: Nullable(Encoding),
  notes: Type.Array(Note),
  columns: Type.Array(
    Type.Object({
      key: Type.String(),
      label: TextSchema,
      /** As the workbook writes it; empty where it lacks the column. */
      header: Type.String(),
      matched: Type.Boolean(),
      required: Type.Boolean(),
      /** What the column may hold, in words; null for any text. */
      expected: Nullable(TextSchema),
    }),
  ),
  /** Every column of the file: what it is taken for, and what its first rows hold. */
  headers: Type.Array(
    Type.Object({
      index: Type.Integer(),
      name: Type.String(),
      key: Nullable(Type.String()),
      byHand: Type.Boolean(),
      samples: Type.Array(Type.String()),
    }),
  ),
  missing: Type.Array(Type.Object({ key: Type.String(), label: TextSchema })),
  unknown: Type.Array(Type.String()),
  merged: Type.Array(Type.String()),
  receipt: Receipt,
  problems: Type.Array(RowProblem),
  problemCount: Type.Integer(),
  /** The first rows as they were understood, by column key. */
  sample: Type.Array(Type.Unsafe<Record<string, string>>({})),
  /** Rows that are nobody's. */
  ignored: Type.Array(Type.Object({ row: Type.Integer(), reason: Type.Enum(['example']) })),
  /** What may be wrong with rows that go in all the same. */
  warnings: Type.Array(RowProblem),
  warningCount: Type.Integer(),
  /** Ways to mend a column, on offer and accepted ones. */
  mends: Type.Array(
    Type.Object({
      column: Type.String(),
      mends: Type.Array(Type.Enum([...identifierMends, ...dayMends])),
      rows: Type.Integer(),
      accepted: Type.Boolean(),
      examples: Type.Array(
        Type.Object({ row: Type.Integer(), from: Type.String(), to: Type.String() }),
      ),
    }),
  ),
  /** Texts that name nothing known, with what they likely mean or were said to mean. */
  values: Type.Array(
    Type.Object({
      column: Type.String(),
      from: Type.String(),
      to: Nullable(Type.String()),
      rows: Type.Integer(),
      accepted: Type.Boolean(),
    }),
  ),
  units: Type.Array(
    Type.Object({
      ...UnitNames,
      rows: Type.Integer(),
      state: Type.Enum(['new', 'renamed', 'mapped']),
      /** The existing unit that is meant. */
      known: Nullable(Type.Object(UnitNames)),
      /** Existing units that may be meant. */
      near: Type.Array(Type.Object(UnitNames)),
    }),
  ),
  unitCount: Type.Integer(),
  /** Attributes that no row fills in: what that means must be said before the import. */
  questions: Type.Array(
    Type.Object({
      attribute: Type.String(),
      inFile: Type.Boolean(),
      answered: Type.Boolean(),
    }),
  ),
});
