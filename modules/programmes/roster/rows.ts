import type { Day, IdentityKind, Scalar, Text } from '../../../forms/definition.ts';
import { matcherOf } from '../../../forms/pattern.ts';
import type { Attribute, ProgrammeDefinition } from '../../../forms/programme.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import { attributeColumn, documentNames } from './columns.ts';
import { type DocumentDays, initialPassword, plainName } from './rules.ts';

/** What a roster says of one person; every value is one that the programme knows. */
export type RosterEntry = {
  card: string;
  /** All further cards of the person; absent: the roster says nothing about them. */
  furtherCards?: string[];
  name: string;
  /** Initial password, `YYYYMMDD`. */
  initial: string;
  group: string;
  organisation: { code: string; zh: string; en: string };
  attributes: Record<string, Scalar>;
  startsOn: Day;
  /** Null: until the programme ends. */
  endsOn: Day | null;
};

/** A row as it was understood, for the preview as well. */
export type ParsedRow = { entry: RosterEntry; kind: IdentityKind | null; days: DocumentDays };

const most = { card: 40, name: 200, code: 100, words: 200 };

const yes = new Set(['是', '有', '对', 'yes', 'y', 'true', 't', '1', '√', '✓', '✔']);
const no = new Set(['否', '无', '不是', 'no', 'n', 'false', 'f', '0', '×', '✗', '✘']);

/**
 * Reads rows of a programme's roster. Whatever is wrong is noted at the row; a row with mistakes
 * gives nothing. `today` is the day in the programme's zone: no document was issued after it.
 */
export function rosterReader(definition: ProgrammeDefinition, today: Day) {
  const isCard = matcherOf(definition.signIn.cardPattern);
  const groups = choices(definition.groups.map(({ code, name }) => ({ code, names: both(name) })));
  const documents = choices(
    definition.signIn.documents.map(({ kind, label }) => ({
      code: kind,
      names: [...both(label), ...documentNames[kind]],
    })),
  );
  const attributes = definition.attributes.map((attribute) => attributeReader(attribute));

  const cardOf = (row: ImportRow, column: string, required: boolean): string => {
    const typed = required ? row.required(column, most.card) : row.text(column, most.card);
    const card = typed.normalize('NFKC').replace(/\s+/g, '');
    if (card !== '' && noProblem(row, column) && !isCard(card)) row.refuse(column, 'card_invalid');
    return card;
  };

  const pastDay = (row: ImportRow, column: string): Day | null => {
    const day = row.day(column)?.day ?? null;
    if (day !== null && day > today) row.refuse(column, 'date_in_future');
    return day;
  };

  return (row: ImportRow): ParsedRow | undefined => {
    const card = cardOf(row, 'card', true);
    const further = cardOf(row, 'furtherCard', false);
    const name = requiredLine(row, 'name', most.name);
    const kind = chosen(row, 'documentType', documents, 'document_unknown') as IdentityKind | null;
    const days = {
      validFrom: pastDay(row, 'validFrom'),
      issuedOn: pastDay(row, 'issuedOn'),
      birthDate: pastDay(row, 'birthDate'),
    };
    const initial = initialPassword(definition.signIn.documents, kind, days);
    if (initial === null && initialColumns.every((column) => noProblem(row, column))) {
      row.refuse('', 'initial_date_missing');
    }
    const group = chosen(row, 'group', groups, 'group_unknown');
    if (group === null && noProblem(row, 'group')) row.refuse('group', 'cell_required');
    const organisation = organisationOf(row);
    const { startsOn, endsOn } = periodOf(row, definition);
    const known = attributes.map((read) => read(row)).filter((each) => each !== undefined);
    if (row.problems.length > 0 || initial === null || group === null) return undefined;
    const furtherCards = row.has('furtherCard') && {
      furtherCards: further === '' || further === card ? [] : [further],
    };
    const entry: RosterEntry = {
      card,
      ...furtherCards,
      name,
      initial,
      group,
      organisation,
      attributes: Object.fromEntries(known),
      startsOn,
      endsOn,
    };
    return { entry, kind, days };
  };
}

/** What an initial password is made from: a mistake in one of them is told, not that there is none. */
const initialColumns = ['documentType', 'validFrom', 'issuedOn', 'birthDate'];

function noProblem(row: ImportRow, column: string): boolean {
  return row.problems.every((problem) => problem.column !== column);
}

function organisationOf(row: ImportRow): RosterEntry['organisation'] {
  const code = requiredLine(row, 'organisationCode', most.code).normalize('NFKC');
  const zh = oneLine(row.text('organisationZh', most.words));
  const en = oneLine(row.text('organisationEn', most.words));
  return { code, zh: zh || en || code, en: en || zh || code };
}

function periodOf(row: ImportRow, { startsOn: first, endsOn: last }: ProgrammeDefinition) {
  const startsOn = row.day('startsOn')?.day ?? first;
  const endsOn = row.day('endsOn')?.day ?? null;
  if (endsOn !== null && endsOn < startsOn) row.refuse('endsOn', 'ends_before_start');
  if (startsOn > last) row.refuse('startsOn', 'outside_programme', { first, last });
  else if (endsOn !== null && endsOn < first) {
    row.refuse('endsOn', 'outside_programme', { first, last });
  }
  return { startsOn, endsOn };
}

/** Finds codes by code or name; a name that two have means neither. */
function choices(entries: { code: string; names: string[] }[]): Map<string, string | null> {
  const codes = new Map<string, string | null>();
  for (const { code, names } of entries) {
    for (const name of [code, ...names].map(plainName)) {
      const known = codes.get(name);
      codes.set(name, known === undefined || known === code ? code : null);
    }
  }
  return codes;
}

function both({ zh, en }: Text): string[] {
  return [zh, en, `${zh}${en}`, `${en}${zh}`];
}

/** The code of what the cell names; null when blank, or unknown and refused as such. */
function chosen(
  row: ImportRow,
  column: string,
  codes: Map<string, string | null>,
  problem: string,
): string | null {
  const typed = row.text(column, most.words);
  if (typed === '') return null;
  const code = codes.get(plainName(typed)) ?? null;
  if (code === null && noProblem(row, column)) row.refuse(column, problem);
  return code;
}

type Read = (row: ImportRow) => [code: string, value: Scalar] | undefined;

function attributeReader(attribute: Attribute): Read {
  const column = attributeColumn(attribute);
  const read = valueReader(attribute, column);
  return (row) => {
    const value = read(row) ?? attribute.default;
    if (value !== undefined) return [attribute.code, value];
    if (attribute.required && noProblem(row, column)) row.refuse(column, 'cell_required');
    return undefined;
  };
}

function valueReader(
  attribute: Attribute,
  column: string,
): (row: ImportRow) => Scalar | null | undefined {
  if (attribute.type === 'text') return (row) => oneLine(row.text(column, most.words)) || null;
  if (attribute.type === 'choice') {
    const options = (attribute.options ?? []).map(({ code, label }) => ({
      code,
      names: both(label),
    }));
    const codes = choices(options);
    return (row) => chosen(row, column, codes, 'option_unknown');
  }
  return (row) => {
    const typed = row.text(column, most.words).normalize('NFKC').toLowerCase();
    if (typed === '') return null;
    if (yes.has(typed)) return true;
    if (no.has(typed)) return false;
    if (noProblem(row, column)) row.refuse(column, 'yes_or_no');
    return null;
  };
}

function requiredLine(row: ImportRow, column: string, maxLength: number): string {
  const line = oneLine(row.required(column, maxLength));
  if (line === '' && noProblem(row, column)) row.refuse(column, 'cell_required');
  return line;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no name holds and no list can show
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}
