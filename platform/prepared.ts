import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { connect, DatabaseAway, isBroken, openPool, usualWaits, type Waits } from './pool.ts';

/** How a query says that it is to be prepared, and under which name. */
const mark = /^\/\* prepared: (\S+) \*\//;

/**
 * Plans that go by indexes alone: a plan is made once and kept; one that was made while a table was
 * small must not become a scan of all of it when it has grown.
 */
const asPrepared = 'set plan_cache_mode = force_generic_plan; set enable_seqscan = off';

/** What every request asks is short, and many wait for the same few connections. */
const shortWaits: Waits = {
  ...usualWaits,
  lock: 5_000,
  statement: 10_000,
  answer: 12_000,
  idle: 10_000,
};

/**
 * Connections for the few queries that every request asks. A query whose text begins with a comment
 * that says `prepared:` and a name is parsed and planned once on each connection instead of every
 * time, which is most of what a short query costs. It should look up each row in a lateral that ends
 * with a limit. A fragment that several statements take in names what it is given before all else
 * (`from (select … as person) asked`), for its aliases hide those of the statement around it. Queries are sent without waiting for those before them.
 */
export function openPrepared(config: pg.PoolConfig, waits = shortWaits, max = 8): pg.Pool {
  return openPool({ ...config, max, pipeline: true }, waits, asPrepared);
}

/** The pools as Kysely uses them: a query by itself that is to be prepared takes a prepared connection. */
export function combinedPool(pool: pg.Pool, prepared: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => combinedClient(pool, prepared),
    end: async () => {
      await prepared.end();
      await pool.end();
    },
  };
}

/** A query as a prepared connection takes it, with its name if it has one. */
export function named(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = mark.exec(text)?.[1];
  return name ? { name, text, values: values as unknown[] } : { text, values: values as unknown[] };
}

/** Takes a connection at the first query, for only then it is known of which kind. */
function combinedClient(pool: pg.Pool, prepared: pg.Pool): PostgresPoolClient {
  let client: pg.PoolClient | undefined;
  let names = false;
  let failed = false;
  let broken = false;
  const query = async (text: string, values: unknown[]) => {
    // Such as the rollback: nobody waits for it on a connection that answers nothing.
    if (broken) throw new DatabaseAway(new Error('The connection broke before.'));
    const config = named(text, values);
    if (!client) {
      names = config.name !== undefined;
      client = await connect(names ? prepared : pool);
    }
    failed = true;
    try {
      const result = await client.query(names ? config : { text, values });
      failed = false;
      return result;
    } catch (error) {
      if (!isBroken(error)) throw error;
      broken = true;
      throw new DatabaseAway(error);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => {
      if (destroy || broken) client?.release(true);
      else if (failed && client) releaseAtRest(client);
      else client?.release();
    },
  };
}

/**
 * An error comes before the word on what became of the transaction in which it happened. An empty query is
 * answered after both, and then the pool can judge whether to take the connection back.
 */
function releaseAtRest(client: pg.PoolClient): void {
  client.query(';').then(
    () => client.release(),
    () => client.release(true),
  );
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
