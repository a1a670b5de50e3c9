import type { Cell, MergedRange } from './cells.ts';
import { openCompoundFile } from './compound-file.ts';
import type { SheetLimits } from './limits.ts';
import { columnName } from './ods-rows.ts';
import { dateOf } from './serial-day.ts';
import type { SheetOfSource, Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';

/**
 * Workbooks of Excel 97 to 2003. Our own look at the list of sheets comes first: it finds what a
 * reader would take for content (a password) or would read again and again (a sheet listed a thousand times).
 */

const record = { bof: 0x809, eof: 0x0a, filePass: 0x2f, boundSheet: 0x85 };
const biff8 = 0x600;
/** Older versions, which hold their workbook under this name, are not read. */
const olderName = 'Book';

export async function openXls(bytes: Buffer, limits: SheetLimits): Promise<Source> {
  const file = openCompoundFile(bytes);
  if (file.names.includes('EncryptedPackage')) throw new Stop('sheet_encrypted');
  const workbook = file.stream('Workbook');
  if (!workbook) {
    if (file.names.includes(olderName)) throw new Stop('sheet_legacy_xls');
    if (file.names.includes('WordDocument')) {
      throw new Stop('sheet_not_supported', { kind: '.doc' });
    }
    throw new Stop('sheet_not_readable');
  }
  const hidden = listedSheets(workbook, limits);
  // Loaded when needed only: other kinds are read sooner without it.
  const { readXls } = await import('hucre/xlsx');
  const { sheets: read } = await readXls(bytes);
  if (read.length !== hidden.length) throw new Stop('sheet_not_readable');
  const sheets: SheetOfSource[] = read.map(({ name, merges = [] }, index) => {
    if (merges.length > limits.merges) {
      throw new Stop('sheet_too_many_merges', { max: limits.merges });
    }
    return { name, hidden: hidden[index] ?? false, merges: merges.map(rangeOf) };
  });
  function* rows(wanted: ReadonlySet<number>): Generator<SourceRow, void, undefined> {
    for (const [sheet, { rows }] of read.entries()) {
      if (!wanted.has(sheet)) continue;
      // Rows without content are holes of the list.
      for (const [index, cells] of rows.entries()) {
        if (cells) yield { sheet, number: index + 1, cells: Array.from(cells, cellOf) };
      }
    }
  }
  return { format: 'xls', epoch: 1900, sheets, rows };
}

/** Which of the sheets are hidden, in the workbook's order. */
function listedSheets(workbook: Buffer, limits: SheetLimits): boolean[] {
  const hidden: boolean[] = [];
  const positions = new Set<number>();
  for (let at = 0; at + 4 <= workbook.length; ) {
    const [kind, length] = [workbook.readUInt16LE(at), workbook.readUInt16LE(at + 2)];
    const data = workbook.subarray(at + 4, at + 4 + length);
    if (at === 0 && (kind !== record.bof || length < 2)) throw new Stop('sheet_not_readable');
    if (at === 0 && data.readUInt16LE(0) !== biff8) throw new Stop('sheet_legacy_xls');
    if (kind === record.filePass) throw new Stop('sheet_encrypted');
    if (kind === record.eof) return hidden;
    if (kind === record.boundSheet && length >= 6) {
      positions.add(data.readUInt32LE(0));
      hidden.push((data.readUInt8(4) & 3) !== 0);
      if (hidden.length > limits.entries || positions.size !== hidden.length) {
        throw new Stop('sheet_not_readable');
      }
    }
    at += 4 + length;
  }
  throw new Stop('sheet_not_readable');
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null || value === '') return null;
  if (value instanceof Date) return dateOf(value) ?? null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}

type Merge = { startRow: number; startCol: number; endRow: number; endCol: number };

function rangeOf({ startRow, startCol, endRow, endCol }: Merge): MergedRange {
  const [firstColumn, lastColumn] = [startCol + 1, endCol + 1];
  const [firstRow, lastRow] = [startRow + 1, endRow + 1];
  const range = `${columnName(firstColumn)}${firstRow}:${columnName(lastColumn)}${lastRow}`;
  return { range, firstRow, lastRow, firstColumn, lastColumn };
}
