import { parseCsv } from './csv-parse.ts';
import { decode } from './encodings.ts';
import type { SheetLimits } from './limits.ts';
import type { Delimiter, Encoding, Source, SourceRow } from './source.ts';

const delimiters: Delimiter[] = [',', ';', '\t'];
/** A first line that tells spreadsheet programs the separator and shows as no row. */
const separatorLine = /^sep=([,;\t])\r?\n/i;

/** Opens text with separated values, in the encoding that it seems to be in or that somebody chose. */
export function openCsv(bytes: Uint8Array, limits: SheetLimits, chosen?: Encoding): Source {
  const { text, encoding } = decode(bytes, chosen);
  const separator = separatorLine.exec(text);
  const body = separator ? text.slice(separator[0].length) : text;
  const delimiter = (separator?.[1] as Delimiter | undefined) ?? detectDelimiter(body);
  return {
    ...{ format: 'csv', encoding, delimiter, epoch: 1900 },
    sheets: [{ name: null, hidden: false, merges: [] }],
    rows: (sheets) => (sheets.has(0) ? rowsOf(body, delimiter, limits) : []),
  };
}

function* rowsOf(text: string, delimiter: Delimiter, limits: SheetLimits): Iterable<SourceRow> {
  let number = 0;
  for (const fields of parseCsv(text, delimiter, limits)) {
    number += 1;
    yield { sheet: 0, number, cells: fields.map((field) => plainField(field) || null) };
  }
}

/** Portals write `="0123"` so that a spreadsheet program keeps the zero; some double the quotes. */
function plainField(field: string): string {
  if (!field.startsWith('="') || !field.endsWith('"') || field.length < 4) return field;
  const quotes = field.startsWith('=""') && field.endsWith('""') && field.length > 5 ? 2 : 1;
  const inside = field.slice(1 + quotes, -quotes);
  return inside.includes('"') ? field : inside;
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
