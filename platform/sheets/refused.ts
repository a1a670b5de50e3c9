import type { Readable } from 'node:stream';
import type { Text } from '../contract.ts';
import { rowProblems } from '../file-problems.ts';
import { type Cell, cellText } from './cells.ts';
import { type ColumnSpec, columnLabel } from './columns.ts';
import type { RowProblem } from './import-row.ts';
import type { Survey } from './survey.ts';
import { type SheetFormat, writeSheet } from './write.ts';

/** A row that was not imported, as it stood in the sheet, and why. */
export type RefusedRow = { row: number; cells: Cell[]; problems: RowProblem[] };

type RefusedSheet = {
  format: SheetFormat;
  rows: AsyncIterable<RefusedRow> | Iterable<RefusedRow>;
  survey: Survey;
  columns: ColumnSpec[];
  /** Words for the importing module's own codes; `{name}` stands for a parameter. */
  texts?: Record<string, Text>;
};

const added: readonly string[] & [string, string, string] = ['原行号 Row', '原因', 'Reason'];

/**
 * Refused rows as a sheet to correct and import again: their columns as they were, then the row's
 * number in the original and the reasons, in Chinese and English.
 */
export function refusedSheet({ format, rows, survey, columns, texts }: RefusedSheet): Readable {
  // A sheet of refused rows that was imported again brings its own reasons along.
  const kept = [...survey.header.names.entries()].filter(([, name]) => !added.includes(name));
  const reasons = reasonWriter(columns, { ...rowProblems, ...texts });
  async function* body() {
    for await (const { row, cells, problems } of rows) {
      const values = kept.map(([index]) => cellText(cells[index]));
      yield [...values, row, reasons(problems, 'zh'), reasons(problems, 'en')];
    }
  }
  return writeSheet({
    format,
    sheetName: '未导入 Refused',
    columns: [
      ...kept.map(([, header]) => ({ header, kind: 'text' as const })),
      { header: added[0], kind: 'number', width: 12 },
      { header: added[1], kind: 'text', width: 50 },
      { header: added[2], kind: 'text', width: 50 },
    ],
    rows: body(),
  });
}

function reasonWriter(columns: ColumnSpec[], texts: Record<string, Text>) {
  const labels = new Map(columns.map((column) => [column.key, column]));
  const label = (key: string, language: keyof Text): string => {
    const column = labels.get(key);
    if (!column) return key;
    const [chinese = '', english] = column.names;
    return language === 'zh' ? chinese : (english ?? columnLabel(column));
  };
  return (problems: RowProblem[], language: keyof Text): string => {
    const sentences = problems.map(({ column, code, params = {} }) => {
      const text = texts[code]?.[language] ?? code;
      const filled = text.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole));
      if (column === '') return filled;
      return language === 'zh'
        ? `${label(column, 'zh')}：${filled}`
        : `${label(column, 'en')}: ${filled}`;
    });
    return sentences.join(language === 'zh' ? '；' : '; ');
  };
}
