import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Row } from './cells.ts';
import type { ColumnSpec } from './columns.ts';
import { ImportRow, type RowProblem } from './import-row.ts';
import type { SheetLimits } from './limits.ts';
import type { RefusedRow } from './refused.ts';
import { mergeLookup, rowsBelowHeader, type Survey, surveySheet } from './survey.ts';

/** What became of the rows: `rows = fresh + updated + unchanged + refused`, always. */
export type Counts = {
  rows: number;
  /** Rows that bring something new. */
  fresh: number;
  updated: number;
  unchanged: number;
  refused: number;
};

/** The end of an import: or, when `onBatch` only compared and wrote nothing, its preview. */
export type Receipt = {
  counts: Counts;
  /** The first problems, in order of rows. */
  problems: RowProblem[];
  /** All problems, counted by code. One row may have several. */
  problemsByCode: Record<string, number>;
  survey: Survey;
};

/** The same as a receipt, said of what an import would do. */
export type Preview = Receipt;

export type ParsedRow<T> = { row: number; value: T };

/** What became of one batch; its rows must add up. `refused` may name several problems of one row. */
export type BatchOutcome = Omit<Counts, 'rows' | 'refused'> & { refused?: RowProblem[] };

export type ImportOptions<T> = {
  path: string;
  columns: ColumnSpec[];
  /** A survey made before, of the same file and columns. */
  survey?: Survey;
  /** Reads a row. A row with problems is refused; nothing without a problem is a mistake of the caller. */
  parseRow(row: ImportRow): T | undefined;
  /** What must differ between rows: of two rows with one key the second is refused. */
  keyOf?(value: T): string | undefined;
  batchSize?: number;
  onBatch(batch: ParsedRow<T>[]): Promise<BatchOutcome>;
  /** Is told after every batch. */
  onProgress?(progress: { done: number; total: number; refused: number }): void | Promise<void>;
  /** Is given every refused row with its cells, for `refusedSheet`. */
  onRefused?(rows: RefusedRow[]): void | Promise<void>;
  /** How many problems the receipt lists. */
  maxProblems?: number;
  signal?: AbortSignal;
  limits?: Partial<SheetLimits>;
};

/**
 * Imports a sheet: surveys it, reads it row by row, and hands parsed rows over in batches. Memory
 * grows with the keys only; between batches other work of the server gets its turn. Batches that
 * were handed over stay done when it is aborted or fails.
 * @throws Problem of `sheetProblems`; the reason of `signal`; whatever `onBatch` throws
 */
export async function runImport<T>(options: ImportOptions<T>): Promise<Receipt> {
  const { path, columns, batchSize = 1_000, onProgress } = options;
  const reading = {
    ...(options.signal && { signal: options.signal }),
    ...(options.limits && { limits: options.limits }),
  };
  const survey = options.survey ?? (await surveySheet(path, columns, reading));
  const desk = importDesk(options, survey);
  for await (const rows of rowsBelowHeader(path, survey, reading)) {
    for (const row of rows) {
      desk.take(row);
      if (desk.waiting() >= batchSize) {
        await desk.flush();
        options.signal?.throwIfAborted();
        await onProgress?.(desk.progress());
      }
    }
    // Batches that arrived already are read without waiting, so the event loop would not get its turn.
    await nextTurn();
  }
  await desk.flush();
  await onProgress?.(desk.progress());
  return desk.receipt();
}

/** Holds the rows of the batch at hand and what became of all before. */
function importDesk<T>(options: ImportOptions<T>, survey: Survey) {
  const { parseRow, keyOf, onBatch, onRefused, maxProblems = 200 } = options;
  const counts: Counts = { rows: 0, fresh: 0, updated: 0, unchanged: 0, refused: 0 };
  const problems: RowProblem[] = [];
  const problemsByCode: Record<string, number> = {};
  const firstWith = new Map<string, number>();
  const mergedAt = mergeLookup(
    survey.info.merges,
    Object.values(survey.match.mapping).map((index) => index + 1),
  );
  let raw = new Map<number, Row>();
  let parsed: ParsedRow<T>[] = [];
  let mistakes: RowProblem[] = [];

  const take = (row: Row): void => {
    counts.rows += 1;
    raw.set(row.number, row);
    const reader = new ImportRow(row, survey, mergedAt);
    const value = parseRow(reader);
    if (value !== undefined && reader.problems.length === 0) {
      const key = keyOf?.(value);
      const first = key === undefined ? undefined : firstWith.get(key);
      if (first !== undefined) reader.refuse('', 'row_double', { first });
      else if (key !== undefined) firstWith.set(key, row.number);
    }
    if (reader.problems.length > 0) mistakes.push(...reader.problems);
    else if (value !== undefined) parsed.push({ row: row.number, value });
    else throw new Error('parseRow gave neither a value nor a problem');
  };

  const noteRefused = async (): Promise<number> => {
    const byRow = Map.groupBy(mistakes, ({ row }) => row);
    const refused = [...byRow].sort(([a], [b]) => a - b);
    for (const problem of refused.flatMap(([, list]) => list)) {
      problemsByCode[problem.code] = (problemsByCode[problem.code] ?? 0) + 1;
      if (problems.length < maxProblems) problems.push(problem);
    }
    const rows = refused.map(([row, list]) => ({
      row,
      cells: raw.get(row)?.cells ?? [],
      problems: list,
    }));
    if (rows.length > 0) await onRefused?.(rows);
    return rows.length;
  };

  const flush = async (): Promise<void> => {
    if (raw.size === 0) return;
    if (parsed.length > 0) {
      const { fresh, updated, unchanged, refused = [] } = await onBatch(parsed);
      const refusedHere = new Set(refused.map(({ row }) => row)).size;
      if (fresh + updated + unchanged + refusedHere !== parsed.length) {
        throw new Error('onBatch did not account for every row it was given');
      }
      counts.fresh += fresh;
      counts.updated += updated;
      counts.unchanged += unchanged;
      mistakes.push(...refused);
    }
    counts.refused += await noteRefused();
    raw = new Map();
    parsed = [];
    mistakes = [];
  };

  return {
    take,
    flush,
    waiting: () => raw.size,
    progress: () => ({ done: counts.rows, total: survey.rows, refused: counts.refused }),
    receipt: (): Receipt => ({ counts, problems, problemsByCode, survey }),
  };
}
