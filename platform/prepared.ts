import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** How a query says that it is to be prepared, and under which name. */
const mark = /^\/\* prepared: ([\w.]+) \*\//;

/**
 * The pool as Kysely uses it. A query whose text begins with a comment that says `prepared:` and a
 * name is parsed and planned once on each connection instead of every
 * time, which is most of what a short query costs. For queries of the hot paths alone: a plan made
 * early must be one that stays good when the tables grow.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? preparingClient(client);
      known.set(client, wrapped);
      return wrapped;
    },
  };
}

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: unknown[]) => {
    const name = mark.exec(text)?.[1];
    return name ? client.query({ name, text, values }) : client.query(text, values);
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
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
