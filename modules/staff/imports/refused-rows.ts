import type { Readable } from 'node:stream';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type RefusedRow, refusedSheet } from '../../../platform/sheets/refused.ts';
import { findImport, listRows } from './queries.ts';
import { decryptRow, decryptSurvey } from './stored-rows.ts';
import type { Workbook } from './workbook.ts';

/** The rows that an import refused, as they stood in the workbook, with their reasons. */
export async function refusedRowsSheet(
  platform: Platform,
  actor: Actor,
  { kind, columns, rowProblems }: Workbook,
  importId: string,
): Promise<Readable> {
  const { survey } = getOrNotFound(await findImport(platform.db, actor, kind, importId));
  return refusedSheet({
    format: 'xlsx',
    survey: decryptSurvey(platform.keys, importId, getOrNotFound(survey ?? undefined)),
    columns,
    texts: rowProblems,
    rows: refusedRows(platform, importId),
  });
}

const readAtOnce = 500;

async function* refusedRows(platform: Platform, importId: string): AsyncGenerator<RefusedRow> {
  for (let after = 0; ; ) {
    const search = { state: 'refused', after, limit: readAtOnce } as const;
    const rows = await listRows(platform.db, importId, search);
    for (const row of rows) yield decryptRow(platform.keys, importId, row);
    const last = rows.at(-1);
    if (!last || rows.length < readAtOnce) return;
    after = last.position;
  }
}
