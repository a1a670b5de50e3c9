import pg from 'pg';

/** How long whoever uses the database waits, in milliseconds; 0 is without end. */
export type Waits = {
  /** For a connection: a new one, or one that others have. */
  connection: number;
  /** For what another transaction holds. */
  lock: number;
  /** For a statement, which PostgreSQL then gives up. */
  statement: number;
  /** For an answer: a PostgreSQL that stands still gives nothing up. */
  answer: number;
  /** PostgreSQL for the next statement of a transaction: whoever began it may be gone. */
  idle: number;
};

/** Of requests and jobs: an answer comes before a browser gives up (see `web/shared/api.ts`). */
export const usualWaits: Waits = {
  connection: 8_000,
  lock: 10_000,
  statement: 18_000,
  answer: 20_000,
  idle: 60_000,
};

/** Of whatever is done to all there is: migrations, saving and restoring. */
export const patientWaits: Waits = {
  connection: 30_000,
  lock: 60_000,
  statement: 0,
  answer: 0,
  idle: 0,
};

/**
 * A pool that takes back only connections at rest. Whoever leaves a transaction open or aborted, as a
 * script does that fails before its own `commit`, would have the next one write into it or be refused: such
 * a connection is ended instead, and with it what it had not committed.
 */
export function openPool(config: pg.PoolConfig, waits: Waits, settings = ''): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    connectionTimeoutMillis: waits.connection,
    query_timeout: waits.answer,
    // Not as parameters of the connection, which poolers between here and PostgreSQL refuse.
    onConnect: async (client) => {
      await client.query(`set lock_timeout = ${waits.lock}; set statement_timeout = ${waits.statement};
        set idle_in_transaction_session_timeout = ${waits.idle}; ${settings}`);
    },
  });
  // A connection may break while nobody or somebody has it: without listeners that would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  // The pool keeps no connection that is being ended.
  pool.on('release', (_error, client) => {
    if (client.getTransactionStatus() !== 'I') void client.end();
  });
  return pool;
}

/** The database is not there, or went away in the middle of something: worth another try later. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database is away.', { cause });
    this.name = 'DatabaseAway';
  }
}

/** Takes a connection of a pool. Throws {@link DatabaseAway}. */
export function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((error) => {
    throw new DatabaseAway(error);
  });
}

/** Whether the connection on which a query failed is good for nothing any more. */
export function isBroken(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || error.severity === 'FATAL';
}
