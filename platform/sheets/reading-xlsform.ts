import { readXlsForm } from '../../forms/exchange/read-xlsform.ts';
import type { SheetRow } from '../../forms/exchange/sheets.ts';
import { cellText } from './cells.ts';
import { filledRows } from './filled-rows.ts';
import type { SheetLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import { serveReader } from './reader-child.ts';
import { Stop } from './stop.ts';

/** What a process that reads an XLSForm is given. */
export type XlsFormTask = { path: string; limits: SheetLimits };

/** The program of that process: the server sees the form and the findings, and nothing of the file. */
serveReader<XlsFormTask>(async function* ({ path, limits }) {
  const source = await openSource(path, limits);
  if (source.sheets.length > limits.sheets) {
    throw new Stop('sheet_too_many_sheets', { max: limits.sheets });
  }
  const workbook: { name: string; rows: SheetRow[] }[] = [];
  for (const [index, { name }] of source.sheets.entries()) {
    const rows: SheetRow[] = [];
    for await (const { number, cells, unvalued } of filledRows(source, index, limits)) {
      rows.push({ number, cells: cells.map(cellText), isUnvalued: unvalued });
    }
    workbook.push({ name: name ?? '', rows });
  }
  yield readXlsForm(workbook);
});
