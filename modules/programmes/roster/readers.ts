import type { Scalar, Text } from '../../../forms/definition.ts';
import type { Attribute } from '../../../forms/programme.ts';
import type { ProgrammeIdentifier } from '../../../forms/sign-in.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RosterIdentifier } from '../../people/public.ts';
import { attributeColumn, furtherColumn } from './columns.ts';
import { identifierCleaner, plainName } from './rules.ts';

/** How the cells of a roster's columns are read; whatever is wrong is noted at the row. */

/** Characters that a cell may hold at most. */
export const maxLengths = { identifier: 40, name: 200, code: 100, words: 200 };

const yes = new Set(['是', '有', '对', 'yes', 'y', 'true', 't', '1', '√', '✓', '✔']);
const no = new Set(['否', '无', '不是', 'no', 'n', 'false', 'f', '0', '×', '✗', '✘']);

export function hasNoProblem(row: ImportRow, column: string): boolean {
  return row.problems.every((problem) => problem.column !== column);
}

export function identifierReader(
  identifier: ProgrammeIdentifier,
): (row: ImportRow) => RosterIdentifier | undefined {
  const { kind, required } = identifier;
  const further = furtherColumn(kind);
  const clean = identifierCleaner(identifier);
  const read = (row: ImportRow, column: string, mustHave: boolean): string => {
    const length = maxLengths.identifier;
    const typed = mustHave ? row.required(column, length) : row.text(column, length);
    if (typed === '' || !hasNoProblem(row, column)) return '';
    const value = clean(typed);
    if (value === null) row.refuse(column, 'identifier_invalid');
    return value ?? '';
  };
  return (row) => {
    const value = read(row, kind, required);
    const alias = read(row, further, false);
    if (value === '') return undefined;
    if (!row.has(further)) return { kind, value };
    return { kind, value, aliases: alias === '' || alias === value ? [] : [alias] };
  };
}

/** Finds codes by code or name; a name that two have means neither. */
export function choiceCodes(
  entries: { code: string; names: string[] }[],
): Map<string, string | null> {
  const codes = new Map<string, string | null>();
  for (const { code, names } of entries) {
    for (const name of [code, ...names].map(plainName)) {
      const known = codes.get(name);
      codes.set(name, known === undefined || known === code ? code : null);
    }
  }
  return codes;
}

export function spellingsOf({ zh, en }: Text): string[] {
  return [zh, en, `${zh}${en}`, `${en}${zh}`];
}

/** The code of what the cell names; null when blank, or unknown and refused as such. */
export function readChoice(
  row: ImportRow,
  column: string,
  codes: Map<string, string | null>,
  problem: string,
): string | null {
  const typed = row.text(column, maxLengths.words);
  if (typed === '') return null;
  const code = codes.get(plainName(typed)) ?? null;
  if (code === null && hasNoProblem(row, column)) row.refuse(column, problem);
  return code;
}

type Read = (row: ImportRow) => [code: string, value: Scalar] | undefined;

export function attributeReader(attribute: Attribute): Read {
  const column = attributeColumn(attribute);
  const read = valueReader(attribute, column);
  return (row) => {
    const value = read(row) ?? attribute.default;
    if (value !== undefined) return [attribute.code, value];
    if (attribute.required && hasNoProblem(row, column)) row.refuse(column, 'cell_required');
    return undefined;
  };
}

function valueReader(
  attribute: Attribute,
  column: string,
): (row: ImportRow) => Scalar | null | undefined {
  if (attribute.type === 'text')
    return (row) => oneLine(row.text(column, maxLengths.words)) || null;
  if (attribute.type === 'choice') {
    const options = (attribute.options ?? []).map(({ code, label }) => ({
      code,
      names: spellingsOf(label),
    }));
    const codes = choiceCodes(options);
    return (row) => readChoice(row, column, codes, 'option_unknown');
  }
  return (row) => {
    const typed = row.text(column, maxLengths.words).normalize('NFKC').toLowerCase();
    if (typed === '') return null;
    if (yes.has(typed)) return true;
    if (no.has(typed)) return false;
    if (hasNoProblem(row, column)) row.refuse(column, 'yes_or_no');
    return null;
  };
}

export function requiredLine(row: ImportRow, column: string, maxLength: number): string {
  const line = oneLine(row.required(column, maxLength));
  if (line === '' && hasNoProblem(row, column)) row.refuse(column, 'cell_required');
  return line;
}

export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no name holds and no list can show
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}
