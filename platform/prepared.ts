import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** How a query says that it is to be prepared, and under which name. */
const mark = /^\/\* prepared: ([\w.]+) \*\//;

/**
 * Plans that go by indexes alone. A plan is made once and kept; one that was made while a table was
 * small must not become a scan of all of it when it has grown.
 */
const byIndexAlone = 'set plan_cache_mode = force_generic_plan; set enable_seqscan = off';

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
      await client.query(byIndexAlone);
    },
  });
  prepared.on('error', () => {});
  return {
    options: pool.options,
    connect: async () => clientOfEither(pool, prepared),
    end: async () => {
      await prepared.end();
      await pool.end();
    },
  };
}

/** Takes a connection at the first query, for only then it is known of which kind. */
function clientOfEither(pool: pg.Pool, prepared: pg.Pool): PostgresPoolClient {
  let client: pg.PoolClient | undefined;
  let names = false;
  const query = async (text: string, values: unknown[]) => {
    const name = mark.exec(text)?.[1];
    if (!client) {
      names = name !== undefined;
      client = await (names ? prepared : pool).connect();
    }
    return names && name ? client.query({ name, text, values }) : client.query(text, values);
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client?.release(destroy),
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
