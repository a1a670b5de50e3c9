import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeCsvStream } from 'hucre/csv';
import { type CellStyle, type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import type { Lang, Text } from '../../forms/definition.ts';
import { formulaAfterSeparator, startsFormula, withoutUnwritable } from '../invisible.ts';

export type SheetFormat = 'xlsx' | 'csv';

/**
 * What a column holds. `text` stays text even when it looks like a number (card numbers). `date` is
 * given as `YYYY-MM-DD` and `datetime` as `YYYY-MM-DD HH:MM` with or without seconds, both as the
 * reader's own calendar and clock show them.
 */
type ColumnKind = 'text' | 'number' | 'date' | 'datetime';

export type SheetColumn = {
  header: string;
  kind: ColumnKind;
  /** In characters. */
  width?: number;
};

/** A column of texts under a header in one language. */
export function textColumn(label: Text, lang: Lang, width = 16): SheetColumn {
  return { header: label[lang], kind: 'text', width };
}

export type SheetValue = string | number | boolean | null | undefined;

type WriteOptions = {
  format: SheetFormat;
  sheetName: string;
  columns: SheetColumn[];
  /** Rows of an XLSX go on in a further sheet after so many, the header among them; as many as a sheet can have where left out. */
  maxRows?: number | undefined;
  /** One value for each column; pulled only as fast as the result is read. */
  rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>;
};

type Written = string | number | boolean | Date | null;

export const sheetMime: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

const maxCellChars = 32_767;
/** Rows that a sheet can have, its header among them. */
const longestSheet = 1_048_576;
/** Rows after which other work of the server gets its turn. */
const rowsAtATime = 250;
const headerStyle: CellStyle = { font: { name: 'Calibri', size: 11, bold: true } };
const cellStyles: Record<ColumnKind, CellStyle> = {
  text: { numFmt: '@' },
  number: {},
  date: { numFmt: 'yyyy-mm-dd' },
  datetime: { numFmt: 'yyyy-mm-dd hh:mm' },
};

/**
 * Writes a sheet as a stream of bytes; memory does not grow with the number of rows. What a
 * spreadsheet program would run as a formula is made plain text. Destroying the stream ends `rows`.
 */
export function writeSheet({ format, sheetName, columns, rows, maxRows }: WriteOptions): Readable {
  const bytes = format === 'xlsx' ? xlsx(sheetName, columns, rows, maxRows) : csv(columns, rows);
  return Readable.fromWeb(bytes as WebStream<Uint8Array>);
}

function xlsx(
  sheetName: string,
  columns: SheetColumn[],
  rows: WriteOptions['rows'],
  maxRows: number | undefined,
) {
  const styleOf = rowStyles(maxRows ?? longestSheet);
  const defs: ColumnDef[] = columns.map(({ header, kind, width = 16 }, index) => ({
    ...{ header: inertText(header, 'xlsx'), width },
    get style() {
      return styleOf(index, kind);
    },
  }));
  const body = prepared(rows, (value, column) => xlsxValue(value, columns[column]?.kind ?? 'text'));
  const name = tidySheetName(sheetName);
  return writeXlsxStream(body, {
    ...{ name, columns: defs, freezePane: { rows: 1 } },
    ...(maxRows !== undefined && { maxRowsPerSheet: maxRows }),
  });
}

/**
 * The style of the next cell that is written. A column has one style for the library, which repeats the header on each
 * further sheet; it asks for that of the first column once in each row, so that the first rows of sheets are counted by it.
 */
function rowStyles(maxRows: number): (column: number, kind: ColumnKind) => CellStyle {
  let row = -1;
  return (column, kind) => {
    if (column === 0) row += 1;
    return row % maxRows === 0 ? headerStyle : cellStyles[kind];
  };
}

function csv(columns: SheetColumn[], rows: WriteOptions['rows']) {
  const headers = columns.map(({ header }) => inertText(header, 'csv'));
  const body = prepared(rows, (value, column) => csvValue(value, columns[column]?.kind ?? 'text'));
  return writeCsvStream(body, { headers, bom: true });
}

async function* prepared(
  rows: WriteOptions['rows'],
  prepare: (value: SheetValue, column: number) => Written,
): AsyncGenerator<Written[], void, undefined> {
  let count = 0;
  for await (const row of rows) {
    yield row.map(prepare);
    count += 1;
    if (count % rowsAtATime === 0) await nextTurn();
  }
}

function xlsxValue(value: SheetValue, kind: ColumnKind): Written {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (kind === 'number' && typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = String(value);
  const instant = kind === 'date' || kind === 'datetime' ? instantOf(text) : undefined;
  return instant ?? inertText(text, 'xlsx');
}

function csvValue(value: SheetValue, kind: ColumnKind): Written {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (kind === 'number' && typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = String(value);
  // A tab at the end shows nothing, and keeps a spreadsheet program from making a number of it.
  const losesDigits = kind === 'text' && /^(\d{12,}|0\d+)$/.test(text);
  return losesDigits ? `${text}\t` : inertText(text, 'csv');
}

/**
 * A text that no spreadsheet program runs: an apostrophe goes before what looks like a formula. In
 * an XLSX cells have a type, so phone numbers such as `+86 10…` can stay as they are there.
 * `cellText` takes the apostrophe away when the sheet comes back.
 */
export function inertText(text: string, format: SheetFormat): string {
  const clean = withoutUnwritable(text);
  const short = clean.length > maxCellChars ? `${clean.slice(0, maxCellChars - 2)}…` : clean;
  const lone = /^[-+－＋—]$/.test(short);
  const phone = format === 'xlsx' && /^[-+－＋][\d\s().-]*$/.test(short);
  const whole = format === 'csv' ? short.replace(formulaAfterSeparator, "$1'") : short;
  return startsFormula(short) && !lone && !phone ? `'${whole}` : whole;
}

/** The serial number's instant: sheets know no zones, so the clock's figures are taken as UTC. */
function instantOf(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?/.exec(text);
  if (!match) return undefined;
  const instant = new Date(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** A worksheet's name within what spreadsheet programs allow. */
export function tidySheetName(name: string): string {
  const tidy = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31)
    .replace(/'+$/, '');
  return tidy === '' || tidy.toLowerCase() === 'history' ? 'Sheet1' : tidy;
}
