import type { Readable } from 'node:stream';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type RefusedRow, refusedSheet } from '../../../platform/sheets/refused.ts';
import { rosterColumns } from '../roster/columns.ts';
import { rosterRowProblems } from './contract.ts';
import { decryptCheck } from './preview.ts';
import type { VisibleImport } from './queries.ts';
import { listRefusals } from './queries-rows.ts';
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
    rows: refusals(platform, record.id),
  });
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
