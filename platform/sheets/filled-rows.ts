import { withoutInvisible } from '../invisible.ts';
import { type Cell, cellText } from './cells.ts';
import type { SheetLimits } from './limits.ts';
import type { Source } from './source.ts';
import { Stop } from './stop.ts';

/** A row that holds something, without what nobody sees in it. */
export type FilledRow = {
  number: number;
  cells: Cell[];
  hidden: boolean;
  /** Whether it lacks the result of a formula. */
  unvalued: boolean;
  /** Whether characters that show nothing were taken away. */
  cleaned: boolean;
};

/**
 * The rows of one sheet that hold something, without blank cells at their end, as long as they keep
 * within the limits.
 */
export async function* filledRows(
  source: Source,
  sheet: number,
  limits: SheetLimits,
): AsyncGenerator<FilledRow, void, undefined> {
  let [rows, total] = [0, 0];
  for await (const { number, cells, hidden = false, unvalued = false } of source.rows(
    new Set([sheet]),
  )) {
    total += measure(number, cells, limits);
    if (total > limits.totalChars) throw new Stop('sheet_too_large');
    const clean = cells.map((cell) => (typeof cell === 'string' ? withoutInvisible(cell) : cell));
    const width = usedWidth(clean);
    if (width === 0) continue;
    if (width > limits.columns) {
      throw new Stop('sheet_too_many_columns', { max: limits.columns, row: number });
    }
    rows += 1;
    if (rows > limits.rows) throw new Stop('sheet_too_many_rows', { max: limits.rows });
    const cleaned = clean.some((cell, index) => cell !== cells[index]);
    yield { number, cells: clean.slice(0, width), hidden, unvalued, cleaned };
  }
}

function usedWidth(cells: Cell[]): number {
  for (let width = cells.length; width > 0; width -= 1) {
    const cell = cells[width - 1];
    const blank = cell === null || (typeof cell === 'string' && cell.trim() === '');
    if (!blank) return width;
  }
  return 0;
}

function measure(row: number, cells: Cell[], { cellChars, rowChars }: SheetLimits): number {
  let size = 0;
  for (const [index, cell] of cells.entries()) {
    const length = typeof cell === 'string' ? cell.length : 8;
    if (length > cellChars) {
      throw new Stop('sheet_cell_too_long', { row, column: index + 1, max: cellChars });
    }
    size += typeof cell === 'string' ? length : 0;
  }
  if (size > rowChars) throw new Stop('sheet_row_too_long', { row, max: rowChars });
  return size;
}

const total =
  /^(?:合计|总计|共计|小计|总数|合计人数|总人数|grandtotal|subtotal|total|sum)\d*(?:人|名|位|people|persons)?$/;
const count = /^\d+(?:\.\d+)?(?:人|名|位)?$/;
/** More than this stands in no cell of a row of totals. */
const longestTotal = 30;

/** Whether a row only sums up those above: it says so in its first cell, and holds numbers beside. */
export function isTotalRow(cells: Cell[]): boolean {
  const texts = cells.map(cellText).filter((text) => text !== '');
  if (texts.some((text) => text.length > longestTotal)) return false;
  const [first = '', ...others] = texts.map((text) => text.normalize('NFKC').toLowerCase());
  const plain = first.replace(/[^\p{L}\p{N}]/gu, '');
  return total.test(plain) && others.every((text) => count.test(text) || total.test(text));
}
