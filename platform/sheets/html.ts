import type { Cell, MergedRange } from './cells.ts';
import { decode } from './encodings.ts';
import type { SheetLimits } from './limits.ts';
import { columnName } from './ods-rows.ts';
import type { Encoding, Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';
import { xmlReader } from './xml.ts';

/**
 * Web pages that call themselves sheets: many portals export a table of HTML as `.xls` or `.csv`. Each
 * table is a sheet; cells are text, as in separated values.
 */
export function openHtml(bytes: Uint8Array, limits: SheetLimits, chosen?: Encoding): Source {
  const { text: page, encoding } = decode(bytes, chosen);
  const text = withoutPrograms(page);
  const first = new TableReader(limits);
  for (const piece of piecesOf(text)) first.read(piece);
  const count = first.merges.length;
  if (count === 0) throw new Stop('sheet_not_supported', { kind: 'HTML' });
  const sheets = first.merges.map((merges, index) => ({
    ...{ name: count === 1 ? null : `Table ${index + 1}`, hidden: false, merges },
  }));
  function* rows(wanted: ReadonlySet<number>): Generator<SourceRow, void, undefined> {
    const reader = new TableReader(limits);
    for (const piece of piecesOf(text)) {
      for (const row of reader.read(piece)) if (wanted.has(row.sheet)) yield row;
    }
  }
  return { format: 'html', encoding, epoch: 1900, sheets, rows };
}

/** A page without scripts and styles: what stands in them is no HTML. */
function withoutPrograms(page: string): string {
  const begin = /<(script|style)\b/gi;
  const ends = { script: /<\/script[^<>]*>/gi, style: /<\/style[^<>]*>/gi };
  let kept = '';
  for (let at = 0; ; ) {
    begin.lastIndex = at;
    const found = begin.exec(page);
    kept += page.slice(at, found?.index);
    if (!found) return kept;
    const end = ends[found[1]?.toLowerCase() as keyof typeof ends];
    end.lastIndex = found.index;
    // One that never ends is the rest of the page.
    if (!end.test(page)) return kept;
    at = end.lastIndex;
  }
}

/** Enough at once that nothing is read piecemeal, little enough that few rows wait. */
const pieceChars = 65_536;

function* piecesOf(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length; at += pieceChars) yield text.slice(at, at + pieceChars);
}

/** A table that is open; one may stand in a cell of another. */
type Table = {
  sheet: number;
  number: number;
  cells: Cell[] | undefined;
  cell: { text: string; columns: number; rows: number } | undefined;
  /** For how many more rows a cell from above covers a column. */
  covered: number[];
};

/** Reads the rows of all tables piece by piece; tags that HTML need not close are closed by the next. */
class TableReader {
  /** Of each table. */
  readonly merges: MergedRange[][] = [];
  readonly #limits: SheetLimits;
  readonly #read: (piece: string) => void;
  readonly #open: Table[] = [];
  #rows: SourceRow[] = [];

  constructor(limits: SheetLimits) {
    this.#limits = limits;
    this.#read = xmlReader({
      open: (name, attributes) => this.#opened(name.toLowerCase(), attributes),
      text: (text) => this.#collect(text.replace(/[\t\r\n]/g, ' ')),
      close: (name) => this.#closed(name.toLowerCase()),
    });
  }

  read(piece: string): SourceRow[] {
    this.#read(piece);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #opened(name: string, attributes: string): void {
    const table = this.#open.at(-1);
    if (name === 'table') {
      const sheet = this.merges.push([]) - 1;
      this.#open.push({ sheet, number: 0, cells: undefined, cell: undefined, covered: [] });
      if (this.merges.length > this.#limits.sheets) {
        throw new Stop('sheet_too_many_sheets', { max: this.#limits.sheets });
      }
    } else if (!table) return;
    else if (name === 'tr') {
      this.#endRow(table);
      table.cells = [];
      table.number += 1;
    } else if ((name === 'td' || name === 'th') && table.cells) {
      this.#endCell(table);
      const [columns, rows] = [spanIn(attributes, 'colspan'), spanIn(attributes, 'rowspan')];
      table.cell = { text: '', columns, rows };
    } else if (name === 'br') this.#collect('\n');
  }

  #closed(name: string): void {
    const table = this.#open.at(-1);
    if (!table) return;
    if (name === 'td' || name === 'th') this.#endCell(table);
    else if (name === 'tr') this.#endRow(table);
    else if (name === 'table') {
      this.#endRow(table);
      this.#open.pop();
    }
  }

  #collect(text: string): void {
    const table = this.#open.at(-1);
    if (!table?.cell) return;
    table.cell.text += text;
    const { cellChars: max } = this.#limits;
    if (table.cell.text.length <= max) return;
    const column = (table.cells?.length ?? 0) + 1;
    throw new Stop('sheet_cell_too_long', { row: table.number, column, max });
  }

  #endCell(table: Table): void {
    const { cell, cells } = table;
    table.cell = undefined;
    if (!cell || !cells) return;
    this.#passCovered(table, cells);
    const column = cells.length;
    const { columns: max } = this.#limits;
    if (column + cell.columns > max) {
      throw new Stop('sheet_too_many_columns', { max, row: table.number });
    }
    cells.push(plain(cell.text) || null);
    for (let at = column; at < column + cell.columns; at += 1) {
      if (at > column) cells.push(null);
      table.covered[at] = cell.rows - 1;
    }
    if (cell.columns > 1 || cell.rows > 1) this.#merge(table, column + 1, cell);
  }

  /** Columns that a cell from above covers hold nothing of their own. */
  #passCovered({ covered }: Table, cells: Cell[]): void {
    for (let left = covered[cells.length] ?? 0; left > 0; left = covered[cells.length] ?? 0) {
      covered[cells.length] = left - 1;
      cells.push(null);
    }
  }

  #merge({ sheet, number }: Table, column: number, { columns, rows }: NonNullable<Table['cell']>) {
    const merges = this.merges[sheet];
    const { merges: max } = this.#limits;
    if (!merges || merges.length >= max) throw new Stop('sheet_too_many_merges', { max });
    const [lastColumn, lastRow] = [column + columns - 1, number + rows - 1];
    const range = `${columnName(column)}${number}:${columnName(lastColumn)}${lastRow}`;
    merges.push({ range, firstRow: number, lastRow, firstColumn: column, lastColumn });
  }

  #endRow(table: Table): void {
    this.#endCell(table);
    const { cells, sheet, number, covered } = table;
    table.cells = undefined;
    if (!cells) return;
    for (let at = cells.length; at < covered.length; at += 1) {
      covered[at] = Math.max((covered[at] ?? 0) - 1, 0);
    }
    this.#rows.push({ sheet, number, cells });
  }
}

/** How many columns or rows a cell takes; pages write it with quotes or without. */
function spanIn(attributes: string, name: 'colspan' | 'rowspan'): number {
  const pattern = {
    colspan: /\bcolspan\s*=\s*["']?(\d{1,5})/i,
    rowspan: /\browspan\s*=\s*["']?(\d{1,5})/i,
  };
  return Math.max(Number(pattern[name].exec(attributes)?.[1] ?? 1), 1);
}

/** Blanks of the page's source are one; lines end where the page breaks them. */
function plain(text: string): string {
  return text
    .replaceAll('&nbsp;', ' ')
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .trim();
}
