import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const embedded = await startEmbedded({ dataDir, fsync: false });
  const stop = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { server: embedded.connection, stop };
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
