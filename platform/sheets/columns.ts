import { type Cell, cellText, type Row } from './cells.ts';
import { simplifiedHan } from './han.ts';

/** A column that a sheet is expected to have. */
export type ColumnSpec = {
  key: string;
  /** Names that its header may bear, in any language; the first two are shown: Chinese, English. */
  names: string[];
  required: boolean;
  /** Days need a look at the whole column before its first cell can be read. */
  kind?: 'text' | 'day';
};

type HeaderCell = { index: number; name: string };

/** How a header fits the expected columns. Indexes count cells from 0. */
export type ColumnMatch = {
  mapping: Record<string, number>;
  /** Required columns that the header lacks. */
  missing: ColumnSpec[];
  /** Header cells that fit no column. */
  unknown: HeaderCell[];
  /** Columns that several header cells claim; the mapping has the first. */
  doubles: { key: string; cells: HeaderCell[] }[];
};

const brackets = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》|<[^<>]*>/g;
/** Characters of a cell that may still name a column; longer ones are not looked into. */
const longestName = 200;
/** Characters of a name that nobody knows which are shown. */
const shownOfName = 60;
/** How many rows at the top may be the header. */
export const maxHeaderRows = 10;

/**
 * Finds for each expected column the header cell that names it. Case, spaces, punctuation, width of
 * characters, traditional or simplified ones, accents, a `*` and notes in brackets make no difference,
 * and a cell may bear its name in two languages at once (`姓名 / Name`).
 */
export function matchColumns(header: Cell[], columns: ColumnSpec[]): ColumnMatch {
  const keyOf = nameFinder(columns);
  const claims = new Map<string, HeaderCell[]>();
  const unknown: HeaderCell[] = [];
  for (const [index, cell] of header.entries()) {
    const name = cellText(cell);
    if (name === '') continue;
    const key = name.length > longestName ? undefined : keyOf(name);
    if (key === undefined) unknown.push({ index, name: shortened(name) });
    else claims.set(key, [...(claims.get(key) ?? []), { index, name }]);
  }
  const mapping = Object.fromEntries(
    [...claims].map(([key, cells]) => [key, cells[0]?.index ?? 0]),
  );
  const doubles = [...claims]
    .filter(([, cells]) => cells.length > 1)
    .map(([key, cells]) => ({ key, cells }));
  const missing = columns.filter(({ key, required }) => required && !claims.has(key));
  return { mapping, missing, unknown, doubles };
}

function shortened(name: string): string {
  return name.length > shownOfName ? `${name.slice(0, shownOfName)}…` : name;
}

/**
 * The row, among the first `maxHeaderRows`, that names the most columns, or has the most cells that a
 * person chose columns for: a title or notes may stand above it.
 */
export function findHeader(
  rows: Row[],
  columns: ColumnSpec[],
  chosen: readonly ChosenColumn[] = [],
): { row: Row; match: ColumnMatch } | undefined {
  let best: { row: Row; match: ColumnMatch; found: number } | undefined;
  for (const row of rows.slice(0, maxHeaderRows)) {
    const match = matchColumns(row.cells, columns);
    const byHand = chosen.filter(({ index, header }) => cellText(row.cells[index]) === header);
    const found = Object.keys(match.mapping).length + byHand.length;
    if (found > (best?.found ?? 0)) best = { row, match, found };
  }
  return best && { row: best.row, match: best.match };
}

/** What a person said that a cell of the header means; null: nothing. */
export type ChosenColumn = { index: number; header: string; key: string | null };

/**
 * A match as a person corrected it. A cell is meant where it stands, or by its words where the sheet has
 * others there; a column that was chosen for one cell is no other's.
 */
export function chooseColumns(
  match: ColumnMatch,
  names: readonly string[],
  columns: ColumnSpec[],
  chosen: readonly ChosenColumn[],
): ColumnMatch {
  if (chosen.length === 0) return match;
  const placed = new Map<number, string | null>();
  for (const { index, header, key } of chosen) {
    // A column without a name is meant where it stands.
    const at = (names[index] ?? '') === header ? index : names.indexOf(header);
    if (at >= 0) placed.set(at, key);
  }
  const taken = new Set(placed.values());
  const mapping: Record<string, number> = {};
  for (const [key, index] of Object.entries(match.mapping)) {
    if (!placed.has(index) && !taken.has(key)) mapping[key] = index;
  }
  const doubles = match.doubles
    .filter(({ key }) => !taken.has(key))
    .map(({ key, cells }) => ({ key, cells: cells.filter(({ index }) => !placed.has(index)) }));
  // Of two cells that claimed a column, the one that was not put aside has it now.
  for (const {
    key,
    cells: [only],
  } of doubles)
    if (only) mapping[key] = only.index;
  for (const [index, key] of placed) if (key !== null) mapping[key] = index;
  const used = new Set(Object.values(mapping));
  const claimed = new Set(doubles.flatMap(({ cells }) => cells.map(({ index }) => index)));
  return {
    mapping,
    missing: columns.filter(({ key, required }) => required && mapping[key] === undefined),
    unknown: names.flatMap((name, index) =>
      name === '' || used.has(index) || claimed.has(index) ? [] : [{ index, name }],
    ),
    doubles: doubles.filter(({ cells }) => cells.length > 1),
  };
}

/** How a column is called when it must be named to a person. */
export function columnLabel({ names: [chinese = '', english] }: ColumnSpec): string {
  return english ? `${chinese} (${english})` : chinese;
}

/**
 * Says which column a name means. The closest reading wins: the whole name, then the name without
 * notes in brackets, then its parts; what could mean two columns means none.
 */
function nameFinder(columns: ColumnSpec[]): (name: string) => string | undefined {
  const whole = new Map<string, Set<string>>();
  const short = new Map<string, Set<string>>();
  for (const { key, names } of columns) {
    for (const name of names) {
      note(whole, normal(name), key);
      note(short, normal(withoutNotes(name)), key);
    }
  }
  const find = (name: string) => only(whole.get(name)) ?? only(short.get(name));
  return (name) => {
    const noted = withoutNotes(name);
    return find(normal(name)) ?? find(normal(noted)) ?? only(new Set(partsOf(noted).map(find)));
  };
}

function note(names: Map<string, Set<string>>, name: string, key: string): void {
  if (name !== '') names.set(name, (names.get(name) ?? new Set()).add(key));
}

function only(keys: Set<string | undefined> | undefined): string | undefined {
  const known = [...(keys ?? [])].filter((key) => key !== undefined);
  return known.length === 1 ? known[0] : undefined;
}

function normal(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return simplifiedHan(letters);
}

function withoutNotes(name: string): string {
  return name.normalize('NFKC').replace(brackets, ' ');
}

/** The parts of a name in two languages: beside a separator, or Chinese beside Latin letters. */
function partsOf(name: string): string[] {
  const separated = name.split(/[/|\n\r;,、·]+| - /);
  const han = name.replace(/[^\p{Script=Han}\p{N}]/gu, '');
  const other = name.replace(/\p{Script=Han}/gu, ' ');
  return [...separated, han, other].map(normal).filter((part) => part !== '');
}
