import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { FormDefinition, Lang } from '../../forms/definition.ts';
import type { Finding } from '../../forms/exchange/findings.ts';
import type { ReadXlsForm } from '../../forms/exchange/read-xlsform.ts';
import { type WrittenSheet, writeXlsForm } from '../../forms/exchange/write-xlsform.ts';
import { sheetProblems } from '../file-problems.ts';
import { Problem } from '../problems.ts';
import { defaultLimits, type SheetLimits } from './limits.ts';
import { startReader } from './reader-process.ts';
import type { XlsFormTask } from './reading-xlsform.ts';
import { inertText } from './write.ts';

const MB = 1024 * 1024;

/** A form is a small file: what a roster may hold would only cost memory. */
export const xlsFormLimits: SheetLimits = {
  ...defaultLimits,
  ...{ fileBytes: 10 * MB, unpackedBytes: 100 * MB, rows: 25_000, sheets: 30 },
  ...{ sharedStrings: 200_000, sharedChars: 10_000_000, totalChars: 10_000_000, time: 30_000 },
};

const program = new URL('./reading-xlsform.ts', import.meta.url);

/**
 * Reads the workbook at a path in a process of its own: the form, if one comes of it, and what was not
 * carried over.
 * @throws Problem of `sheetProblems`
 */
export async function readXlsFormFile(
  path: string,
  limits: Partial<SheetLimits> = {},
): Promise<ReadXlsForm> {
  const task: XlsFormTask = { path, limits: { ...xlsFormLimits, ...limits } };
  const reader = await startReader<ReadXlsForm>(program, task, task.limits);
  try {
    const read = await reader.next();
    if (!read) throw new Problem(sheetProblems.sheet_reader_stopped);
    return read;
  } finally {
    await reader.close();
  }
}

/** A form as a workbook, and what it does not say of the form. */
export async function xlsFormFile(
  form: FormDefinition,
  options: { version?: string; language?: Lang } = {},
): Promise<{ file: Buffer; findings: Finding[] }> {
  const { sheets, findings } = writeXlsForm(form, options);
  return { file: Buffer.from(await writeXlsx({ sheets: sheets.map(sheetOf) })), findings };
}

const bold = { font: { name: 'Calibri', size: 11, bold: true } };
const text = { numFmt: '@' };

/** All cells are text: a version such as 001 keeps its zeros. */
function sheetOf({ name, rows }: WrittenSheet): WriteSheet {
  const cells = new Map(
    rows.flatMap((row, index) =>
      row.map((_, column) => [`${index},${column}`, { style: index === 0 ? bold : text }] as const),
    ),
  );
  return {
    name,
    columns: rows[0]?.map(() => ({ width: 24 })) ?? [],
    rows: rows.map((row) => row.map((cell) => inertText(cell, 'xlsx') || null)),
    cells,
    freezePane: { rows: 1 },
  };
}
