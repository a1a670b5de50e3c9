import type { MergedRange } from './cells.ts';
import { type FilledRow, filledRows, isTotalRow } from './filled-rows.ts';
import type { SheetLimits } from './limits.ts';
import type { Source } from './source.ts';
import { Stop } from './stop.ts';
import type { SheetLayout, SheetSurvey, Survey } from './survey.ts';

/** A row of one of the sheets that are read. */
export type SurveyedRow = {
  number: number;
  cells: FilledRow['cells'];
  sheet: SheetSurvey & { layout: SheetLayout };
  /** Grows from row to row, also from one sheet to the next. */
  position: number;
};

/** More rows than a sheet has. */
const rowsOfSheet = 2 ** 20;

/** The rows below the headers of the sheets that are read, sheet by sheet. */
export async function* surveyedRows(
  source: Source,
  survey: Survey,
  limits: SheetLimits,
): AsyncGenerator<SurveyedRow, void, undefined> {
  let rows = 0;
  for (const [order, index] of survey.read.entries()) {
    const sheet = survey.sheets[index];
    const layout = sheet?.layout;
    if (!sheet || !layout) throw new Stop('sheet_not_readable');
    for await (const { number, cells } of filledRows(source, index, limits)) {
      if (number <= layout.header.row || isTotalRow(cells)) continue;
      rows += 1;
      if (rows > limits.rows) throw new Stop('sheet_too_many_rows', { max: limits.rows });
      const position = order * rowsOfSheet + number;
      yield { number, cells, sheet: { ...sheet, layout }, position };
    }
  }
}

/**
 * Says for rows in ascending order whether merged cells hide the value of one of `columns`. Of cells
 * merged with one another only the first has a value.
 */
export function mergeLookup(merges: MergedRange[], columns: number[]) {
  const sorted = [...merges].sort((a, b) => a.firstRow - b.firstRow);
  const lanes = new Map(
    columns.map((column) => {
      const ahead = sorted.filter((m) => m.firstColumn <= column && m.lastColumn >= column);
      return [column, { ahead, next: 0, open: undefined as MergedRange | undefined }];
    }),
  );
  return (row: number, column: number): MergedRange | undefined => {
    const lane = lanes.get(column);
    if (!lane) return undefined;
    for (let merge = lane.ahead[lane.next]; merge && merge.firstRow <= row; ) {
      if (merge.lastRow >= (lane.open?.lastRow ?? 0)) lane.open = merge;
      lane.next += 1;
      merge = lane.ahead[lane.next];
    }
    const { open } = lane;
    if (!open || open.lastRow < row) return undefined;
    const holdsValue = row === open.firstRow && column === open.firstColumn;
    return holdsValue ? undefined : open;
  };
}
