import type { sheetProblems } from '../file-problems.ts';
import { cellText, isBlank, type MergedRange } from './cells.ts';
import {
  type ChosenColumn,
  type ColumnMatch,
  type ColumnSpec,
  chooseColumns,
  columnLabel,
  findHeader,
  matchColumns,
  maxHeaderRows,
} from './columns.ts';
import { type DayOrder, orderVotes } from './dates.ts';
import { type FilledRow, filledRows, isTotalRow } from './filled-rows.ts';
import type { SheetLimits } from './limits.ts';
import type { Delimiter, Encoding, Source } from './source.ts';
import { Stop, type StopParams } from './stop.ts';

/** How the rows of a sheet are to be read. */
export type SheetLayout = {
  header: { row: number; names: string[] };
  match: ColumnMatch;
  /** How each column of days writes them, where the column tells. */
  orders: Record<string, DayOrder>;
  merges: MergedRange[];
  epoch: 1900 | 1904;
};

type ProblemOfSheet = { code: keyof typeof sheetProblems; params?: StopParams };

/** What was done to a sheet, or found in it, that whoever hands it in should hear of. */
export type SheetNotes = {
  /** Rows in which characters that show nothing were taken away. */
  cleaned: NotedRows;
  /** Rows that only sum up those above, and are left out. */
  totals: NotedRows;
  /** Rows that are read although the workbook hides them. */
  hiddenRows: NotedRows;
  /** Rows that lack the result of a formula. */
  unvalued: NotedRows;
};

/** How many rows there are, and the numbers of the first. */
export type NotedRows = { count: number; rows: number[] };

/** One sheet of a workbook, found by one look through all of it. */
export type SheetSurvey = {
  /** Its place in the workbook, from 0. */
  index: number;
  /** Nothing for a file of separated values. */
  name: string | null;
  hidden: boolean;
  /** `roster`: can be read. `partial`: looks like one that cannot. `other`: something else. */
  kind: 'roster' | 'partial' | 'other' | 'empty';
  /** Rows below the header that hold something; without a header all of them. */
  rows: number;
  /** Nothing where no row looks like a header. */
  layout: SheetLayout | null;
  /** Why it cannot be read. */
  problem: ProblemOfSheet | null;
  notes: SheetNotes;
  /** What the first rows below the header hold, shortened. */
  first: string[][];
};

/** What a workbook looks like, and which of its sheets are read. */
export type Survey = {
  format: Source['format'];
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  sheets: SheetSurvey[];
  /** The sheets that are read, by their place in the workbook, in its order. */
  read: number[];
  /** Why none is read. */
  problem: ProblemOfSheet | null;
};

/**
 * What a person decided about how a workbook is read: which sheets, what each column is, and how a column
 * of days writes them.
 */
export type SurveyChoices = {
  sheets?: readonly number[];
  columns?: readonly ChosenColumn[];
  orders?: Record<string, DayOrder>;
};

/** Columns that a header must name before a sheet looks like one of its kind. */
const fewestColumns = 2;
const notedRows = 20;
/** Rows that are shown beside the header, so that people know what its columns hold. */
const shownRows = 3;

/** Looks through all sheets: finds headers, decides how columns write days, counts rows, chooses. */
export async function surveySource(
  source: Source,
  columns: ColumnSpec[],
  limits: SheetLimits,
  choices: SurveyChoices = {},
): Promise<Survey> {
  if (source.sheets.length > limits.sheets) {
    throw new Stop('sheet_too_many_sheets', { max: limits.sheets });
  }
  const sheets: SheetSurvey[] = [];
  for (const index of source.sheets.keys()) {
    sheets.push(await surveySheet(source, index, columns, limits, choices));
  }
  if (sheets.every(({ kind }) => kind === 'empty')) throw new Stop('sheet_empty');
  const chosen = choices.sheets?.filter((index) => sheets[index]) ?? [];
  const read = chosen.length > 0 ? [...new Set(chosen)].sort((a, b) => a - b) : likely(sheets);
  const problem = problemOf(sheets, read);
  // What is not read needs no layout later, and hundreds of merged cells are no small thing to keep.
  const kept = sheets.map((sheet) => (read.includes(sheet.index) ? sheet : withoutMerges(sheet)));
  const { format, encoding = null, delimiter = null } = source;
  return { format, encoding, delimiter, sheets: kept, read, problem };
}

/** The sheet that looks most like what is expected. Hidden ones are read only when somebody says so. */
function likely(sheets: SheetSurvey[]): number[] {
  const worth = ({ kind, layout, rows }: SheetSurvey) =>
    ['empty', 'other', 'partial', 'roster'].indexOf(kind) * 1e12 +
    Object.keys(layout?.match.mapping ?? {}).length * 1e9 +
    rows;
  const [best] = sheets
    .filter(({ hidden, kind }) => !hidden && kind !== 'empty')
    .sort((a, b) => worth(b) - worth(a) || a.index - b.index);
  return best ? [best.index] : [];
}

function problemOf(sheets: SheetSurvey[], read: number[]): ProblemOfSheet | null {
  if (read.length === 0) return { code: 'sheet_empty' };
  for (const index of read) {
    const { problem, name } = sheets[index] ?? {};
    if (!problem) continue;
    const columns = problem.params?.columns;
    const several = read.length > 1 && name && columns !== undefined;
    return several
      ? { ...problem, params: { ...problem.params, columns: `${name}: ${columns}` } }
      : problem;
  }
  return null;
}

function withoutMerges(sheet: SheetSurvey): SheetSurvey {
  return sheet.layout ? { ...sheet, layout: { ...sheet.layout, merges: [] } } : sheet;
}

/** What keeps a single sheet from being read, and no other sheet of its workbook. */
const ofOneSheet = new Set<string>([
  ...['sheet_too_many_rows', 'sheet_too_many_columns', 'sheet_too_many_merges'],
  ...['sheet_cell_too_long', 'sheet_row_too_long'],
]);

async function surveySheet(
  source: Source,
  index: number,
  columns: ColumnSpec[],
  limits: SheetLimits,
  choices: SurveyChoices,
): Promise<SheetSurvey> {
  const look = sheetLook(columns, choices);
  let stopped: ProblemOfSheet | null = null;
  try {
    for await (const row of filledRows(source, index, limits)) look.see(row);
  } catch (error) {
    if (!(error instanceof Stop) || !ofOneSheet.has(error.code)) throw error;
    stopped = { code: error.code, ...(error.params && { params: error.params }) };
  }
  look.end();
  const { name = null, hidden = false, merges = [] } = source.sheets[index] ?? {};
  const found = look.found();
  const layout = found && { ...found, merges, epoch: source.epoch };
  const below = look.rows();
  const problem = stopped ?? (layout ? headerProblem(layout) : missing(columns)) ?? emptied(below);
  const named = Object.keys(layout?.match.mapping ?? {}).length;
  const all = below + look.above();
  // A sheet that is too much to look through is not an empty one.
  const kind = kindOf(all + (stopped ? 1 : 0), problem === null, named);
  const rows = kind === 'other' ? all : below;
  const { notes, first } = look;
  return { index, name, hidden, kind, rows, layout, problem, notes, first };
}

function kindOf(filled: number, readable: boolean, named: number): SheetSurvey['kind'] {
  if (readable) return 'roster';
  if (named >= fewestColumns) return 'partial';
  return filled === 0 ? 'empty' : 'other';
}

function emptied(rows: number): ProblemOfSheet | null {
  return rows === 0 ? { code: 'sheet_empty' } : null;
}

/** Sees the rows of a sheet one after the other; the header may be among the first few. */
function sheetLook(columns: ColumnSpec[], choices: SurveyChoices) {
  const { columns: chosen = [], orders: said = {} } = choices;
  const dayColumns = columns.filter(({ kind }) => kind === 'day');
  const votes = new Map(dayColumns.map(({ key }) => [key, orderVotes()]));
  const none = (): NotedRows => ({ count: 0, rows: [] });
  const notes: SheetNotes = {
    cleaned: none(),
    totals: none(),
    hiddenRows: none(),
    unvalued: none(),
  };
  let head: FilledRow[] | undefined = [];
  let found: { row: FilledRow; match: ColumnMatch } | undefined;
  const shown: string[][] = [];
  let [rows, above] = [0, 0];

  const count = (row: FilledRow): void => {
    if (row.cleaned) noteRow(notes.cleaned, row);
    if (found && row.number <= found.row.number) {
      above += 1;
      return;
    }
    if (found && isTotalRow(row.cells)) {
      noteRow(notes.totals, row);
      return;
    }
    rows += 1;
    if (shown.length < shownRows) shown.push(row.cells.map(headerName));
    if (row.hidden) noteRow(notes.hiddenRows, row);
    if (row.unvalued) noteRow(notes.unvalued, row);
    for (const [key, vote] of votes) vote.add(row.cells[found?.match.mapping[key] ?? -1] ?? null);
  };
  const end = (): void => {
    const first = head ?? [];
    head = undefined;
    const header = findHeader(first, columns, chosen) ?? likelyHeader(first, columns);
    const row = first.find(({ number }) => number === header?.row.number);
    const names = row?.cells.map(headerName) ?? [];
    found = header && row && { row, match: chooseColumns(header.match, names, columns, chosen) };
    for (const each of first) count(each);
  };
  return {
    notes,
    first: shown,
    see(row: FilledRow): void {
      if (!head) count(row);
      else if (head.push(row) >= maxHeaderRows) end();
    },
    /** Whatever came is all there is. */
    end: () => void (head && end()),
    rows: () => rows,
    above: () => above,
    found() {
      if (!found) return null;
      const orders: Record<string, DayOrder> = {};
      for (const [key, vote] of votes) {
        const order = vote.order();
        if (order) orders[key] = order;
      }
      const header = { row: found.row.number, names: found.row.cells.map(headerName) };
      return { header, match: found.match, orders: { ...orders, ...said } };
    },
  };
}

/** Where no cell names a column: the first of the rows that hold the most may be the header. */
function likelyHeader(rows: FilledRow[], columns: ColumnSpec[]) {
  const filled = ({ cells }: FilledRow) => cells.filter((cell) => !isBlank(cell)).length;
  const head = rows.slice(0, maxHeaderRows);
  const most = Math.max(0, ...head.map(filled));
  const row = head.find((each) => filled(each) === most);
  return row && most >= fewestColumns
    ? { row, match: matchColumns(row.cells, columns) }
    : undefined;
}

function noteRow(noted: NotedRows, { number }: FilledRow): void {
  noted.count += 1;
  if (noted.rows.length < notedRows) noted.rows.push(number);
}

/** No header is worth keeping at greater length. */
const longestHeader = 200;

function headerName(cell: FilledRow['cells'][number]): string {
  return cellText(cell).slice(0, longestHeader);
}

function headerProblem({ header, match, merges }: SheetLayout): ProblemOfSheet | null {
  if (match.doubles.length > 0) {
    const names = match.doubles.map(({ cells }) => {
      const different = [...new Set(cells.map(({ name }) => name))];
      return different.length > 1 ? different.join(' = ') : `${different[0]} × ${cells.length}`;
    });
    return { code: 'sheet_columns_double', params: { columns: names.join(' · ') } };
  }
  if (match.missing.length === 0) return null;
  const columns = match.missing.map(columnLabel).join(' · ');
  const inHeader = merges.filter(
    ({ firstRow, lastRow }) => firstRow <= header.row && lastRow >= header.row,
  );
  // Cells merged across columns leave some without a name; those merged downward do not.
  const merged = inHeader.find(({ firstColumn, lastColumn }) => firstColumn < lastColumn);
  return merged
    ? { code: 'sheet_header_merged', params: { columns, range: merged.range } }
    : { code: 'sheet_columns_missing', params: { columns } };
}

function missing(columns: ColumnSpec[]): ProblemOfSheet {
  const names = columns.filter(({ required }) => required).map(columnLabel);
  return { code: 'sheet_columns_missing', params: { columns: names.join(' · ') } };
}
