/** How much of a sheet is read before it is refused. Sizes in bytes, times in milliseconds. */
export type SheetLimits = {
  fileBytes: number;
  /** Of all parts of an XLSX together, unpacked. */
  unpackedBytes: number;
  /** Parts of an XLSX. */
  entries: number;
  /** Unpacked to packed size; applies from `ratioFromBytes` on, as small parts pack very well. */
  ratio: number;
  ratioFromBytes: number;
  rows: number;
  columns: number;
  cellChars: number;
  /** Of the cells of one row together. */
  rowChars: number;
  /** Texts that cells of a workbook share, and their characters together. */
  sharedStrings: number;
  sharedChars: number;
  /** Of all cells together: one long shared text may stand in millions of cells. */
  totalChars: number;
  merges: number;
  /** Worksheets of a workbook. */
  sheets: number;
  /** Of the reading process's own work: the processor's time, and by the clock several times as long. */
  time: number;
  /** Of the reading process's heap, in MB. */
  heapMb: number;
  /** Of all memory of the reading process, in MB. */
  residentMb: number;
};

const MB = 1024 * 1024;

export const defaultLimits: SheetLimits = {
  fileBytes: 50 * MB,
  unpackedBytes: 600 * MB,
  entries: 2_000,
  ratio: 200,
  ratioFromBytes: 64 * MB,
  rows: 200_000,
  columns: 200,
  cellChars: 32_767,
  rowChars: 200_000,
  sharedStrings: 3_000_000,
  sharedChars: 100_000_000,
  totalChars: 500_000_000,
  merges: 20_000,
  sheets: 100,
  time: 120_000,
  heapMb: 448,
  residentMb: 700,
};
