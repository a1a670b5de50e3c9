import type { Db } from '../../../platform/database.ts';
import type { ImportRecord, ImportState, ImportTables } from './queries.ts';

/** What whoever works on an import in the background asks and notes: whose turn it is, and how far it is. */

const typed = (db: Db) => db.withTables<ImportTables>();

/** Takes an import up, unless somebody works on it. */
export function leaseImport(
  db: Db,
  id: string,
  now: Date,
  until: Date,
): Promise<ImportRecord | undefined> {
  return typed(db)
    .updateTable('roster_imports')
    .set((of) => ({ lease_until: until, attempts: of('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['checking', 'importing'])
    .where((of) => of.or([of('lease_until', 'is', null), of('lease_until', '<', now)]))
    .returningAll()
    .executeTakeFirst();
}

/** Imports that nobody works on any more, although they are not finished. */
export async function listAbandoned(db: Db, now: Date): Promise<string[]> {
  const rows = await typed(db)
    .selectFrom('roster_imports')
    .select('id')
    .where('state', 'in', ['checking', 'importing'])
    .where((of) => of.or([of('lease_until', 'is', null), of('lease_until', '<', now)]))
    .execute();
  return rows.map(({ id }) => id);
}

/** Lets others take an import up at once, after a failure that may pass. */
export async function releaseImport(db: Db, id: string): Promise<void> {
  await typed(db)
    .updateTable('roster_imports')
    .set({ lease_until: null })
    .where('id', '=', id)
    .execute();
}

export type Tally = { fresh: number; updated: number; unchanged: number; refused: number };

/**
 * Takes hold of an import until the transaction ends. Says no when it is not at `lastRow` any more:
 * somebody else has gone on with it, and the batch must not be written twice.
 */
export async function lockImport(
  db: Db,
  id: string,
  at: { state: ImportState; lastRow: number },
): Promise<boolean> {
  const row = await typed(db)
    .selectFrom('roster_imports')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', at.state)
    .where('last_row', '=', at.lastRow)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

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
