import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type Connection, startEmbedded } from '../embedded.ts';
import { temporaryFolder } from '../embedded-account.ts';
import { clearLeftovers } from '../embedded-leftovers.ts';
import { FolderInUseError, lockFolder } from '../folder-lock.ts';

/** How a test reaches the PostgreSQL server of this run; fits `new pg.Pool(…)`. */
export type TestServer = Connection | { connectionString: string };

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server; a role on it may make databases. */
    database: TestServer;
  }
}

const PREFIX = 'anxing-test-';
const FRESH_MS = 60_000;

/** Vitest's global setup: one server for the whole run, `DATABASE_URL`'s or an embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer();
  project.provide('database', server);
  return stop;
}

/**
 * A PostgreSQL server for tests: that of `DATABASE_URL` when it is set, else an embedded one in a
 * temporary folder, which is gone after `stop`. What killed runs left behind is cleared away first.
 */
export async function startTestServer(): Promise<{
  server: TestServer;
  stop: () => Promise<void>;
}> {
  const url = process.env.DATABASE_URL;
  if (url) return { server: { connectionString: url }, stop: async () => {} };
  await clearKilledRuns();
  const dataDir = join(temporaryFolder(), `${PREFIX}${process.pid}-${Date.now().toString(36)}`);
  const embedded = await startEmbedded({ dataDir, throwaway: true });
  const stop = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { server: embedded.owner, stop };
}

/** A database of a test's own. */
export type TestDatabase = { name: string; connection: pg.ClientConfig; drop(): Promise<void> };

/** Makes an empty database on the server of this run. */
export async function makeDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `anxing_test_${randomBytes(8).toString('hex')}`;
  const run = async (statement: string) => {
    const admin = new pg.Client(connectionTo(server, 'postgres'));
    await admin.connect();
    await admin.query(statement).finally(() => admin.end());
  };
  await run(`create database ${name}`);
  const drop = () => run(`drop database if exists ${name} with (force)`);
  return { name, connection: connectionTo(server, name), drop };
}

/** How to reach another database of the same server; as another role, whose password is its name, if one is given. */
export function connectionTo(server: TestServer, database: string, role?: string): pg.ClientConfig {
  const as = role ? { user: role, password: role } : {};
  if (!('connectionString' in server)) return { ...server, database, ...as };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  if (role) Object.assign(url, { username: role, password: role });
  return { connectionString: url.href };
}

/** A folder whose lock is free belongs to no live run; a fresh one may be about to be locked. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(temporaryFolder()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(temporaryFolder(), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs < FRESH_MS) continue;
      const lock = lockFolder(folder);
      await clearLeftovers(join(folder, 'postgres'), () => {}).finally(() => lock.release());
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      const others = ['EACCES', 'EPERM', 'ENOENT', 'ERR_SQLITE_ERROR'];
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!(error instanceof FolderInUseError) && !others.includes(code)) throw error;
    }
  }
}
