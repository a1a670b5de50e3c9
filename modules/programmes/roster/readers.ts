import type { Scalar, Text } from '../../../forms/definition.ts';
import type { Attribute } from '../../../forms/programme.ts';
import type { ProgrammeIdentifier } from '../../../forms/sign-in.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RosterIdentifier } from '../../people/public.ts';
import { yesNo } from './choices.ts';
import { attributeColumn, furtherColumn } from './columns.ts';
import type { Mending } from './mending.ts';
import type { Named } from './near.ts';
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
  mending: Mending,
  optional = false,
): (row: ImportRow) => RosterIdentifier | undefined {
  const { kind } = identifier;
  const required = identifier.required && !optional;
  const further = furtherColumn(kind);
  const clean = identifierCleaner(identifier);
  const read = (row: ImportRow, column: string, mustHave: boolean): string => {
    const length = maxLengths.identifier;
    const typed = mustHave ? row.required(column, length) : row.text(column, length);
    if (typed === '' || !hasNoProblem(row, column)) return '';
    const value = clean(typed) ?? mending.identifier(row, column, typed, clean);
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
function choiceCodes(entries: readonly Named[]): Map<string, string | null> {
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

type ReadCode = (row: ImportRow) => string | null;

/** Reads the code of what a cell names; null when blank, or unknown and refused as such. */
export function choiceReader(
  column: string,
  known: readonly Named[],
  problem: string,
  mending: Mending,
): ReadCode {
  const codes = choiceCodes(known);
  return (row) => {
    const typed = row.text(column, maxLengths.words);
    if (typed === '' || !hasNoProblem(row, column)) return null;
    const code = codes.get(plainName(typed)) ?? mending.choice(column, typed, known);
    if (code === null) row.refuse(column, problem);
    return code;
  };
}

type ReadAttribute = (row: ImportRow) => [code: string, value: Scalar] | undefined;

/** Reads an attribute; nothing where none is given and none is usual, or where what is on record is to stay. */
export function attributeReader(attribute: Attribute, mending: Mending): ReadAttribute {
  const { code } = attribute;
  const column = attributeColumn(attribute);
  const read = valueReader(attribute, column, mending);
  const answer = mending.answer(code);
  const usual = answer === null ? undefined : (answer ?? attribute.default);
  return (row) => {
    const given = read(row) ?? undefined;
    if (attribute.default !== undefined) mending.findings?.attribute(code, given);
    const value = given ?? usual;
    if (value !== undefined) return [code, value];
    if (attribute.required && hasNoProblem(row, column) && attribute.default === undefined) {
      row.refuse(column, 'cell_required');
    }
    return undefined;
  };
}

const answers: Named[] = [
  { code: yesNo.yes, names: [...yes] },
  { code: yesNo.no, names: [...no] },
];

function valueReader(
  attribute: Attribute,
  column: string,
  mending: Mending,
): (row: ImportRow) => Scalar | null {
  if (attribute.type === 'text')
    return (row) => oneLine(row.text(column, maxLengths.words)) || null;
  if (attribute.type === 'choice') {
    const options = (attribute.options ?? []).map(({ code, label }) => ({
      code,
      names: spellingsOf(label),
    }));
    return choiceReader(column, options, 'option_unknown', mending);
  }
  return (row) => {
    const typed = row.text(column, maxLengths.words);
    const plain = typed.normalize('NFKC').toLowerCase();
    if (plain === '' || !hasNoProblem(row, column)) return null;
    if (yes.has(plain)) return true;
    if (no.has(plain)) return false;
    const meant = mending.choice(column, typed, answers);
    if (meant === null) row.refuse(column, 'yes_or_no');
    return meant === null ? null : meant === yesNo.yes;
  };
}

export function requiredLine(row: ImportRow, column: string, maxLength: number): string {
  const line = oneLine(row.required(column, maxLength));
  if (line === '' && hasNoProblem(row, column)) row.refuse(column, 'cell_required');
  return line;
}

/** A person's name. Spaces between Chinese characters are for the eye: nobody is searched by them. */
export function requiredName(row: ImportRow): string {
  const line = requiredLine(row, 'name', maxLengths.name);
  return line.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** A cell's text with its line ends and tabs as spaces; `cellText` has taken out what shows nothing. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
