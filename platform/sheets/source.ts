import type { Cell, SheetInfo } from './cells.ts';

/** A sheet that was opened: what is known of it, and its rows, blank ones included. */
export type Source = {
  info: SheetInfo;
  rows(): AsyncIterable<SourceRow> | Iterable<SourceRow>;
};

export type SourceRow = { number: number; cells: Cell[] };
