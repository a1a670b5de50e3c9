import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type Config, ConfigError } from '../platform/config.ts';
import { type Migration, type MigrationsDifferError, migrate } from '../platform/database.ts';
import { emptySchema } from '../platform/empty-schema.ts';
import { type Mode, readInstallation, writeInstallation } from '../platform/installation.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the database up to date. One that another version of the product wrote, which this one
 * cannot bring forward, is refused untouched; but a demo is made anew, since all in it is invented.
 * Nothing short of the database's own word makes it a demo.
 *
 * @returns one line for the terminal when a demo was emptied.
 * @throws {ConfigError} when the database is refused.
 */
export async function prepareDatabase(
  config: Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'>,
  pool: pg.Pool,
  migrations: Migration[],
): Promise<string | undefined> {
  let notice: string | undefined;
  const where = config.databaseUrl ? 'the database' : config.dataDir;
  await migrate(pool, migrations, async (client, difference) => {
    const mode = await readMode(client);
    if (mode !== 'demo') throw refusal(where, difference);
    if (config.mode !== 'demo') throw disagreement(mode, config.mode);
    await emptySchema(client).catch((error) => {
      throw error.code === LOCK_NOT_AVAILABLE ? inUse() : error;
    });
    // Before the commit: after a kill the rows still tell the next start to do this again.
    await rm(join(config.dataDir, 'files'), { recursive: true, force: true });
    notice =
      `The demo in ${where} was made by another version of Anxing. ` +
      'All in it is invented, so it is made anew.';
  });
  return notice;
}

/** Folder and database must agree on whether this is a demo: it stays one for good. */
export async function recordMode(
  config: Pick<Config, 'mode' | 'dataDir'>,
  pool: pg.Pool,
  now: Date,
): Promise<void> {
  await pool.query(
    'insert into installation (mode, created_at) values ($1, $2) on conflict do nothing',
    [config.mode, now],
  );
  const mode = await modeOf(pool);
  if (mode !== config.mode) throw disagreement(mode, config.mode);
  if (!readInstallation(config.dataDir)) {
    writeInstallation(config.dataDir, { mode: config.mode, createdAt: now.toISOString() });
  }
}

/** What the database says that it holds; undefined when it was never used. */
export async function modeOf(db: pg.Pool | pg.PoolClient): Promise<Mode | undefined> {
  const { rows } = await db.query<{ mode: Mode }>('select mode from installation');
  return rows[0]?.mode;
}

/** As {@link modeOf}, of a database whose tables may be others than this version's. */
async function readMode(client: pg.PoolClient): Promise<Mode | undefined> {
  await client.query('savepoint mode');
  return modeOf(client).catch(async () => {
    await client.query('rollback to savepoint mode');
    return undefined;
  });
}

function refusal(where: string, { migration }: MigrationsDifferError): ConfigError {
  return new ConfigError(
    `What ${where} holds was written by another version of Anxing, which this one cannot bring ` +
      `forward (${migration}), and it is no demo. Nothing was touched. Start the version that wrote ` +
      'it or a newer one, or use another ANXING_DATA and another database.',
  );
}

function inUse(): ConfigError {
  return new ConfigError(
    'The demo in the database was made by another version of Anxing, and a server still uses it. ' +
      'Stop that server first.',
  );
}

function disagreement(held: Mode | undefined, asked: Mode): ConfigError {
  return new ConfigError(
    `The database holds a ${held} installation, and this start asks for a ${asked} one. ` +
      'A demo never becomes a real installation; use another database and another ANXING_DATA.',
  );
}
