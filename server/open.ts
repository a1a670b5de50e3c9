import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { clockFrom, systemClock } from '../platform/clock.ts';
import { type Config, ConfigError, readTls } from '../platform/config.ts';
import { openKeys } from '../platform/crypto.ts';
import { type Database, migrate, openDatabase } from '../platform/database.ts';
import { startEmbedded } from '../platform/embedded.ts';
import { buildHttp } from '../platform/http.ts';
import { type Mode, readInstallation, writeInstallation } from '../platform/installation.ts';
import { openJobs } from '../platform/jobs.ts';
import { loadKeys } from '../platform/keys.ts';
import type { Log, Platform } from '../platform/platform.ts';
import { stackFrames } from '../platform/stack-frames.ts';
import { demoTransports, noTransports } from '../platform/transports.ts';
import { allMigrations, compose } from './compose.ts';
import { fillDemo } from './demo/fill.ts';
import { requireFreePort } from './free-port.ts';
import { serveHealth } from './health.ts';
import { sweepFiles } from './jobs.ts';
import { modules } from './modules.ts';
import { servePages } from './pages.ts';
import { demoRoutes, systemRoutes } from './system.ts';

/** A running installation. */
export type Installed = {
  platform: Platform;
  server: FastifyInstance;
  database: Database;
  /** Ends requests, jobs and the database, in this order. Safe to call twice. */
  close(): Promise<void>;
};

/**
 * Opens everything an installation consists of, without listening yet.
 *
 * @throws an error whose message is one line for the terminal; what was opened is closed again.
 */
export async function openInstallation(
  config: Config,
  log: Log,
  onDeath: (reason: string) => void = () => {},
): Promise<Installed> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const database = await openStore(config, log, onDeath, undo);
    await requireFreePort(config);
    const clock = config.clock ? clockFrom(config.clock) : systemClock;
    // Keys first: an installation that is marked as one has data that only its own keys open.
    const keys = await loadKeys(config.keysFile, !(await modeOf(database.pool)));
    await settleMode(config, database.pool, clock.now());
    const jobs = openJobs(database.db, (error) =>
      log.error({ error: error.name, stack: stackFrames(error, 3) }, 'a job failed'),
    );
    const parts = {
      database,
      keys: openKeys(keys),
      filesFolder: join(config.dataDir, 'files'),
      clock,
      jobs,
      transports: config.mode === 'demo' ? demoTransports(() => clock.now()) : noTransports,
      log,
      demo: config.mode === 'demo',
      publicUrl: config.publicUrl,
    };
    const platform = compose(parts);
    if (config.mode === 'demo') await fillDemo(parts, platform);
    const kinds = [...modules.flatMap((module) => module.jobs ?? []), sweepFiles];
    await jobs.start(kinds as never[], platform);
    undo.push(() => jobs.stop());
    const server = await buildHttp({
      platform,
      routes: [
        ...systemRoutes,
        ...demoRoutes(platform),
        ...modules.flatMap(({ routes }) => routes),
      ],
      origins: [config.publicUrl],
      prepare: (fresh) => serveHealth(fresh, platform),
      pages: (scope) => servePages(scope, platform),
      trustedProxies: config.trustedProxies,
      ...(config.tls && { tls: readTls(config.tls) }),
    });
    undo.push(() => server.close());
    return { platform, server, database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(
  config: Config,
  log: Log,
  onDeath: (reason: string) => void,
  undo: (() => Promise<unknown>)[],
): Promise<Database> {
  let connection: pg.PoolConfig = { connectionString: config.databaseUrl ?? '' };
  if (config.databaseUrl) {
    await mkdir(config.dataDir, { recursive: true });
  } else {
    const embedded = await startEmbedded({
      dataDir: config.dataDir,
      log: (line) => log.info({ line }, 'database'),
      onDeath,
    });
    undo.push(() => embedded.stop());
    connection = embedded.connection;
  }
  const database = openDatabase(connection);
  undo.push(() => database.close());
  await migrate(database.pool, await allMigrations());
  return database;
}

/** Folder and database must agree on whether this is a demo: it stays one for good. */
async function settleMode(config: Config, pool: pg.Pool, now: Date): Promise<void> {
  await pool.query(
    'insert into installation (mode, created_at) values ($1, $2) on conflict do nothing',
    [config.mode, now],
  );
  const mode = await modeOf(pool);
  if (mode !== config.mode) {
    throw new ConfigError(
      `The database holds a ${mode} installation, and this start asks for a ${config.mode} one. ` +
        'A demo never becomes a real installation; use another database and another ANXING_DATA.',
    );
  }
  if (!readInstallation(config.dataDir)) {
    writeInstallation(config.dataDir, { mode: config.mode, createdAt: now.toISOString() });
  }
}

async function modeOf(pool: pg.Pool): Promise<Mode | undefined> {
  const { rows } = await pool.query<{ mode: Mode }>('select mode from installation');
  return rows[0]?.mode;
}
