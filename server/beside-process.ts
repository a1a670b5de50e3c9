/** One of the processes that `beside.ts` starts. */
import { setTimeout as pause } from 'node:timers/promises';
import { closeServer } from '../platform/closing.ts';
import { openDatabase } from '../platform/database.ts';
import { loadKeys } from '../platform/keys.ts';
import type { Beside } from './beside.ts';
import { compose } from './compose.ts';
import { newFigures, type ProcessFigures } from './health.ts';
import { buildServer, connectionsOf, listenAt, partsOf } from './serve.ts';
import { talk } from './talk.ts';
import { terminalLog, writeLine } from './terminal-log.ts';

const figures = newFigures();
let close = async (): Promise<void> => {};

async function begin({ config, connection, listening }: Beside): Promise<void> {
  const database = openDatabase(connection, connectionsOf(config));
  const keys = await loadKeys(config.keysFile, false);
  const parts = partsOf(config, terminalLog(config.verbose), { database, keys, works: false });
  const platform = compose(parts);
  await parts.jobs.start([], platform);
  const server = await buildServer(config, platform, figures);
  close = async () => {
    await closeServer(server);
    await parts.jobs.stop();
    // What a request still has is ended by the database, or with this process.
    await Promise.race([database.close(), pause(2_000)]);
  };
  await listenAt(server, listening);
}

const orExit = (work: Promise<unknown>) =>
  work.catch((error: { name?: string; code?: unknown }) => {
    const message = 'a process that answers requests failed';
    writeLine({ level: 'error', message, error: error.name, code: error.code });
    process.exit(1);
  });

const ask = talk(process, {
  begin: (told: Beside) => orExit(begin(told)),
  figures: () => figures.own(),
  close: () => orExit(close().then(() => process.exit(0))),
});
figures.ofOthers = async () => (await ask('figures')) as ProcessFigures[];

// A terminal sends these to all of its processes; the first one ends the others in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
// Without the first one the database may be gone, and the next server wants the port.
process.once('disconnect', () => process.exit(1));
// It may have ended while this one was being loaded.
if (!process.connected) process.exit(1);
