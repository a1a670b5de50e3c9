import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { updateBuiltInRoles } from '../modules/access/public.ts';
import { enterOrigins } from '../modules/programmes/public.ts';
import { enterEarlierStaff } from '../modules/staff/public.ts';
import { closeServer } from '../platform/closing.ts';
import type { Config } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { startEmbedded } from '../platform/embedded.ts';
import type { EventHandler } from '../platform/events.ts';
import { lockFolder } from '../platform/folder-lock.ts';
import { prepareJobs } from '../platform/jobs.ts';
import { loadKeys } from '../platform/keys.ts';
import { makeDataFolder } from '../platform/machine-folder.ts';
import type { Log, Platform } from '../platform/platform.ts';
import { patientWaits } from '../platform/pool.ts';
import { allowRows } from '../platform/server-role.ts';
import { sweepSms } from '../platform/sms/messages.ts';
import { type BesideProcesses, startBeside } from './beside.ts';
import { allMigrations, compose } from './compose.ts';
import { demoLacks } from './demo/directory.ts';
import { fillDemo } from './demo/fill.ts';
import { requireFreePort } from './free-port.ts';
import { newFigures } from './health.ts';
import { sweepFiles } from './jobs.ts';
import { modules, templates } from './modules.ts';
import { modeOf, prepareDatabase, recordMode } from './prepare-database.ts';
import { addressesOf, buildServer, connectionsOf, listenAt, partsOf } from './serve.ts';

/** A running installation. */
export type Installed = {
  platform: Platform;
  server: FastifyInstance;
  database: Database;
  /** How its owner reaches the database, whom the server's role is not. */
  owner: pg.PoolConfig;
  /** Listens as the settings say, in as many processes as they say. */
  listen(): Promise<Listens>;
  /**
   * Ends requests, jobs and the database, in this order. Safe to call twice. A request that is not answered in
   * time loses its connection and may then lose the database, too.
   */
  close(): Promise<void>;
};

/** On which port an installation listens, and the processes that answer beside this one. */
type Listens = { port: number; beside: BesideProcesses };

/** What whoever opens an installation may want to hear of. */
type Events = {
  /** The database server ended without having been asked to. */
  onDeath?: (reason: string) => void;
  /** One line for the terminal, said before work that takes a while. */
  onNotice?: (line: string) => void;
};

/**
 * Opens everything an installation consists of, without listening yet. `handlers` take up events
 * beside those of the modules.
 *
 * @throws an error whose message is one line for the terminal; what was opened is closed again.
 */
export async function openInstallation(
  config: Config,
  log: Log,
  events: Events = {},
  handlers: EventHandler[] = [],
): Promise<Installed> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const { database, connection, owner } = await openStore(config, log, events, undo);
    await requireFreePort(config);
    // Keys first: an installation that is marked as one has data that only its own keys open.
    const keys = await loadKeys(config.keysFile, !(await modeOf(database.pool)));
    const parts = partsOf(config, log, { database, keys, works: true });
    await recordMode(config, database.pool, parts.clock.now());
    const platform = compose(parts, handlers);
    await updateBuiltInRoles(platform);
    await enterEarlierStaff(platform);
    if (config.mode === 'demo') {
      await fillDemo(parts, platform);
      const lacks = await demoLacks(platform);
      if (lacks) events.onNotice?.(lacks.en);
    }
    await enterOrigins(platform, templates);
    const kinds = [...modules.flatMap((module) => module.jobs ?? []), sweepFiles, sweepSms];
    const { jobs } = parts;
    await jobs.start(kinds as never[], platform);
    undo.push(() => jobs.stop());
    const figures = newFigures();
    const server = await buildServer(config, platform, figures);
    let beside: BesideProcesses | undefined;
    // What is being answered and what is being done have the same time to end.
    undo.push(() => Promise.all([closeServer(server), beside?.close(), jobs.stop()]));
    const listen = async () => {
      const shared = config.processes > 1;
      const addresses = await addressesOf(config.host);
      const port = await listenAt(server, { addresses, port: config.port, shared });
      const told = { config, connection, listening: { addresses, port, shared } };
      beside = startBeside(config.processes - 1, told, { log, figures });
      return { port, beside };
    };
    return { platform, server, database, owner, listen, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(
  config: Config,
  log: Log,
  events: Events,
  undo: (() => Promise<unknown>)[],
): Promise<{ database: Database; connection: pg.PoolConfig; owner: pg.PoolConfig }> {
  const { connection, owner } = await reachDatabase(config, log, events, undo);
  const database = openDatabase(connection, connectionsOf(config));
  // A connection that a request still has is ended by the database, or with this process.
  undo.push(() => Promise.race([database.close(), pause(2_000, undefined, { ref: false })]));
  const preparing = openDatabase(owner, { max: 2 }, patientWaits);
  try {
    const notice = await prepareDatabase(config, preparing.pool, await allMigrations());
    if (notice) events.onNotice?.(notice);
    await prepareJobs(preparing.db);
    const { rows } = await database.pool.query<{ role: string }>('select current_user as role');
    await allowRows(preparing.pool, rows[0]?.role as string);
  } finally {
    await preparing.close();
  }
  return { database, connection, owner };
}

/** How server and owner reach the database; the embedded one is started first. */
async function reachDatabase(
  config: Config,
  log: Log,
  events: Events,
  undo: (() => Promise<unknown>)[],
): Promise<{ connection: pg.PoolConfig; owner: pg.PoolConfig }> {
  const { dataDir, databaseUrl, databaseOwnerUrl } = config;
  if (databaseUrl) {
    makeDataFolder(dataDir);
    const lock = lockFolder(dataDir);
    undo.push(async () => lock.release());
    return {
      connection: { connectionString: databaseUrl },
      owner: { connectionString: databaseOwnerUrl ?? databaseUrl },
    };
  }
  const embedded = await startEmbedded({
    dataDir,
    log: (line) => log.info({ line }, 'database'),
    ...(events.onDeath && { onDeath: events.onDeath }),
  });
  undo.push(() => embedded.stop());
  return embedded;
}
