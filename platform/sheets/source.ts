import type { Cell, MergedRange } from './cells.ts';

export type Encoding = 'utf-8' | 'utf-16' | 'gb18030' | 'big5' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t';

/** A sheet of a workbook. A file of separated values is one without a name. */
export type SheetOfSource = {
  name: string | null;
  hidden: boolean;
  /** Known once the sheet's rows were read to their end: they stand behind all rows. */
  merges: MergedRange[];
};

/** A file that was opened: what is known of it, and its rows, blank ones included. */
export type Source = {
  format: 'xlsx' | 'ods' | 'xls' | 'csv' | 'html';
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Which year the serial numbers of days count from; only very old Mac files say 1904. */
  epoch: 1900 | 1904;
  /** In the workbook's order. */
  sheets: SheetOfSource[];
  /** The rows of these sheets, sheet by sheet, each in ascending order. */
  rows(sheets: ReadonlySet<number>): AsyncIterable<SourceRow> | Iterable<SourceRow>;
};

/** A row of a sheet. `number` counts from 1, as the spreadsheet program shows it. */
export type SourceRow = {
  sheet: number;
  number: number;
  cells: Cell[];
  hidden?: boolean;
  /** A formula stands in it whose result the program that wrote the file did not store. */
  unvalued?: boolean;
};
