import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** How a query says that it is to be prepared, and under which name. */
const mark = /^\/\* prepared: ([\w.]+) \*\//;

/**
 * Plans that go by indexes alone: a plan is made once and kept; one that was made while a table was
 * small must not become a scan of all of it when it has grown. And no waiting for ever for a row that
 * somebody holds: others may wait for the same statement.
 */
const asPrepared =
  "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set lock_timeout = '5s'";

/**
 * The pool as Kysely uses it. A query by itself whose text begins with a comment that says
 * `prepared:` and a name is parsed and planned once on each connection instead of every time, which
 * is most of what a short query costs; it runs on connections of its own. That is for the few
 * queries that every request asks; they should look up each row in a lateral that ends with a limit.
 */
export function preparing(pool: pg.Pool, config: pg.PoolConfig, max = 8): PostgresPool {
  const prepared = new pg.Pool({
    ...config,
    max,
    onConnect: async (client) => {
      await client.query(asPrepared);
    },
  });
  prepared.on('error', () => {});
  for (const each of [pool, prepared]) each.on('connect', outliveBreaks);
  return {
    options: pool.options,
    connect: async () => clientOfEither(pool, prepared),
    end: async () => {
      await prepared.end();
      await pool.end();
    },
  };
}

/** A connection may break while somebody has it: without a listener that would end the process. */
function outliveBreaks(client: pg.PoolClient): void {
  client.on('error', () => {});
}

/** The database is not there, or went away in the middle of something: worth another try later. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database is away.', { cause });
    this.name = 'DatabaseAway';
  }
}

/** Whether the connection on which a query failed is good for nothing any more. */
function isBroken(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || error.severity === 'FATAL';
}

/** Takes a connection at the first query, for only then it is known of which kind. */
function clientOfEither(pool: pg.Pool, prepared: pg.Pool): PostgresPoolClient {
  let client: pg.PoolClient | undefined;
  let names = false;
  let broken = false;
  const query = async (text: string, values: unknown[]) => {
    const name = mark.exec(text)?.[1];
    if (!client) {
      names = name !== undefined;
      client = await (names ? prepared : pool).connect().catch((error) => {
        throw new DatabaseAway(error);
      });
    }
    try {
      return await client.query(names && name ? { name, text, values } : { text, values });
    } catch (error) {
      if (!isBroken(error)) throw error;
      broken = true;
      throw new DatabaseAway(error);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client?.release(destroy || broken),
  };
}

/**
 * An array as a parameter. What `pg` makes of a JavaScript array takes several times as long, which
 * shows where a statement has many.
 */
export function arrayOf(values: readonly (string | number | boolean | null)[]): string {
  let text = '';
  for (const value of values) {
    if (text !== '') text += ',';
    if (typeof value !== 'string') text += value ?? 'NULL';
    else text += /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
  }
  return `{${text}}`;
}
