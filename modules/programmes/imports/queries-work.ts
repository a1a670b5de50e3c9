import type { Db } from '../../../platform/database.ts';
import { importQueue } from '../../../platform/import-queue.ts';
import type { ImportRecord, ImportTables } from './queries.ts';

/** What whoever works on an import in the background asks and notes: whose turn it is, and how far it is. */

const typed = (db: Db) => db.withTables<ImportTables>();

export const rosterQueue = importQueue<ImportRecord>('roster_imports');

export type Tally = { fresh: number; updated: number; unchanged: number; refused: number };

/** Counts a batch. */
export async function advanceImport(
  db: Db,
  id: string,
  to: { lastRow: number; leaseUntil: Date },
  tally: Tally,
): Promise<void> {
  const rows = tally.fresh + tally.updated + tally.unchanged + tally.refused;
  await typed(db)
    .updateTable('roster_imports')
    .set((of) => ({
      last_row: to.lastRow,
      lease_until: to.leaseUntil,
      attempts: 0,
      rows_done: of('rows_done', '+', rows),
      fresh: of('fresh', '+', tally.fresh),
      updated: of('updated', '+', tally.updated),
      unchanged: of('unchanged', '+', tally.unchanged),
      refused: of('refused', '+', tally.refused),
    }))
    .where('id', '=', id)
    .execute();
}
