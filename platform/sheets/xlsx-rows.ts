import type { Cell, MergedRange } from './cells.ts';
import type { SheetLimits } from './limits.ts';
import { serialDay } from './serial-day.ts';
import { Stop } from './stop.ts';
import { ooxmlText } from './xlsx-parts.ts';
import { attributesOf, xmlReader } from './xml.ts';

/** A row of a worksheet as it was read. */
type WorksheetRow = { number: number; cells: Cell[]; hidden?: boolean; unvalued?: boolean };

/** What the cells of all worksheets of a workbook refer to. */
export type Shared = {
  strings: string[];
  isDate: (style: number) => boolean;
  epoch: 1900 | 1904;
};

const lastRow = 1_048_576;
const lastColumn = 16_384;

/**
 * Reads a worksheet piece by piece. Rows come in ascending order, as every program writes them: a row
 * that stands before its predecessor, or below the last that a sheet has, is damage.
 */
export class WorksheetReader {
  /** Complete once the last piece was read. */
  readonly merges: MergedRange[] = [];
  readonly #read: (piece: string) => void;
  readonly #shared: Shared;
  readonly #limits: SheetLimits;
  #rows: WorksheetRow[] = [];
  #inRows = false;
  #row: WorksheetRow | undefined;
  #last = 0;
  #column = 0;
  #cell: { type: string; style: number; isFormula?: boolean } | undefined;
  #text = '';
  #collects = false;
  #inPhonetic = false;

  constructor(shared: Shared, limits: SheetLimits) {
    this.#shared = shared;
    this.#limits = limits;
    this.#read = xmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => this.#collect(text),
      close: (name) => this.#close(name),
    });
  }

  /** The rows that were completed by a piece. */
  read(piece: string): WorksheetRow[] {
    this.#read(piece);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(name: string, attributes: string): void {
    if (name === 'sheetData') this.#inRows = true;
    else if (name === 'mergeCell') this.#merge(attributesOf(attributes).get('ref') ?? '');
    else if (!this.#inRows) return;
    else if (name === 'row') this.#openRow(attributesOf(attributes));
    else if (name === 'c' && this.#row) this.#openCell(attributesOf(attributes));
    else if (name === 'f' && this.#cell) this.#cell.isFormula = true;
    else if (name === 'rPh') this.#inPhonetic = true;
    else if ((name === 'v' || name === 't') && this.#cell) this.#collects = !this.#inPhonetic;
  }

  #openRow(attributes: Map<string, string>): void {
    const number = Number(attributes.get('r') ?? this.#last + 1);
    if (!Number.isInteger(number) || number <= this.#last || number > lastRow) {
      throw new Stop('sheet_not_readable');
    }
    const hidden = attributes.get('hidden');
    this.#row = {
      number,
      cells: [],
      ...((hidden === '1' || hidden === 'true') && { hidden: true }),
    };
    this.#last = number;
    this.#column = 0;
  }

  #openCell(attributes: Map<string, string>): void {
    const at = attributes.get('r');
    this.#column = at === undefined ? this.#column + 1 : columnNumber(at);
    if (this.#column < 1 || this.#column > lastColumn) throw new Stop('sheet_not_readable');
    const style = Number(attributes.get('s') ?? 0);
    this.#cell = { type: attributes.get('t') ?? 'n', style };
    this.#text = '';
  }

  #collect(piece: string): void {
    if (!this.#collects) return;
    this.#text += piece;
    if (this.#text.length > this.#limits.cellChars) {
      const place = { row: this.#last, column: this.#column };
      throw new Stop('sheet_cell_too_long', { ...place, max: this.#limits.cellChars });
    }
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#collects = false;
    else if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 'sheetData') this.#inRows = false;
    else if (name === 'c' && this.#cell) {
      const value = this.#valueOf(this.#cell);
      this.#put(value);
      // Text that a formula leaves blank is of another type.
      const { isFormula, type } = this.#cell;
      if (value === null && isFormula && type !== 'str' && this.#row) this.#row.unvalued = true;
      this.#cell = undefined;
    } else if (name === 'row' && this.#row) {
      this.#rows.push(this.#row);
      this.#row = undefined;
    }
  }

  /** Cells without a value may stand far to the right, where they have a colour alone. */
  #put(value: Cell): void {
    if (value === null || !this.#row) return;
    const { columns } = this.#limits;
    if (this.#column > columns) {
      if (typeof value === 'string' && value.trim() === '') return;
      throw new Stop('sheet_too_many_columns', { max: columns, row: this.#last });
    }
    const { cells } = this.#row;
    while (cells.length < this.#column) cells.push(null);
    cells[this.#column - 1] = value;
  }

  #valueOf({ type, style }: { type: string; style: number }): Cell {
    const text = this.#text;
    if (text === '') return null;
    if (type === 's') return this.#shared.strings[Number(text)] || null;
    if (type === 'str' || type === 'inlineStr') return ooxmlText(text);
    if (type === 'b') return text === '1' || text.toLowerCase() === 'true';
    if (type === 'e') return text;
    const number = Number(text);
    if (Number.isNaN(number)) return text;
    const day = this.#shared.isDate(style) ? serialDay(number, this.#shared.epoch) : undefined;
    return day ?? number;
  }

  #merge(range: string): void {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range);
    if (!match) return;
    const { merges } = this.#limits;
    if (this.merges.length >= merges) throw new Stop('sheet_too_many_merges', { max: merges });
    const [, fromColumn = '', fromRow, toColumn = '', toRow] = match;
    const columns = [columnNumber(fromColumn), columnNumber(toColumn)];
    const rows = [Number(fromRow), Number(toRow)];
    this.merges.push({
      range,
      firstRow: Math.min(...rows),
      lastRow: Math.max(...rows),
      firstColumn: Math.min(...columns),
      lastColumn: Math.max(...columns),
    });
  }
}

/** `A` is 1, `AA` is 27; digits behind the letters tell the row and nothing here. */
function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length && at < 4; at += 1) {
    const sign = letters.charCodeAt(at) - 64;
    if (sign < 1 || sign > 26) break;
    number = number * 26 + sign;
  }
  return number;
}
