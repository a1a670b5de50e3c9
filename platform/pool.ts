import pg from 'pg';

/**
 * A pool that takes back only connections at rest. Whoever leaves a transaction open or aborted, as a
 * script does that fails before its own `commit`, would have the next one write into it or be refused: such
 * a connection is ended instead, and with it what it had not committed.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
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
