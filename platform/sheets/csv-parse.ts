import type { SheetLimits } from './limits.ts';
import { Stop } from './stop.ts';

/** More columns than any spreadsheet program has; what a limit on used columns need not see. */
const maxColumns = 16_384;

/**
 * Splits separated values into rows (RFC 4180): quoted fields may hold separators, line ends and
 * doubled quotes. A quote that never closes would swallow the rest of the file, so it ends the
 * reading by name, as does a field without end.
 */
export function* parseCsv(
  text: string,
  delimiter: string,
  limits: Pick<SheetLimits, 'cellChars'>,
): Generator<string[], void, undefined> {
  const fieldEnd = new RegExp(delimiter === '\t' ? '[\\t\\r\\n]' : `[${delimiter}\\r\\n]`, 'g');
  let row: string[] = [];
  let number = 1;
  let at = 0;
  while (at < text.length) {
    const field = readField(
      text,
      at,
      fieldEnd,
      () => ({ row: number, column: row.length + 1 }),
      limits,
    );
    row.push(field.value);
    at = field.end + 1;
    const sign = text[field.end];
    if (sign === delimiter) {
      if (row.length >= maxColumns) {
        throw new Stop('sheet_too_many_columns', { max: maxColumns, row: number });
      }
      // A separator at the very end has one more, blank field behind it.
      if (at === text.length) row.push('');
      else continue;
    }
    if (sign === '\r' && text[at] === '\n') at += 1;
    yield row;
    row = [];
    number += 1;
  }
  if (row.length > 0) yield row;
}

type Field = { value: string; end: number };

/** One field from `start` on; `end` is where its separator or line end stands. */
function readField(
  text: string,
  start: number,
  fieldEnd: RegExp,
  place: () => { row: number; column: number },
  { cellChars }: Pick<SheetLimits, 'cellChars'>,
): Field {
  let value = '';
  let from = start;
  if (text[start] === '"') {
    do {
      const close = text.indexOf('"', from + 1);
      if (close < 0) throw new Stop('sheet_quote_missing', place());
      // The second of two quotes is a part of the text.
      value += text.slice(from === start ? from + 1 : from, close);
      from = close + 1;
      if (value.length > cellChars) {
        throw new Stop('sheet_cell_too_long', { ...place(), max: cellChars });
      }
    } while (text[from] === '"');
  }
  fieldEnd.lastIndex = from;
  const end = fieldEnd.exec(text)?.index ?? text.length;
  return { value: value + text.slice(from, end), end };
}
