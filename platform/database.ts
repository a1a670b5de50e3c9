import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparing } from './prepared.ts';

/**
 * A connection or a transaction, with no tables of its own: each module's `queries.ts` names the
 * tables it knows with `db.withTables<Tables>()`.
 */
export type Db = Kysely<Record<never, never>>;

const dateOid = 1082;
const bigintOid = 20;
const numericOid = 1700;

/** Days stay `YYYY-MM-DD` (a `Date` would move them with the server's zone); counts become numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === dateOid) return (value: string) => value;
    if (oid === bigintOid || oid === numericOid) return Number;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> };

/** Opens a pool. `max` bounds the connections; work in batches needs few. */
export function openDatabase(connection: pg.PoolConfig, max = 20): Database {
  const config = { ...connection, types, keepAlive: true };
  const pool = new pg.Pool({ ...config, max });
  // Without a listener an idle connection that breaks would end the process; the next query reports it.
  pool.on('error', () => {});
  const dialect = new PostgresDialect({ pool: preparing(pool, config) });
  const db = new Kysely<Record<never, never>>({ dialect });
  // Kysely ends the pool only when it was the one to use it first.
  const close = async () => {
    await db.destroy();
    if (!pool.ending) await pool.end();
  };
  return { db, pool, close };
}

/** One dated file of SQL. `name` is `<module>/<file>` and identifies it for good. */
export type Migration = { name: string; sql: string };

/** Reads a folder's `YYYYMMDD-name.sql` files in the order of their names; no folder, no migrations. */
export async function readMigrations(module: string, folder: string): Promise<Migration[]> {
  const files = await readdir(folder).catch(() => []);
  const sql = files.filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    sql.map(async (file) => ({
      name: `${module}/${file}`,
      sql: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

/** Tells two sets of migrations apart; names the tests' template database and stands in a saved copy. */
export function migrationsHash(migrations: Migration[]): string {
  const hash = createHash('sha256');
  for (const { name, sql } of migrations) hash.update(`${name}\0${sql}\0`);
  return hash.digest('hex');
}

/**
 * Brings the database up to date, in one transaction and under a lock, so that two servers starting
 * at once do not do it twice. A landed migration that was edited since is refused.
 */
export async function migrate(pool: pg.Pool, migrations: Migration[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const fresh = await applyMigrations(client, migrations);
    await client.query('commit');
    return fresh;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** As {@link migrate}, within a transaction that the caller has begun. */
export async function applyMigrations(
  client: pg.PoolClient,
  migrations: Migration[],
): Promise<string[]> {
  await client.query("select pg_advisory_xact_lock(hashtext('anxing.migrations'))");
  await client.query(
    `create table if not exists migrations (
       name text primary key, sha256 text not null, applied_at timestamptz not null)`,
  );
  const applied = await appliedMigrations(client);
  const fresh: string[] = [];
  for (const migration of migrations) {
    const { name, sql } = migration;
    const sha256 = migrationSha256(migration);
    const known = applied.get(name);
    if (known === sha256) continue;
    if (known) throw new Error(`The migration ${name} was changed after it had been applied.`);
    await client.query(sql);
    await client.query('insert into migrations values ($1, $2, $3)', [name, sha256, new Date()]);
    fresh.push(name);
  }
  return fresh;
}

/** What the table `migrations` keeps of a migration, to notice one that was edited later. */
export function migrationSha256({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex');
}

async function appliedMigrations(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migrations',
  );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}
