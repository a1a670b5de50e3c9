import type { AuditEntry } from '../../../platform/audit.ts';
import type { AuditActionName, PermissionName, Text } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import type { ColumnSpec } from '../../../platform/sheets/columns.ts';
import type { RowProblem } from '../../../platform/sheets/import-row.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';

/** What the rows of a workbook are about. */
export type Kind = 'places' | 'members';

export type RowState = 'fresh' | 'changed' | 'conflict' | 'unchanged' | 'refused';

/** As it is shown: numbers of documents and phones are masked, and roles have their names. */
export type FieldChange = {
  field: string;
  from: string | boolean | null | Text;
  to: string | boolean | null | Text;
};

/** Several names stand in a list, which is told in the language of whoever reads it. */
export type Note = { code: string; params: Record<string, string | number | string[]> };

/** A row of a workbook as it was read, with what is wrong with it as it stands. */
export type RowRead = RefusedRow & { position: number };

/** What becomes of a row. */
export type Outcome = {
  state: RowState;
  changes: FieldChange[];
  conflicts: FieldChange[];
  problems: RowProblem[];
  /** What else it brings about. */
  notes?: Note[];
  /** So many people are signed out by it. */
  shutsOut?: number;
  /** Whom it has added. */
  addedId?: string;
  /** What is to stand in the audit trail, though nothing else of the row is stored. */
  refusals?: AuditEntry[];
};

export const refusedFor = (problems: RowProblem[]): Outcome => ({
  ...{ state: 'refused', changes: [], conflicts: [], problems },
});

/** In whose name an import is carried out, and where they may do so now. */
export type Bearer = { actor: Actor; scope: PlaceScope };

/** What a row turns out to be once it is due; it is written when that is what was shown before. */
export type AsShown = <O extends Outcome>(row: RowRead, outcome: O) => O;

/** One import while it is checked or carried out. */
export type Session<R extends RowRead = RowRead> = {
  /** What would become of some rows; those before them were asked about already, or written. */
  preview(bearer: Bearer, rows: R[]): Promise<Outcome[]>;
  /** Writes some rows in this transaction, each after `asShown` was asked about it. */
  write(tx: Tx, bearer: Bearer, rows: R[], asShown: AsShown): Promise<Outcome[]>;
};

/** What one kind of workbooks is; all that both have in common is written once, beside this. */
export type Workbook<R extends RowRead = RowRead> = {
  kind: Kind;
  /** Who may bring one. */
  permission: PermissionName;
  /** Counts an upload where previews tell what nobody may try out. Throws `wait_before_trying`. */
  count?(platform: Platform, actor: Actor): Promise<void>;
  /** The program of the process that reads it. */
  program: URL;
  columns: ColumnSpec[];
  /** Words for what can be wrong with a row. */
  rowProblems: Record<string, Text>;
  actions: Record<'uploaded' | 'confirmed' | 'discarded' | 'imported', AuditActionName>;
  open(platform: Platform, bearer: Bearer): Promise<Session<R>>;
  /** How a row is named in lists: where it is, by what it is known, and its name. */
  label(row: R): { parent: string; code: string; name: string };
};
