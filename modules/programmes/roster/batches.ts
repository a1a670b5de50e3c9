import type { Day } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import {
  type IdentifierKind,
  identifiersOf,
  type ProgrammeIdentifier,
} from '../../../forms/sign-in.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { SheetLimits } from '../../../platform/sheets/limits.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type { Source } from '../../../platform/sheets/source.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import { type SurveyedRow, surveyedRows } from '../../../platform/sheets/surveyed-rows.ts';
import { isUniqueKind } from '../../people/public-rules.ts';
import { furtherColumn } from './columns.ts';
import { type IgnoredRow, ignoredRows } from './ignored.ts';
import type { Mending } from './mending.ts';
import { unmerger } from './merged.ts';
import { maxLengths } from './readers.ts';
import { type ParsedRow, type RosterEntry, rosterReader } from './rows.ts';
import { identifierCleaner, plainName } from './rules.ts';

/** A row of a roster, and where it stands in the order of all rows. */
export type PlacedRow = RefusedRow & {
  position: number;
  /** Where several sheets are read. */
  sheetName?: string;
};

/** What a refused row names to find people by, as it was typed. */
export type NamedIdentifier = { kind: IdentifierKind; value: string };

/** Some rows of a roster: those that can be read, and those with mistakes. */
export type RosterBatch = {
  rows: (ParsedRow & PlacedRow)[];
  refused: PlacedRow[];
  /** Whom the refused rows name. */
  named: NamedIdentifier[];
  /** Codes, in small letters, of the units that the rows name, refused ones included. */
  units: string[];
  /** Rows that are none of a person; they count as no rows at all. */
  ignored: { row: number; reason: IgnoredRow }[];
  /** The position of the last row. */
  position: number;
};

/** Few enough that others get their turn while one is written, many enough to be quick. */
export const batchRows = 500;
/** Characters of a batch: rows may be long. */
const batchChars = 400_000;

/**
 * Reads a surveyed workbook in batches, alike each time it is done. Of two rows with one identifier
 * the second is refused, across batches and sheets as well: memory grows with the identifiers only.
 */
export async function* readRoster(
  source: Source,
  survey: Survey,
  definition: ProgrammeDefinition,
  today: Day,
  limits: SheetLimits,
  mending: Mending,
): AsyncGenerator<RosterBatch, void, undefined> {
  const read = rosterReader(definition, today, { mending });
  const readerOf = rowReader(survey, mending);
  const several = survey.read.length > 1;
  const identifiersIn = identifierFinder(identifiersOf(definition.signIn), mending);
  const whyIgnored = ignoredRows(definition);
  const seen = new Map<string, Place>();
  let batch = emptyBatch();
  let chars = 0;
  for await (const row of surveyedRows(source, survey, limits)) {
    batch.position = row.position;
    const reason = whyIgnored(row);
    if (reason) {
      batch.ignored.push({ row: row.number, reason });
      continue;
    }
    const reader = readerOf(row);
    const parsed = read(reader);
    if (parsed) refuseDuplicates(reader, row, parsed.entry, seen);
    const { number, position, sheet, cells } = row;
    const sheetName = several && sheet.name !== null ? { sheetName: sheet.name } : {};
    const { problems } = reader;
    const placed = { row: number, sheet: sheet.index, position, cells, problems, ...sheetName };
    if (parsed && reader.problems.length === 0) batch.rows.push({ ...parsed, ...placed });
    else {
      batch.refused.push(placed);
      batch.named.push(...identifiersIn(row));
    }
    noteUnit(batch, reader, mending);
    chars += sizeOf(cells);
    if (batch.rows.length + batch.refused.length >= batchRows || chars >= batchChars) {
      yield batch;
      batch = emptyBatch();
      chars = 0;
    }
  }
  if (batch.position > 0) yield batch;
}

const emptyBatch = (): RosterBatch => ({
  ...{ rows: [], refused: [], named: [], units: [], ignored: [] },
  position: 0,
});

function noteUnit({ units }: RosterBatch, row: ImportRow, mending: Mending): void {
  const code = mending.unit(cellText(row.cell('organisationCode')).normalize('NFKC')).toLowerCase();
  if (code !== '' && code.length <= maxLengths.code && !units.includes(code)) units.push(code);
}

function sizeOf(cells: SurveyedRow['cells']): number {
  return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
}

/** Rows by column; each sheet has columns of its own, and its own merged cells. */
function rowReader(survey: Survey, mending: Mending): (row: SurveyedRow) => ImportRow {
  const several = survey.read.length > 1;
  const unmergers = new Map(
    survey.sheets.map(({ index, layout }) => [index, layout && unmerger(layout, mending)]),
  );
  return (row) => {
    const name = several ? (row.sheet.name ?? undefined) : undefined;
    const unmerge = unmergers.get(row.sheet.index);
    const { cells, mergedAt } = unmerge?.(row) ?? { cells: row.cells, mergedAt: () => undefined };
    return new ImportRow({ ...row, cells }, row.sheet.layout, mergedAt, name);
  };
}

type Place = { row: number; index: number; sheet: string };

function refuseDuplicates(
  row: ImportRow,
  { number, sheet }: SurveyedRow,
  entry: RosterEntry,
  seen: Map<string, Place>,
): void {
  const keys = uniqueKeysOf(entry);
  for (const { column, key } of keys) {
    const first = seen.get(key);
    if (first === undefined) continue;
    if (first.index === sheet.index) {
      row.refuse(column, 'duplicate_identifier', { first: first.row });
    } else {
      row.refuse(column, 'duplicate_in_sheet', { first: first.row, sheet: first.sheet });
    }
  }
  if (row.problems.length > 0) return;
  const place = { row: number, index: sheet.index, sheet: sheet.name ?? '' };
  for (const { key } of keys) seen.set(key, place);
}

/** What no other row may name. People may share a phone, but not also the name, unless a user name tells them apart. */
function uniqueKeysOf({ name, identifiers }: RosterEntry): { column: string; key: string }[] {
  const unique = identifiers.filter(({ kind }) => isUniqueKind(kind));
  if (unique.length === 0) {
    return identifiers.map(({ kind, value }) => ({
      column: kind,
      key: `${kind} ${value} ${plainName(name)}`,
    }));
  }
  return unique.flatMap(({ kind, value, aliases = [] }) => [
    { column: kind as string, key: `${kind} ${value}` },
    ...aliases.map((alias) => ({ column: furtherColumn(kind), key: `${kind} ${alias}` })),
  ]);
}

/** Longer than any identifier: whoever looks for people by it would find nobody. */
const longestIdentifier = 100;

/** Says which identifiers a row names, as they were typed and mended, whatever else is wrong with it. */
function identifierFinder(
  known: readonly ProgrammeIdentifier[],
  mending: Mending,
): (row: SurveyedRow) => NamedIdentifier[] {
  const readers = known.map((each) => ({ kind: each.kind, clean: identifierCleaner(each) }));
  return ({ cells, sheet }) =>
    readers.flatMap(({ kind, clean }) => {
      const typed = cellText(cells[sheet.layout.match.mapping[kind] ?? -1]);
      if (typed === '' || typed.length > longestIdentifier) return [];
      const mended = clean(typed) ?? mending.mended(kind, typed, clean);
      return [typed, ...(mended === null ? [] : [mended])].map((value) => ({ kind, value }));
    });
}
