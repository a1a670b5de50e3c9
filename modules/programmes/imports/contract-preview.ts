import { Type } from 'typebox';
import { Nullable, TextSchema } from '../../../platform/contract.ts';
import { Encoding } from '../roster/contract-choices.ts';
import { mendNames } from '../roster/contract-mends.ts';

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
  code: Type.Enum([
    'invisible_removed',
    'totals_left_out',
    'hidden_rows_read',
    'formulas_unvalued',
  ]),
  /** Where several sheets are read. */
  sheet: Nullable(Type.String()),
  count: Type.Integer(),
  /** The first of them, as the sheet counts them. */
  rows: Type.Array(Type.Integer()),
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
      /** The column that it names too, though a cell before it has it: one of them must be chosen. */
      claims: Nullable(Type.String()),
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
  ignored: Type.Array(Type.Object({ row: Type.Integer(), reason: Type.Enum(['example', 'note']) })),
  /** What may be wrong with rows that go in all the same. */
  warnings: Type.Array(RowProblem),
  warningCount: Type.Integer(),
  /** What becomes different of people on record, in the order of the rows; the first of them. */
  changes: Type.Array(
    Type.Object({
      row: Type.Integer(),
      /** Where several sheets are read. */
      sheet: Type.Optional(Type.String()),
      /** The person's name so far. */
      name: Type.String(),
      /** Key of the column that says so, or `withdrawnOn`; nothing for what is never shown, such as dates of documents. */
      column: Type.String(),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  changeCount: Type.Integer(),
  /** Ways to mend a column, on offer and accepted ones. */
  mends: Type.Array(
    Type.Object({
      column: Type.String(),
      mends: Type.Array(Type.Enum([...mendNames])),
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
