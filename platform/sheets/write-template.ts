import { type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { inertText, tidySheetName } from './write.ts';

/** A column of a workbook that people fill in. */
type TemplateColumn = {
  header: string;
  /** In characters. */
  width: number;
  /** Shown beside a cell of the column while it is filled in. */
  hint?: string;
  /** What can be chosen; other texts are possible after a warning, or without one where `open`. */
  values?: string[];
  open?: boolean;
};

type Template = {
  sheetName: string;
  columns: TemplateColumn[];
  /** Rows that are filled in already, such as an example. */
  rows: string[][];
  /** A second sheet, in text alone. */
  notes: { sheetName: string; rows: string[][] };
};

/** Rows that are prepared: formatted as text, with their lists. */
const preparedRows = 1_000;
const listSheet = 'Lists';
/** What spreadsheet programs allow. */
const maxHint = 255;

const text = { numFmt: '@' };
const bold = { font: { name: 'Calibri', size: 11, bold: true } };

/**
 * Writes a workbook to fill in: cells are text, so that numbers keep their zeros and days stay as they
 * are typed; allowed values are lists, on a hidden sheet since a list in a cell's own rule is short.
 */
export async function writeTemplate(template: Template): Promise<Buffer> {
  const { columns, notes, sheetName } = template;
  const blank = columns.map(() => null);
  const filled = template.rows.map((row) => row.map((value) => inertText(value, 'xlsx') || null));
  const rows: CellValue[][] = [columns.map(({ header }) => inertText(header, 'xlsx')), ...filled];
  const head = new Map(columns.map((_, index) => [`0,${index}`, { style: bold }]));
  const prepared = Array.from({ length: preparedRows - filled.length }, () => blank);
  // Only cells that are there can have a format: the reader leaves blank ones out.
  const cells = new Map<string, object>(head);
  for (let row = 1; row <= preparedRows; row += 1) {
    for (const column of blank.keys()) cells.set(`${row},${column}`, { style: text });
  }
  const sheets: WriteSheet[] = [
    {
      name: tidySheetName(sheetName),
      columns: columns.map(({ width }) => ({ width })),
      rows: [...rows, ...prepared],
      cells,
      freezePane: { rows: 1 },
      dataValidations: columns.flatMap(validation),
    },
    {
      name: tidySheetName(notes.sheetName),
      columns: [{ width: 30 }, { width: 12 }, { width: 90 }],
      rows: notes.rows.map((row) => row.map((value) => inertText(value, 'xlsx'))),
      cells: new Map((notes.rows[0] ?? []).map((_, index) => [`0,${index}`, { style: bold }])),
      freezePane: { rows: 1 },
    },
    { name: listSheet, hidden: true, rows: listRows(columns) },
  ];
  return Buffer.from(await writeXlsx({ sheets }));
}

function listRows(columns: TemplateColumn[]): CellValue[][] {
  const longest = Math.max(1, ...columns.map(({ values = [] }) => values.length));
  return Array.from({ length: longest }, (_, row) =>
    columns.map(({ values = [] }) => inertText(values[row] ?? '', 'xlsx') || null),
  );
}

function validation(
  { header, hint, values, open }: TemplateColumn,
  index: number,
): DataValidation[] {
  if (!hint && !values?.length) return [];
  const column = columnName(index);
  const prompt = {
    range: `${column}2:${column}${preparedRows + 1}`,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: header.slice(0, 32),
    inputMessage: (hint ?? header).slice(0, maxHint),
  };
  if (!values?.length) return [{ ...prompt, type: 'custom', formula1: 'TRUE' }];
  const formula1 = `${listSheet}!$${column}$1:$${column}$${values.length}`;
  const told = { showErrorMessage: !open, errorStyle: 'warning' as const };
  return [{ ...prompt, ...told, type: 'list', formula1 }];
}

/** A, B, … Z, AA, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
