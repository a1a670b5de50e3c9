import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import {
  type Account,
  EmbeddedError,
  requireReachable,
  serverAccount,
} from './embedded-account.ts';
import { makeCluster, quietEnv, setRights } from './embedded-cluster.ts';
import {
  clearLeftovers,
  isServerOf,
  makeSocketDir,
  readServerNote,
  removeSocketDir,
  waitFor,
} from './embedded-leftovers.ts';
import {
  findPrograms,
  hasLibrary,
  ON_WINDOWS,
  type Programs,
  reachablePrograms,
} from './embedded-programs.ts';
import {
  allowSignIn,
  type Connection,
  makeRoles,
  ownerConnection,
  serverConnection,
} from './embedded-roles.ts';
import { lockFolder } from './folder-lock.ts';
import { makeDataFolder } from './machine-folder.ts';

export { EmbeddedError } from './embedded-account.ts';
export type { Connection } from './embedded-roles.ts';
export { FolderInUseError } from './folder-lock.ts';

interface EmbeddedOptions {
  /** The installation's data folder; the cluster lies in its `postgres` folder. */
  dataDir: string;
  /** Takes the server's own lines and what is mended; silent when absent. */
  log?: (line: string) => void;
  /** For tests: a small database that nobody needs after a power cut, and that starts and stops quickly. */
  throwaway?: boolean;
  /** Told when the server ends without having been asked to. */
  onDeath?: (reason: string) => void;
}

/** A running embedded server. */
export interface Embedded {
  /** For the server, whose role owns nothing. */
  connection: Connection;
  /** For whoever makes and changes tables, saves and restores. */
  owner: Connection;
  /** Stops the server and lets go of the folder. Safe to call twice. */
  stop(): Promise<void>;
}

const DATABASE = 'anxing';
const STOP_PATIENCE_MS = 30_000;
const START_PATIENCE_MS = 30_000;

/**
 * Starts PostgreSQL on the data folder, making the cluster when there is none and mending what a
 * killed run left behind. The server listens on a Unix socket in a folder of its own that only its
 * account may enter (on Windows: on the loopback address with a password).
 *
 * @throws {FolderInUseError} when another process runs on this folder; nothing is touched then.
 * @throws {EmbeddedError} when the machine or the files do not allow a start, with what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = serverAccount(join(options.dataDir, 'postgres'));
  requireReachable(options.dataDir, account);
  const dataDir = makeDataDir(resolve(options.dataDir));
  const lock = lockFolder(dataDir);
  try {
    const server = await startWithRetries(dataDir, account, options);
    await prepareCluster(dataDir, account, server.place);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= server.stop().finally(() => lock.release());
      return stopping;
    };
    return {
      connection: serverConnection(dataDir, server.place),
      owner: ownerConnection(dataDir, server.place),
      stop,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** How the owner reaches the server that another live process runs on this folder, if there is one. */
export function findEmbedded(dataDir: string): Connection | undefined {
  if (!existsSync(dataDir)) return undefined;
  const clusterDir = join(realpathSync(dataDir), 'postgres');
  const note = readServerNote(clusterDir);
  if (!note || !isServerOf(clusterDir, note.pid)) return undefined;
  return ownerConnection(join(clusterDir, '..'), placeOf(note.socketDir, note.port));
}

function makeDataDir(wanted: string): string {
  // As root the server has an account of its own, which must pass through to its cluster.
  makeDataFolder(wanted, { passable: process.getuid?.() === 0 });
  return realpathSync(wanted);
}

function placeOf(socketDir: string, port: number) {
  return { host: socketDir || '127.0.0.1', port, database: DATABASE };
}

/** Retries while what a killed run left behind is still going away. */
async function startWithRetries(
  dataDir: string,
  account: Account,
  options: EmbeddedOptions,
): Promise<Server> {
  const log = options.log ?? (() => {});
  const clusterDir = join(dataDir, 'postgres');
  const programs = await reachablePrograms(await findPrograms(), account);
  const giveUpAt = performance.now() + START_PATIENCE_MS;
  for (;;) {
    await clearLeftovers(clusterDir, log);
    if (!existsSync(clusterDir)) makeCluster(programs.initdb, clusterDir, account, options);
    else setRights(clusterDir, account);
    try {
      return await startServer(programs, clusterDir, account, options);
    } catch (error) {
      const passing = /postmaster\.pid|still in use|could not bind/.test(String(error));
      if (!passing || performance.now() > giveUpAt) throw error;
      await waitFor(() => false, 200);
    }
  }
}

interface Server {
  place: ReturnType<typeof placeOf>;
  stop(): Promise<void>;
}

async function startServer(
  programs: Programs,
  clusterDir: string,
  account: Account,
  options: EmbeddedOptions,
): Promise<Server> {
  const socketDir = ON_WINDOWS ? '' : makeSocketDir(clusterDir, account);
  const port = ON_WINDOWS ? await freePort() : 5432;
  const access = allowSignIn(clusterDir, account);
  const child = spawn(
    programs.postgres,
    ['-D', clusterDir, ...settings(programs, { socketDir, port, access, ...options })],
    {
      ...account,
      cwd: clusterDir,
      // A process group of its own: Ctrl-C in the terminal must not reach the server before us.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: quietEnv(),
    },
  );
  const askToStop = () => void child.kill('SIGINT');
  process.once('exit', askToStop);
  let ordered = false;
  const ended = new Promise<void>((resolve) => {
    // Not when its output closes: processes that it leaves behind may hold that for long.
    child.once('exit', (code, signal) => {
      process.off('exit', askToStop);
      removeSocketDir(clusterDir);
      if (!ordered) options.onDeath?.(`The database server ended by itself (${signal ?? code}).`);
      resolve();
    });
  });
  try {
    await untilReady(child, options.log);
  } catch (error) {
    ordered = true;
    throw error;
  }
  const stop = async () => {
    ordered = true;
    if (ON_WINDOWS) execFileSync(programs.pg_ctl, ['stop', '-D', clusterDir, '-m', 'fast', '-w']);
    else askToStop();
    const harder = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS);
    await ended.finally(() => clearTimeout(harder));
  };
  return { place: placeOf(socketDir, port), stop };
}

type Start = EmbeddedOptions & {
  socketDir: string;
  port: number;
  access: Record<string, string>;
};

function settings(programs: Programs, { socketDir, port, access, throwaway }: Start): string[] {
  const values = {
    port,
    listen_addresses: ON_WINDOWS ? '127.0.0.1' : '',
    ...(socketDir && { unix_socket_directories: socketDir, unix_socket_permissions: '0700' }),
    ...access,
    // Of passwords that nobody could guess; connections are made often.
    scram_iterations: 1,
    // Of as many processes as the settings allow, with some to spare.
    max_connections: 450,
    shared_buffers: `${sharedBuffersMb()}MB`,
    max_wal_size: '2GB',
    // After a restart it soon has in memory again what it had: else the first rush reads each row from the disk.
    ...(!throwaway &&
      hasLibrary(programs, 'pg_prewarm') && { shared_preload_libraries: 'pg_prewarm' }),
    // Short statements only: compiling them costs more than it saves.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_checkpoints: 'off',
    // Failed statements and their details carry personal data, and the caller is told anyway.
    log_min_messages: 'log',
    ...(throwaway && { fsync: 'off', full_page_writes: 'off', shared_buffers: '128MB' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A quarter of the memory, as PostgreSQL's own manual advises. It is taken only as it is used. */
function sharedBuffersMb(): number {
  const allowed = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const mebibytes = Math.min(totalmem(), allowed) / 2 ** 20;
  return Math.round(Math.min(Math.max(mebibytes / 4, 32), 16_384));
}

/** Resolves when the server takes connections; rejects with its last words when it ends instead. */
function untilReady(child: ChildProcess, log: EmbeddedOptions['log']): Promise<void> {
  return new Promise((resolve, reject) => {
    const words: string[] = [];
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        log?.(line);
        if (words.push(line) > 20) words.shift();
      }
      if (text.includes('ready to accept connections')) resolve();
    });
    child.once('error', (error) => reject(new EmbeddedError(`PostgreSQL: ${error.message}`)));
    child.once('close', () => {
      const telling = words.filter((line) => /FATAL|DETAIL|HINT|PANIC|error/i.test(line));
      const why = (telling.length > 0 ? telling : words).join('\n');
      reject(new EmbeddedError(`The database server did not start:\n${why}`));
    });
  });
}

/** Makes the database and the roles where they are not there yet. */
async function prepareCluster(
  dataDir: string,
  account: Account,
  place: Server['place'],
): Promise<void> {
  const client = new pg.Client({ ...ownerConnection(dataDir, place), database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    await makeRoles(join(dataDir, 'postgres'), account, client);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
