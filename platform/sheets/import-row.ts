import { type Cell, cellText, hasLostDigits, type MergedRange, type Row } from './cells.ts';
import { type ParsedDay, parseDay } from './dates.ts';
import type { SheetLayout } from './survey.ts';

/** A mistake in one row. `column` is the column's key; `''` when the row as a whole is meant. */
export type RowProblem = {
  row: number;
  /** The sheet's name, where several are read. */
  sheet?: string;
  column: string;
  code: string;
  params?: Record<string, string | number>;
};

/** One row of an import, read by column. Whatever cannot be read is noted in `problems`. */
export class ImportRow {
  readonly number: number;
  readonly problems: RowProblem[] = [];
  readonly #cells: Cell[];
  readonly #layout: SheetLayout;
  /** The sheet's name, where several are read. */
  readonly sheet: string | undefined;

  constructor(
    row: Row,
    layout: SheetLayout,
    mergedAt: (row: number, column: number) => MergedRange | undefined,
    sheet?: string,
  ) {
    this.number = row.number;
    this.#cells = row.cells;
    this.#layout = layout;
    this.sheet = sheet;
    if (layout.merges.length === 0) return;
    for (const [key, index] of Object.entries(layout.match.mapping)) {
      const merged = mergedAt(row.number, index + 1);
      if (merged) this.refuse(key, 'cell_merged', { range: merged.range });
    }
  }

  /** Notes a mistake; a row with any is not imported. */
  refuse(column: string, code: string, params?: RowProblem['params']): void {
    const place = { row: this.number, ...(this.sheet && { sheet: this.sheet }) };
    this.problems.push({ ...place, column, code, ...(params && { params }) });
  }

  /** Whether the sheet has the column. */
  has(column: string): boolean {
    return this.#layout.match.mapping[column] !== undefined;
  }

  /** What the cell holds; `null` also when the sheet lacks the column. */
  cell(column: string): Cell {
    return this.#cells[this.#layout.match.mapping[column] ?? -1] ?? null;
  }

  /** The cell as trimmed text, `''` when blank. Refuses numbers that lost digits, and what is too long. */
  text(column: string, maxLength = 1_000): string {
    const cell = this.cell(column);
    const text = cellText(cell);
    if (hasLostDigits(cell)) this.refuse(column, 'digits_lost');
    else if (text.length > maxLength) this.refuse(column, 'cell_too_long', { max: maxLength });
    return text;
  }

  /** `text`, refused when blank. */
  required(column: string, maxLength?: number): string {
    const text = this.text(column, maxLength);
    if (text === '') this.#refuseBlank(column);
    return text;
  }

  /** The cell as a day or a period, `null` when blank. Refuses what is no day or could mean two. */
  day(column: string): ParsedDay | null {
    const cell = this.cell(column);
    if (cellText(cell) === '') return null;
    const { orders, epoch } = this.#layout;
    const order = orders[column];
    const result = parseDay(cell, { epoch, ...(order && { order }) });
    if (!('problem' in result)) return result;
    this.refuse(column, result.problem);
    return null;
  }

  /** `day`, refused when blank. */
  requiredDay(column: string): ParsedDay | null {
    if (cellText(this.cell(column)) === '') this.#refuseBlank(column);
    return this.day(column);
  }

  /** A blank cell inside merged cells has been refused for that already. */
  #refuseBlank(column: string): void {
    const known = this.problems.some((problem) => problem.column === column);
    if (!known) this.refuse(column, 'cell_required');
  }
}
