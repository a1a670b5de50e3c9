import type { Readable } from 'node:stream';
import { inBrackets, joiners } from '../../forms/joiners.ts';
import type { Text } from '../contract.ts';
import { rowProblems, toldByExpectation } from '../file-problems.ts';
import { type Cell, cellText } from './cells.ts';
import { type ColumnSpec, columnLabel } from './columns.ts';
import type { RowProblem } from './import-row.ts';
import type { SheetLayout, Survey } from './survey.ts';
import { type SheetFormat, writeSheet } from './write.ts';

/** A row that was not imported, as it stood in the sheet, and why. */
export type RefusedRow = {
  row: number;
  /** The sheet's place in the workbook; the one that is read where nothing is said. */
  sheet?: number;
  cells: Cell[];
  problems: RowProblem[];
};

type RefusedSheet = {
  format: SheetFormat;
  rows: AsyncIterable<RefusedRow> | Iterable<RefusedRow>;
  survey: Survey;
  columns: ColumnSpec[];
  /** Words for the importing module's own codes; `{name}` stands for a parameter. */
  texts?: Record<string, Text>;
  /** What the columns may hold, by their keys. */
  expected?: Record<string, Text>;
};

const sheetHeader = '原工作表 Sheet';
const rowHeader = '原行号 Row';
const reasonHeaders = ['原因', 'Reason'];
const added = [sheetHeader, rowHeader, ...reasonHeaders];

/**
 * Refused rows as a sheet to correct and import again: their columns as they were, then where the row
 * stood in the original and the reasons, in Chinese and English. Rows of several sheets come together:
 * columns of one name are one.
 */
export function refusedSheet(given: RefusedSheet): Readable {
  const { format, rows, survey, columns, texts, expected = {} } = given;
  const read = survey.read.flatMap((index) => survey.sheets[index] ?? []);
  const headers = [...new Set(read.flatMap(({ layout }) => keptHeaders(layout).map(nameOfHeader)))];
  const several = read.length > 1;
  const places = new Map(read.map(({ index, layout }) => [index, placesOf(layout, headers)]));
  const reasons = reasonWriter(columns, { ...rowProblems, ...texts }, expected);
  async function* body() {
    for await (const { row, sheet = read[0]?.index ?? 0, cells, problems } of rows) {
      const values = (places.get(sheet) ?? []).map((index) => cellText(cells[index]));
      const place = several ? [survey.sheets[sheet]?.name ?? '', row] : [row];
      yield [...values, ...place, reasons(problems, 'zh'), reasons(problems, 'en')];
    }
  }
  return writeSheet({
    format,
    sheetName: '未导入 Refused',
    columns: [
      ...headers.map((name) => ({ header: name.split('\n', 1)[0] ?? '', kind: 'text' as const })),
      ...(several ? [{ header: sheetHeader, kind: 'text' as const, width: 16 }] : []),
      { header: rowHeader, kind: 'number', width: 12 },
      ...reasonHeaders.map((header) => ({ header, kind: 'text' as const, width: 50 })),
    ],
    rows: body(),
  });
}

type Header = { index: number; name: string; nth: number };

/** The columns of a sheet. One of refused rows that was imported again brings its own reasons along. */
function keptHeaders(layout: SheetLayout | null): Header[] {
  const times = new Map<string, number>();
  return [...(layout?.header.names ?? []).entries()].flatMap(([index, name]) => {
    const nth = (times.get(name) ?? 0) + 1;
    times.set(name, nth);
    return added.includes(name) ? [] : { index, name, nth };
  });
}

/** Several columns of a sheet may bear one name, or none. */
const nameOfHeader = ({ name, nth }: Header) => `${name.replaceAll('\n', ' ')}\n${nth}`;

/** Where a sheet has each of the columns; -1 for those that it lacks. */
function placesOf(layout: SheetLayout | null, headers: string[]): number[] {
  const indexes = new Map(
    keptHeaders(layout).map((header) => [nameOfHeader(header), header.index]),
  );
  return headers.map((name) => indexes.get(name) ?? -1);
}

function reasonWriter(
  columns: ColumnSpec[],
  texts: Record<string, Text>,
  expected: Record<string, Text>,
) {
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
      const told = text.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole));
      const what = toldByExpectation.has(code) ? expected[column]?.[language] : undefined;
      const filled = what
        ? `${told}${inBrackets({ zh: `应为：${what}`, en: `expected: ${what}` }[language], language)}`
        : told;
      if (column === '') return filled;
      return `${label(column, language)}${joiners[language].colon}${filled}`;
    });
    return sentences.join(joiners[language].semicolon);
  };
}
