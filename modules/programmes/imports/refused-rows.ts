import type { Readable } from 'node:stream';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type RefusedRow, refusedSheet } from '../../../platform/sheets/refused.ts';
import { rosterColumns } from '../roster/columns.ts';
import { expectationsOf } from '../roster/expectations.ts';
import { rosterRowProblems } from './contract.ts';
import { shownProblems } from './preview.ts';
import type { VisibleImport } from './queries.ts';
import { listRefusals } from './queries-rows.ts';
import { cellShower } from './shown-values.ts';
import { decryptCheck } from './stored-check.ts';
import { refusalPurpose } from './work.ts';

/** The rows that an import refused, as they stood in the workbook, with their reasons. */
export function refusedRows(
  platform: Platform,
  definition: ProgrammeDefinition,
  record: VisibleImport,
): Readable {
  const { survey } = decryptCheck(platform.keys, record.id, getOrNotFound(record.preview));
  return refusedSheet({
    format: 'xlsx',
    survey: getOrNotFound(survey),
    columns: rosterColumns(definition).map(({ spec }) => spec),
    texts: rosterRowProblems,
    expected: expectationsOf(definition),
    rows: refusals(platform, record.id),
  });
}

/** The mistakes of some refused rows, in the sheet's order; pages by row. */
export async function problemPage(
  { db, keys }: Platform,
  definition: ProgrammeDefinition,
  record: VisibleImport,
  { after, limit = 50 }: { after?: string | undefined; limit?: number | undefined },
) {
  const { survey } = decryptCheck(keys, record.id, getOrNotFound(record.preview));
  if (!survey) return { items: [], next: null };
  const [from = 0] = keyAfter(after, 'number') ?? [];
  const rows = await listRefusals(db, record.id, from, limit + 1);
  const show = cellShower(definition);
  const purpose = refusalPurpose(record.id);
  const { items, next } = pageOf(
    rows,
    limit,
    ({ content }) => JSON.parse(keys.decrypt(purpose, content).reveal()) as RefusedRow,
    ({ row }) => [row],
  );
  return { items: items.flatMap((row) => shownProblems(row, survey, show)), next };
}

const readAtOnce = 500;

async function* refusals(platform: Platform, importId: string): AsyncGenerator<RefusedRow> {
  const purpose = refusalPurpose(importId);
  for (let after = 0; ; ) {
    const rows = await listRefusals(platform.db, importId, after, readAtOnce);
    for (const { content } of rows) {
      yield JSON.parse(platform.keys.decrypt(purpose, content).reveal()) as RefusedRow;
    }
    const last = rows.at(-1);
    if (!last || rows.length < readAtOnce) return;
    after = last.row;
  }
}
