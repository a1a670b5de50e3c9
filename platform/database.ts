import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Pipelined, pipelined } from './pipeline.ts';
import { openPool, usualWaits, type Waits } from './pool.ts';
import { combinedPool, openPrepared } from './prepared.ts';

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

export type Database = {
  db: Db;
  pool: pg.Pool;
  /** Transactions of hot writes. */
  pipelined: Pipelined;
  close(): Promise<void>;
};

/**
 * Opens the pools. `max` bounds the connections, `prepared` those beside them for what every request asks; work in
 * batches needs few. `waits` replaces the usual ones.
 */
export function openDatabase(
  connection: pg.PoolConfig,
  { max = 20, prepared: maxPrepared }: { max?: number; prepared?: number } = {},
  waits?: Waits,
): Database {
  const config = { ...connection, types, keepAlive: true };
  const pool = openPool({ ...config, max }, waits ?? usualWaits);
  const prepared = openPrepared(config, waits, maxPrepared);
  const dialect = new PostgresDialect({ pool: combinedPool(pool, prepared) });
  const db = new Kysely<Record<never, never>>({ dialect });
  // Kysely ends the pools only when it was the one to use them first.
  const close = async () => {
    await db.destroy();
    for (const each of [prepared, pool]) if (!each.ending) await each.end();
  };
  return { db, pool, pipelined: pipelined(prepared), close };
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

/** The database was made by migrations that these are not a continuation of. */
export class MigrationsDifferError extends Error {
  override readonly name = 'MigrationsDifferError';
  /** The first one that was applied and is not here, or not as it was. */
  readonly migration: string;

  constructor(migration: string) {
    super(`The database was made with ${migration}, which this version does not have like that.`);
    this.migration = migration;
  }
}

/**
 * Brings the database up to date, in one transaction and under a lock, so that two servers starting
 * at once do not do it twice.
 *
 * @param onDifference may empty a database that cannot be brought up to date, in the same transaction.
 * @throws {MigrationsDifferError} when it cannot be brought up to date; nothing is touched then.
 */
export async function migrate(
  pool: pg.Pool,
  migrations: Migration[],
  onDifference?: (client: pg.PoolClient, difference: MigrationsDifferError) => Promise<void>,
): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('anxing.migrations'))");
    const difference = findDifference(await appliedMigrations(client), migrations);
    if (difference && onDifference) await onDifference(client, difference);
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
  const applied = await appliedMigrations(client);
  const difference = findDifference(applied, migrations);
  if (difference) throw difference;
  await client.query(
    `create table if not exists migrations (
       name text primary key, sha256 text not null, applied_at timestamptz not null)`,
  );
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of missing) {
    const { name, sql } = migration;
    await client.query(sql);
    const sha256 = migrationSha256(migration);
    await client.query('insert into migrations values ($1, $2, $3)', [name, sha256, new Date()]);
  }
  return missing.map(({ name }) => name);
}

function findDifference(
  applied: Map<string, string>,
  migrations: Migration[],
): MigrationsDifferError | undefined {
  const here = new Map(migrations.map((each) => [each.name, migrationSha256(each)]));
  const other = [...applied].find(([name, sha256]) => here.get(name) !== sha256);
  return other && new MigrationsDifferError(other[0]);
}

/** What the table `migrations` keeps of a migration, to notice one that was edited later. */
export function migrationSha256({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex');
}

async function appliedMigrations(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rowCount } = await client.query("select where to_regclass('migrations') is not null");
  if (!rowCount) return new Map();
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migrations order by applied_at, name',
  );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}
