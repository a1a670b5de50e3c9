import type { Day, IdentityKind, Scalar } from '../../../forms/definition.ts';
import type { DocumentRule, ProgrammeDefinition } from '../../../forms/programme.ts';
import { documentsOf, identifiersOf } from '../../../forms/sign-in.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RosterIdentifier } from '../../people/public.ts';
import { documentNames } from './columns.ts';
import {
  attributeReader,
  choiceCodes,
  hasNoProblem,
  identifierReader,
  maxLengths,
  oneLine,
  readChoice,
  requiredLine,
  spellingsOf,
} from './readers.ts';
import { type DocumentDays, initialPassword } from './rules.ts';

/** What a roster says of one person; every value is one that the programme knows. */
export type RosterEntry = {
  /** By what the person is found, in the programme's order. */
  identifiers: RosterIdentifier[];
  name: string;
  /** Initial password, `YYYYMMDD`; null where people sign in without one at first. */
  initial: string | null;
  group: string;
  organisation: { code: string; zh: string; en: string };
  attributes: Record<string, Scalar>;
  startsOn: Day;
  /** Null: until the programme ends. */
  endsOn: Day | null;
};

/** A row as it was understood, for the preview as well. */
export type ParsedRow = { entry: RosterEntry; kind: IdentityKind | null; days: DocumentDays };

/**
 * Reads rows of a programme's roster. Whatever is wrong is noted at the row; a row with mistakes
 * gives nothing. `today` is the day in the programme's zone: no document was issued after it.
 */
export function rosterReader(definition: ProgrammeDefinition, today: Day) {
  const identifiers = identifiersOf(definition.signIn).map(identifierReader);
  const readDocument = documentReader(documentsOf(definition.signIn), today);
  const groups = choiceCodes(
    definition.groups.map(({ code, name }) => ({ code, names: spellingsOf(name) })),
  );
  const attributes = definition.attributes.map(attributeReader);

  return (row: ImportRow): ParsedRow | undefined => {
    const named = identifiers.flatMap((read) => read(row) ?? []);
    const name = requiredLine(row, 'name', maxLengths.name);
    const { kind, days, initial } = readDocument(row);
    const group = readChoice(row, 'group', groups, 'group_unknown');
    if (group === null && hasNoProblem(row, 'group')) row.refuse('group', 'cell_required');
    const organisation = organisationOf(row);
    const period = periodOf(row, definition);
    const known = attributes.map((read) => read(row)).filter((each) => each !== undefined);
    if (row.problems.length > 0 || group === null) return undefined;
    const values = Object.fromEntries(known);
    const entry = { identifiers: named, name, initial, group, organisation, attributes: values };
    return { entry: { ...entry, ...period }, kind, days };
  };
}

type Document = { kind: IdentityKind | null; days: DocumentDays; initial: string | null };

const noDocument: Document = {
  kind: null,
  days: { validFrom: null, issuedOn: null, birthDate: null },
  initial: null,
};

/** Reads a person's document and the initial password that follows from it, where the programme has such passwords. */
function documentReader(rules: DocumentRule[], today: Day): (row: ImportRow) => Document {
  if (rules.length === 0) return () => noDocument;
  const kinds = choiceCodes(
    rules.map(({ kind, label }) => ({
      code: kind,
      names: [...spellingsOf(label), ...documentNames[kind]],
    })),
  );
  const pastDay = (row: ImportRow, column: string): Day | null => {
    const day = row.day(column)?.day ?? null;
    if (day !== null && day > today) row.refuse(column, 'date_in_future');
    return day;
  };
  return (row) => {
    const kind = readChoice(row, 'documentType', kinds, 'document_unknown') as IdentityKind | null;
    const days = {
      validFrom: pastDay(row, 'validFrom'),
      issuedOn: pastDay(row, 'issuedOn'),
      birthDate: pastDay(row, 'birthDate'),
    };
    const initial = initialPassword(rules, kind, days);
    if (initial === null && initialColumns.every((column) => hasNoProblem(row, column))) {
      row.refuse('', 'initial_date_missing');
    }
    return { kind, days, initial };
  };
}

/** What an initial password is made from: a mistake in one of them is told, not that there is none. */
const initialColumns = ['documentType', 'validFrom', 'issuedOn', 'birthDate'];

function organisationOf(row: ImportRow): RosterEntry['organisation'] {
  const code = requiredLine(row, 'organisationCode', maxLengths.code).normalize('NFKC');
  const zh = oneLine(row.text('organisationZh', maxLengths.words));
  const en = oneLine(row.text('organisationEn', maxLengths.words));
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
