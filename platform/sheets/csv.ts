import type { SheetInfo } from './cells.ts';
import { parseCsv } from './csv-parse.ts';
import type { SheetLimits } from './limits.ts';
import type { Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';

type Encoding = NonNullable<SheetInfo['encoding']>;
type Delimiter = NonNullable<SheetInfo['delimiter']>;

const delimiters: Delimiter[] = [',', ';', '\t'];
/** A first line that tells spreadsheet programs the separator and shows as no row. */
const separatorLine = /^sep=([,;\t])\r?\n/i;

/** Opens text with separated values: UTF-8 strictly, else GB18030; UTF-16 when its mark says so. */
export function openCsv(bytes: Uint8Array, limits: SheetLimits): Source {
  const { text, encoding } = decode(bytes);
  const separator = separatorLine.exec(text);
  const body = separator ? text.slice(separator[0].length) : text;
  const delimiter = (separator?.[1] as Delimiter | undefined) ?? detectDelimiter(body);
  return {
    info: { format: 'csv', otherSheets: [], encoding, delimiter, merges: [], epoch: 1900 },
    rows: () => rowsOf(body, delimiter, limits),
  };
}

function* rowsOf(text: string, delimiter: Delimiter, limits: SheetLimits): Iterable<SourceRow> {
  let number = 0;
  for (const fields of parseCsv(text, delimiter, limits)) {
    number += 1;
    yield { number, cells: fields.map((field) => (field === '' ? null : field)) };
  }
}

function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { text: strictly('utf-16le', bytes), encoding: 'utf-16' };
  }
  if (first === 0xfe && second === 0xff) {
    return { text: strictly('utf-16be', bytes), encoding: 'utf-16' };
  }
  // What no text holds: another kind of file, which GB18030 might well "read".
  if (bytes.includes(0)) throw new Stop('sheet_not_readable');
  try {
    return { text: strictly('utf-8', bytes), encoding: 'utf-8' };
  } catch (error) {
    const marked = first === 0xef && second === 0xbb && third === 0xbf;
    if (marked) throw error;
    return { text: strictly('gb18030', bytes), encoding: 'gb18030' };
  }
}

function strictly(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Stop('sheet_encoding');
  }
}

/**
 * The separator that splits the first lines most alike: a title line above the header has none, and
 * a comma inside a text occurs in some lines only.
 */
function detectDelimiter(text: string): Delimiter {
  const lines = firstLines(text, 20);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((n) => n > 0);
    const usual = mostFrequent(counts);
    const score = counts.filter((n) => n === usual).length * 1_000 + usual;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The first lines that are not blank, with quoted parts (which may hold anything) left out. */
function firstLines(text: string, count: number): string[] {
  const sample = text.slice(0, 200_000).replace(/"[^"]*"/g, '""');
  return sample
    .split(/\r\n|\r|\n/, count * 2)
    .filter((line) => line.trim() !== '')
    .slice(0, count);
}

function mostFrequent(counts: number[]): number {
  const times = new Map<number, number>();
  for (const n of counts) times.set(n, (times.get(n) ?? 0) + 1);
  const [usual = 0] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return usual;
}
