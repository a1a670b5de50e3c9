import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import { mergeLookup, rowsBelowHeader, type Survey } from '../../../platform/sheets/survey.ts';
import { type ParsedRow, rosterReader } from './rows.ts';

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
 * Reads a surveyed workbook in batches, alike each time it is done. Of two rows with one card the
 * second is refused, across batches as well: memory grows with the cards only.
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
      if (parsed) claimCards(reader, parsed, seen);
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

function claimCards(row: ImportRow, { entry }: ParsedRow, seen: Map<string, number>): void {
  const [further] = entry.furtherCards ?? [];
  const cards = { card: entry.card, ...(further && { furtherCard: further }) };
  for (const [column, card] of Object.entries(cards)) {
    const first = seen.get(card);
    if (first !== undefined) row.refuse(column, 'duplicate_card', { first });
  }
  if (row.problems.length > 0) return;
  for (const card of Object.values(cards)) seen.set(card, row.number);
}

/** The card that a row names, whatever else is wrong with it; `''` for none. */
export function cardIn({ cells }: RefusedRow, survey: Survey): string {
  const cell = cells[survey.match.mapping.card ?? -1];
  return cellText(cell).normalize('NFKC').replace(/\s+/g, '');
}
