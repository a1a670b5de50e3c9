import type { Day, IdentityKind, Scalar } from '../../../forms/definition.ts';
import type { DocumentRule, ProgrammeDefinition } from '../../../forms/programme.ts';
import { documentsOf, identifiersOf } from '../../../forms/sign-in.ts';
import { isBlank } from '../../../platform/sheets/cells.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RosterIdentifier } from '../../people/public.ts';
import { noChoices } from './choices.ts';
import { documentNames } from './columns.ts';
import { type Mending, mendingBy } from './mending.ts';
import {
  attributeReader,
  choiceReader,
  hasNoProblem,
  identifierReader,
  maxLengths,
  oneLine,
  requiredLine,
  requiredName,
  spellingsOf,
} from './readers.ts';
import { type DocumentDays, initialPassword, plainName } from './rules.ts';

/** What a roster says of one person; every value is one that the programme knows. */
export type RosterEntry = {
  /** Somebody on record, whatever their identifiers were so far. */
  personId?: string;
  /** By what the person is found, in the programme's order. */
  identifiers: RosterIdentifier[];
  name: string;
  /** Initial password, `YYYYMMDD`; null where people sign in without one at first. */
  initial: string | null;
  group: string;
  /** The id and path of a place say that it is this very one; otherwise the code says which. */
  organisation: { code: string; zh: string; en: string; placeId?: number; placePath?: string };
  attributes: Record<string, Scalar>;
  /** Attributes that stay as they are on record; new people get what is usual. */
  kept?: string[];
  startsOn: Day;
  /** Null: until the programme ends. */
  endsOn: Day | null;
};

/** A row as it was understood, for the preview as well. */
export type ParsedRow = { entry: RosterEntry; kind: IdentityKind | null; days: DocumentDays };

type Reading = {
  mending?: Mending;
  /** For somebody on record: what is known of them already need not be given again. */
  onRecord?: boolean;
};

/**
 * Reads rows of a programme's roster. Whatever is wrong is noted at the row; a row with mistakes
 * gives nothing. `today` is the day in the programme's zone: no document was issued after it.
 */
export function rosterReader(
  definition: ProgrammeDefinition,
  today: Day,
  { mending = mendingBy(noChoices), onRecord = false }: Reading = {},
) {
  const identifiers = identifiersOf(definition.signIn).map((each) =>
    identifierReader(each, mending, onRecord),
  );
  const readDocument = documentReader(documentsOf(definition.signIn), today, mending);
  const groups = definition.groups.map(({ code, name }) => ({ code, names: spellingsOf(name) }));
  const readGroup = choiceReader('group', groups, 'group_unknown', mending);
  const attributes = definition.attributes.map((each) => attributeReader(each, mending));
  const kept = definition.attributes
    .map(({ code }) => code)
    .filter((code) => mending.answer(code) === null);

  return (row: ImportRow): ParsedRow | undefined => {
    const named = identifiers.flatMap((read) => read(row) ?? []);
    const name = requiredName(row);
    const { kind, days, initial } = readDocument(row);
    const group = readGroup(row);
    if (group === null && hasNoProblem(row, 'group')) row.refuse('group', 'cell_required');
    const organisation = organisationOf(row, mending);
    const period = periodOf(row, definition, mending);
    const known = attributes.map((read) => read(row)).filter((each) => each !== undefined);
    if (row.problems.length > 0 || group === null) return undefined;
    const values = Object.fromEntries(known);
    const stay = kept.filter((code) => values[code] === undefined);
    const entry = { identifiers: named, name, initial, group, organisation, attributes: values };
    mending.findings?.person(placeOf(row), personKeys(name, kind, days));
    return { entry: { ...entry, ...period, ...(stay.length > 0 && { kept: stay }) }, kind, days };
  };
}

const placeOf = ({ number, sheet }: ImportRow) => ({ row: number, ...(sheet && { sheet }) });

/** What two rows have in common that are likely of one person. */
function personKeys(name: string, kind: IdentityKind | null, days: DocumentDays): string[] {
  const plain = plainName(name);
  const of = kind ?? '';
  return [
    ...(days.birthDate ? [`${plain} born ${days.birthDate}`] : []),
    ...(days.validFrom ? [`${plain} ${of} from ${days.validFrom}`] : []),
    ...(days.issuedOn ? [`${plain} ${of} of ${days.issuedOn}`] : []),
  ];
}

type Document = { kind: IdentityKind | null; days: DocumentDays; initial: string | null };

const noDocument: Document = {
  kind: null,
  days: { validFrom: null, issuedOn: null, birthDate: null },
  initial: null,
};

/** Reads a person's document and the initial password that follows from it, where the programme has such passwords. */
function documentReader(
  rules: DocumentRule[],
  today: Day,
  mending: Mending,
): (row: ImportRow) => Document {
  if (rules.length === 0) return () => noDocument;
  const kinds = rules.map(({ kind, label }) => ({
    code: kind,
    names: [...spellingsOf(label), ...documentNames[kind]],
  }));
  const readKind = choiceReader('documentType', kinds, 'document_unknown', mending);
  const pastDay = (row: ImportRow, column: string): Day | null => {
    const day = dayOf(row, column, mending);
    if (day !== null && day > today) row.refuse(column, 'date_in_future');
    return day;
  };
  return (row) => {
    const kind = readKind(row) as IdentityKind | null;
    const days = {
      validFrom: pastDay(row, 'validFrom'),
      issuedOn: pastDay(row, 'issuedOn'),
      birthDate: pastDay(row, 'birthDate'),
    };
    const initial = initialPassword(rules, kind, days);
    const given = dayColumns.some((column) => !isBlank(row.cell(column)));
    if (initial === null && given && initialColumns.every((each) => hasNoProblem(row, each))) {
      row.refuse('', 'initial_date_missing');
    }
    return { kind, days, initial };
  };
}

/** What an initial password is made from: a mistake in one of them is told, not that there is none. */
const dayColumns = ['validFrom', 'issuedOn', 'birthDate'];
const initialColumns = ['documentType', ...dayColumns];

/** The day of a cell; one that could mean two is noted, since the whole column can be said to mean one. */
function dayOf(row: ImportRow, column: string, { findings }: Mending): Day | null {
  const day = row.day(column)?.day ?? null;
  const isAmbiguous = row.problems.some(
    (each) => each.column === column && each.code === 'date_ambiguous',
  );
  if (isAmbiguous) findings?.ambiguousDay(column);
  return day;
}

function organisationOf(row: ImportRow, mending: Mending): RosterEntry['organisation'] {
  const typed = requiredLine(row, 'organisationCode', maxLengths.code).normalize('NFKC');
  const zh = oneLine(row.text('organisationZh', maxLengths.words));
  const en = oneLine(row.text('organisationEn', maxLengths.words));
  const code = mending.unit(typed);
  if (typed !== '') {
    mending.findings?.unit(placeOf(row), { code: typed, zh: zh || en, en: en || zh }, code);
  }
  return { code, zh: zh || en || code, en: en || zh || code };
}

function periodOf(
  row: ImportRow,
  { startsOn: first, endsOn: last }: ProgrammeDefinition,
  mending: Mending,
) {
  const startsOn = dayOf(row, 'startsOn', mending) ?? first;
  const endsOn = dayOf(row, 'endsOn', mending);
  if (endsOn !== null && endsOn < startsOn) row.refuse('endsOn', 'ends_before_start');
  if (startsOn > last) row.refuse('startsOn', 'outside_programme', { first, last });
  else if (endsOn !== null && endsOn < first) {
    row.refuse('endsOn', 'outside_programme', { first, last });
  }
  return { startsOn, endsOn };
}
