import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { IdentifierKind, ProgrammeIdentifier } from '../../../forms/sign-in.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import { mergeLookup, rowsBelowHeader, type Survey } from '../../../platform/sheets/survey.ts';
import { isUniqueKind } from '../../people/public.ts';
import { furtherColumn } from './columns.ts';
import { type ParsedRow, type RosterEntry, rosterReader } from './rows.ts';
import { plainName } from './rules.ts';

/** Some rows of a roster: those that can be read, and those with mistakes. */
export type RosterBatch = {
  rows: (ParsedRow & RefusedRow)[];
  refused: RefusedRow[];
  /** The number of the last row, in the sheet's own count. */
  lastRow: number;
};

/** Few enough that others get their turn within some 20 ms, many enough to be quick. */
export const batchRows = 500;

/**
 * Reads a surveyed workbook in batches, alike each time it is done. Of two rows with one identifier
 * the second is refused, across batches as well: memory grows with the identifiers only.
 */
export async function* readRoster(
  path: string,
  survey: Survey,
  definition: ProgrammeDefinition,
  today: Day,
): AsyncGenerator<RosterBatch, void, undefined> {
  const read = rosterReader(definition, today);
  const columns = Object.values(survey.match.mapping).map((index) => index + 1);
  const mergedAt = mergeLookup(survey.info.merges, columns);
  const seen = new Map<string, number>();
  let batch: RosterBatch = { rows: [], refused: [], lastRow: 0 };
  for await (const rows of rowsBelowHeader(path, survey)) {
    for (const row of rows) {
      const reader = new ImportRow(row, survey, mergedAt);
      const parsed = read(reader);
      if (parsed) refuseDuplicates(reader, parsed.entry, seen);
      const whole = { row: row.number, cells: row.cells, problems: reader.problems };
      if (parsed && reader.problems.length === 0) batch.rows.push({ ...parsed, ...whole });
      else batch.refused.push(whole);
      batch.lastRow = row.number;
      if (batch.rows.length + batch.refused.length >= batchRows) {
        yield batch;
        batch = { rows: [], refused: [], lastRow: 0 };
      }
    }
    // Rows that arrived already are read without waiting, so others would not get their turn.
    await nextTurn();
  }
  if (batch.lastRow > 0) yield batch;
}

function refuseDuplicates(row: ImportRow, entry: RosterEntry, seen: Map<string, number>): void {
  const keys = uniqueKeysOf(entry);
  for (const { column, key } of keys) {
    const first = seen.get(key);
    if (first !== undefined) row.refuse(column, 'duplicate_identifier', { first });
  }
  if (row.problems.length > 0) return;
  for (const { key } of keys) seen.set(key, row.number);
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

/** The identifiers that a row names, as they were typed, whatever else is wrong with it. */
export function identifiersIn(
  { cells }: RefusedRow,
  survey: Survey,
  known: readonly ProgrammeIdentifier[],
): { kind: IdentifierKind; value: string }[] {
  return known
    .map(({ kind }) => ({ kind, value: cellText(cells[survey.match.mapping[kind] ?? -1]) }))
    .filter(({ value }) => value !== '');
}
