import type { Cell } from './cells.ts';
import type { SheetLimits } from './limits.ts';
import { dateOf } from './serial-day.ts';
import type { SheetOfSource, SourceRow } from './source.ts';
import { Stop } from './stop.ts';
import { attributesOf, xmlReader } from './xml.ts';

type Attributes = Map<string, string>;

type OpenCell = { attributes: Attributes; repeated: number; text: string; paragraphs: number };

const lastRow = 1_048_576;

/**
 * Reads the content of an OpenDocument spreadsheet piece by piece. Rows and cells that repeat are
 * written once with a count, which may be that of a whole sheet.
 */
export class OdsReader {
  readonly tables: SheetOfSource[] = [];
  readonly #read: (piece: string) => void;
  readonly #limits: SheetLimits;
  readonly #wanted: ReadonlySet<number>;
  readonly #hiddenStyles = new Set<string>();
  #ready: { row: SourceRow; times: number }[] = [];
  #style = '';
  #isWanted = false;
  #number = 0;
  #row: { repeated: number; hidden: boolean; cells: Cell[]; column: number } | undefined;
  #cell: OpenCell | undefined;
  #inParagraph = false;
  #inAnnotation = false;

  constructor(limits: SheetLimits, wanted: ReadonlySet<number>) {
    this.#limits = limits;
    this.#wanted = wanted;
    this.#read = xmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#inParagraph) this.#collect(text);
      },
      close: (name) => this.#close(name),
    });
  }

  /** The rows that were completed by a piece. */
  *read(piece: string): Generator<SourceRow, void, undefined> {
    this.#read(piece);
    const ready = this.#ready;
    this.#ready = [];
    for (const { row, times } of ready) {
      for (let n = 0; n < times; n += 1) yield { ...row, number: row.number + n };
    }
  }

  #open(name: string, text: string): void {
    if (name === 'style') this.#style = attributesOf(text).get('style:name') ?? '';
    else if (name === 'table-properties') {
      const shown = attributesOf(text).get('table:display');
      if (shown === 'false') this.#hiddenStyles.add(this.#style);
    } else if (name === 'table') this.#openTable(attributesOf(text));
    else if (!this.#isWanted) return;
    else if (name === 'table-row') this.#openRow(attributesOf(text));
    else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#openCell(attributesOf(text));
    } else if (this.#cell) this.#openText(name, text, this.#cell);
  }

  #openTable(attributes: Attributes): void {
    const hidden = this.#hiddenStyles.has(attributes.get('table:style-name') ?? '');
    this.tables.push({ name: attributes.get('table:name') ?? '', hidden, merges: [] });
    if (this.tables.length > this.#limits.entries) throw new Stop('sheet_too_large');
    this.#isWanted = this.#wanted.has(this.tables.length - 1);
    this.#number = 0;
  }

  #openRow(attributes: Attributes): void {
    const repeated = countOf(attributes.get('table:number-rows-repeated'));
    const hidden = (attributes.get('table:visibility') ?? 'visible') !== 'visible';
    this.#row = { repeated, hidden, cells: [], column: 0 };
    if (this.#number + repeated > lastRow) throw new Stop('sheet_not_readable');
  }

  #openCell(attributes: Attributes): void {
    if (!this.#row) return;
    const repeated = countOf(attributes.get('table:number-columns-repeated'));
    this.#cell = { attributes, repeated, text: '', paragraphs: 0 };
    const columns = countOf(attributes.get('table:number-columns-spanned'));
    const rows = countOf(attributes.get('table:number-rows-spanned'));
    if (columns > 1 || rows > 1) this.#merge(this.#row.column + 1, columns, rows);
  }

  #openText(name: string, text: string, cell: OpenCell): void {
    if (name === 'annotation') this.#inAnnotation = true;
    else if (name === 'p' && !this.#inAnnotation) {
      if (cell.paragraphs > 0) this.#collect('\n');
      cell.paragraphs += 1;
      this.#inParagraph = true;
    } else if (!this.#inParagraph) return;
    else if (name === 's') {
      const count = Math.min(countOf(attributesOf(text).get('text:c')), this.#limits.cellChars + 1);
      this.#collect(' '.repeat(count));
    } else if (name === 'tab') this.#collect('\t');
    else if (name === 'line-break') this.#collect('\n');
  }

  #collect(text: string): void {
    const cell = this.#cell;
    if (!cell) return;
    cell.text += text;
    if (cell.text.length <= this.#limits.cellChars) return;
    const place = { row: this.#number + 1, column: (this.#row?.column ?? 0) + 1 };
    throw new Stop('sheet_cell_too_long', { ...place, max: this.#limits.cellChars });
  }

  #close(name: string): void {
    if (name === 'table') this.#isWanted = false;
    else if (name === 'annotation') this.#inAnnotation = false;
    else if (name === 'p') this.#inParagraph = false;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    else if (name === 'table-row') this.#closeRow();
  }

  #closeCell(): void {
    const [cell, row] = [this.#cell, this.#row];
    this.#cell = undefined;
    if (!cell || !row) return;
    const value = valueIn(cell);
    const { columns } = this.#limits;
    if (value !== null) {
      if (row.column + cell.repeated > columns) {
        throw new Stop('sheet_too_many_columns', { max: columns, row: this.#number + 1 });
      }
      while (row.cells.length < row.column) row.cells.push(null);
      for (let n = 0; n < cell.repeated; n += 1) row.cells.push(value);
    }
    row.column += cell.repeated;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (!row) return;
    if (row.cells.length > 0) {
      const first = {
        sheet: this.tables.length - 1,
        number: this.#number + 1,
        cells: row.cells,
        ...(row.hidden && { hidden: true }),
      };
      this.#ready.push({ row: first, times: row.repeated });
    }
    this.#number += row.repeated;
  }

  #merge(column: number, columns: number, rows: number): void {
    const merges = this.tables.at(-1)?.merges;
    const { merges: max } = this.#limits;
    if (!merges || merges.length >= max) throw new Stop('sheet_too_many_merges', { max });
    const [firstRow, last] = [this.#number + 1, this.#number + rows];
    const lastColumn = column + columns - 1;
    const range = `${columnName(column)}${firstRow}:${columnName(lastColumn)}${last}`;
    merges.push({ range, firstRow, lastRow: last, firstColumn: column, lastColumn });
  }
}

function valueIn({ attributes, text }: OpenCell): Cell {
  const type = attributes.get('office:value-type') ?? attributes.get('calcext:value-type');
  if (type === 'float' || type === 'currency' || type === 'percentage') {
    const value = attributes.get('office:value');
    return value ? Number(value) : null;
  }
  if (type === 'boolean') return attributes.get('office:boolean-value') === 'true';
  if (type === 'date') {
    const value = attributes.get('office:date-value') ?? '';
    return dateOf(new Date(value.includes('T') ? `${value}Z` : value)) ?? (text || null);
  }
  return text || attributes.get('office:string-value') || null;
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > lastRow)
    throw new Stop('sheet_not_readable');
  return count;
}

/** 1 is `A`, 27 is `AA`. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}
