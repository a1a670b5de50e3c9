import { sheetProblems } from '../file-problems.ts';
import { Problem } from '../problems.ts';
import { cellText, isBlank, type MergedRange, type Row, type SheetInfo } from './cells.ts';
import {
  type ColumnMatch,
  type ColumnSpec,
  columnLabel,
  findHeader,
  maxHeaderRows,
} from './columns.ts';
import { type DayOrder, orderVotes } from './dates.ts';
import { type OpenSheet, openSheet, type ReadOptions } from './read.ts';

/** What a sheet looks like as a whole, found by one look through all of it. */
export type Survey = {
  info: SheetInfo;
  header: { row: number; names: string[] };
  match: ColumnMatch;
  /** How each column of days writes them, where the column tells. */
  orders: Record<string, DayOrder>;
  /** Rows below the header that hold something. */
  rows: number;
};

/**
 * Looks through a sheet before it is imported: finds the header, decides how each column writes its
 * days, counts the rows.
 * @throws Problem of `sheetProblems` when the sheet cannot be read or lacks a required column
 */
export async function surveySheet(
  path: string,
  columns: ColumnSpec[],
  options: ReadOptions = {},
): Promise<Survey> {
  const sheet = await openSheet(path, options);
  const dayColumns = columns.filter(({ kind }) => kind === 'day');
  const votes = new Map(dayColumns.map(({ key }) => [key, orderVotes()]));
  let found: { row: Row; match: ColumnMatch } | undefined;
  let rows = 0;
  for await (const batch of withWholeHead(sheet.batches())) {
    found ??= headerOf(batch, sheet.info, columns);
    for (const row of batch) {
      if (row.number <= found.row.number || !hasText(row)) continue;
      rows += 1;
      for (const [key, vote] of votes) vote.add(row.cells[found.match.mapping[key] ?? -1] ?? null);
    }
  }
  if (!found) throw new Problem(sheetProblems.sheet_empty);
  const orders: Record<string, DayOrder> = {};
  for (const [key, vote] of votes) {
    const order = vote.order();
    if (order) orders[key] = order;
  }
  const header = { row: found.row.number, names: found.row.cells.map(cellText) };
  return { info: sheet.info, header, match: found.match, orders, rows };
}

/** The rows below the header of a surveyed sheet, in batches. */
export async function* rowsBelowHeader(
  path: string,
  survey: Survey,
  options: ReadOptions = {},
): AsyncGenerator<Row[], void, undefined> {
  const sheet: OpenSheet = await openSheet(path, options);
  for await (const batch of sheet.batches()) {
    const rows = batch.filter((row) => row.number > survey.header.row && hasText(row));
    if (rows.length > 0) yield rows;
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

/** The first batch holds every row among which the header may be, however few came at once. */
async function* withWholeHead(batches: AsyncIterable<Row[]>): AsyncGenerator<Row[], void> {
  let head: Row[] | undefined = [];
  for await (const batch of batches) {
    if (!head) yield batch;
    else {
      head.push(...batch);
      if (head.length < maxHeaderRows) continue;
      yield head;
      head = undefined;
    }
  }
  if (head) yield head;
}

function headerOf(rows: Row[], info: SheetInfo, columns: ColumnSpec[]) {
  const found = findHeader(rows, columns);
  const missing = found?.match.missing ?? columns.filter(({ required }) => required);
  const doubles = found?.match.doubles ?? [];
  if (doubles.length > 0) {
    const names = doubles.map(({ cells }) => cells.map(({ name }) => name).join(' = '));
    throw new Problem(sheetProblems.sheet_columns_double, {
      params: { columns: names.join(' · ') },
    });
  }
  if (missing.length > 0 || !found) throw missingColumns(missing, found?.row, info.merges);
  return found;
}

function missingColumns(missing: ColumnSpec[], header: Row | undefined, merges: MergedRange[]) {
  const columns = missing.map(columnLabel).join(' · ');
  const merged = merges.find(
    ({ firstRow, lastRow }) => header && firstRow <= header.number && lastRow >= header.number,
  );
  return merged
    ? new Problem(sheetProblems.sheet_header_merged, { params: { columns, range: merged.range } })
    : new Problem(sheetProblems.sheet_columns_missing, { params: { columns } });
}

function hasText({ cells }: Row): boolean {
  return cells.some((cell) => !isBlank(cell));
}
