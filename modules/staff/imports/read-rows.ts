import type { ColumnSpec } from '../../../platform/sheets/columns.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { SheetLimits } from '../../../platform/sheets/limits.ts';
import { openSource } from '../../../platform/sheets/open-source.ts';
import { serveReader } from '../../../platform/sheets/reader-child.ts';
import { type Survey, surveySource } from '../../../platform/sheets/survey.ts';
import {
  mergeLookup,
  type SurveyedRow,
  surveyedRows,
} from '../../../platform/sheets/surveyed-rows.ts';
import type { RowRead } from './workbook.ts';

export type ReadingTask = {
  path: string;
  key?: string;
  limits: SheetLimits;
  /** How the workbook was read when it was checked: it is carried out alike. */
  survey?: Survey;
  /** Rows up to this position were dealt with. */
  after: number;
};

export type ReadingMessage =
  | { kind: 'surveyed'; survey: Survey }
  | { kind: 'batch'; rows: RowRead[] };

/** Few enough that others get their turn while they are written. */
export const batchRows = 200;

/** Of two rows that mean one thing the second is refused, at `column`. */
export type Meaning = { column: string; keys: string[] };

/** The program of a process that reads workbooks of one kind. */
export function serveRows<F extends object>(
  columns: ColumnSpec[],
  read: (row: ImportRow) => F,
  meaningOf: (found: F) => Meaning[],
): void {
  serveReader<ReadingTask>(async function* (task): AsyncGenerator<ReadingMessage> {
    const { path, key, limits, after } = task;
    const source = await openSource(path, limits, task.survey?.encoding ?? undefined, key);
    const survey = task.survey ?? (await surveySource(source, columns, limits));
    yield { kind: 'surveyed', survey };
    if (survey.problem) return;
    let rows: RowRead[] = [];
    const readRow = rowReader(read, meaningOf);
    for await (const row of surveyedRows(source, survey, limits)) {
      const found = readRow(row);
      // Rows before are read all the same: one that repeats them is refused.
      if (row.position <= after) continue;
      rows.push(found);
      if (rows.length < batchRows) continue;
      yield { kind: 'batch', rows };
      rows = [];
    }
    if (rows.length > 0) yield { kind: 'batch', rows };
  });
}

function rowReader<F extends object>(
  read: (row: ImportRow) => F,
  meaningOf: (found: F) => Meaning[],
): (row: SurveyedRow) => F & RowRead {
  const seen = new Map<string, number>();
  const lookups = new Map<number, ReturnType<typeof mergeLookup>>();
  return (surveyed) => {
    const { number, position, cells, sheet } = surveyed;
    const { layout, index } = sheet;
    const columns = Object.values(layout.match.mapping).map((column) => column + 1);
    const mergedAt = lookups.get(index) ?? mergeLookup(layout.merges, columns);
    lookups.set(index, mergedAt);
    const row = new ImportRow(surveyed, layout, mergedAt);
    const found = read(row);
    if (row.problems.length === 0) refuseDouble(row, meaningOf(found), seen);
    return { ...found, row: number, sheet: index, position, cells, problems: row.problems };
  };
}

function refuseDouble(row: ImportRow, meanings: Meaning[], seen: Map<string, number>): void {
  for (const { column, keys } of meanings) {
    const first = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
    if (first !== undefined) row.refuse(column, 'row_double', { first });
  }
  if (row.problems.length > 0) return;
  for (const key of meanings.flatMap(({ keys }) => keys)) seen.set(key, row.number);
}
