import { sql } from 'kysely';
import type { Db } from './database.ts';
import { sheetProblems } from './file-problems.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problems.ts';

/**
 * Imports that wait for somebody to work on them: a table with `id`, `state`, `lease_until`, `attempts` and `last_row`. Each
 * batch is written in one transaction, so that whoever takes over after a crash goes on exactly behind it; a lease keeps
 * two from working on one import.
 */

const leaseMs = 60_000;
/** Tries in a row without a batch done, after which an import has failed. */
const tries = 8;

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + leaseMs);

type Leased = { id: string; state: string; attempts: number };

export type ImportQueue<R extends Leased> = {
  /** Takes an import up, unless somebody works on it. */
  lease(db: Db, id: string, now: Date): Promise<R | undefined>;
  /** Lets others take an import up at once, after a failure that may pass. */
  release(db: Db, id: string): Promise<void>;
  /** Imports that nobody works on any more, although they are not finished. */
  listAbandoned(db: Db, now: Date): Promise<string[]>;
  /**
   * Takes hold of an import until the transaction ends. Throws when it is not at `lastRow` any more: somebody else has gone
   * on with it, and the batch must not be written twice.
   */
  hold(db: Db, record: Pick<R, 'id' | 'state'>, lastRow: number): Promise<void>;
};

/** The queue that a table is. */
export function importQueue<R extends Leased>(name: string): ImportQueue<R> {
  const table = sql.table(name);
  const isFree = (now: Date) => sql`state in ('checking', 'importing')
    and (lease_until is null or lease_until < ${now})`;
  return {
    async lease(db, id, now) {
      const { rows } = await sql<R>`
        update ${table} set lease_until = ${leaseEnd(now)}, attempts = attempts + 1
        where id = ${id} and ${isFree(now)} returning *`.execute(db);
      return rows[0];
    },
    async release(db, id) {
      await sql`update ${table} set lease_until = null where id = ${id}`.execute(db);
    },
    async listAbandoned(db, now) {
      const { rows } = await sql<{ id: string }>`
        select id from ${table} where ${isFree(now)}`.execute(db);
      return rows.map(({ id }) => id);
    },
    async hold(db, { id, state }, lastRow) {
      const { rows } = await sql`select id from ${table}
        where id = ${id} and state = ${state} and last_row = ${lastRow} for update`.execute(db);
      if (rows.length === 0) throw new Error('Somebody else has gone on with this import.');
    },
  };
}

type Work<R> = {
  work: (record: R) => Promise<void>;
  /** Ends the import for a problem of its workbook. */
  refuse: (
    record: R,
    problem: { code: string; params?: Record<string, string | number> },
  ) => Promise<void>;
  /** It was tried too often. */
  stopped: () => Problem;
};

/** Goes on with an import that waits to be checked or carried out; does nothing when there is nothing to do. */
export async function goOnWithImport<R extends Leased>(
  { db, clock }: Platform,
  queue: ImportQueue<R>,
  id: string,
  { work, refuse, stopped }: Work<R>,
): Promise<void> {
  const record = await queue.lease(db, id, clock.now());
  if (!record) return;
  try {
    if (record.attempts > tries) throw stopped();
    await work(record);
  } catch (error) {
    // A problem of the workbook ends the import; anything else may pass and is tried again.
    if (!(error instanceof Problem) || error.code === sheetProblems.sheet_busy.code) {
      await queue.release(db, id);
      throw error;
    }
    const { params } = error.extra;
    await refuse(record, { code: error.code, ...(params && { params }) });
  }
}
