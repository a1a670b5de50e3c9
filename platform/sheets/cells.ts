import { startsFormula, withoutInvisible } from '../invisible.ts';

/** A day in a cell, as the sheet shows it: no zone, `YYYY-MM-DD`, and `HH:MM:SS` unless midnight. */
export type SheetDate = { day: string; time?: string };

/** What one cell holds. Blank cells are `null`; cells of a CSV are always text. */
export type Cell = string | number | boolean | SheetDate | null;

/** A row that is not blank. `number` counts from 1, as the spreadsheet program shows it. */
export type Row = { number: number; cells: Cell[] };

/** Merged cells; rows and columns count from 1, both ends included. */
export type MergedRange = {
  range: string;
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
};

/** Nobody writes more blanks than this before a formula. */
const longestFormulaStart = 100;

/** A number that is too long for a sheet's 15 digits: its end was replaced by zeros when it was typed. */
export function hasLostDigits(cell: Cell): boolean {
  return typeof cell === 'number' && Math.abs(cell) >= 1e15;
}

/**
 * A cell as plain text, trimmed; blank ones give `''`. Takes away the apostrophe that exports put
 * before what looks like a formula, so that an exported sheet can come back as it was.
 */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'object') return cell.time ? `${cell.day} ${cell.time}` : cell.day;
  const text = withoutInvisible(cell).trim();
  const apostrophe = text.startsWith("'") && startsFormula(text.slice(1, longestFormulaStart));
  return apostrophe ? text.slice(1).trim() : text;
}

/** Whether a cell shows nothing. */
export function isBlank(cell: Cell | undefined): boolean {
  return cellText(cell) === '';
}

/** Whole numbers never in the form 1e+21; others as short as possible. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
