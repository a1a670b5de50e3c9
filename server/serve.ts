import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Clock, clockFrom, systemClock } from '../platform/clock.ts';
import { listenBeside } from '../platform/closing.ts';
import { type Config, readTls } from '../platform/config.ts';
import { type KeySet, openKeys } from '../platform/crypto.ts';
import type { Database, Db } from '../platform/database.ts';
import { buildHttp } from '../platform/http.ts';
import { type Jobs, openJobs } from '../platform/jobs.ts';
import type { Log, Platform } from '../platform/platform.ts';
import { openSmsProvider } from '../platform/sms/providers.ts';
import { stackFrames } from '../platform/stack-frames.ts';
import { demoTransports, noTransports, type Transports } from '../platform/transports.ts';
import { networkWebhooks } from '../platform/webhooks/sender.ts';
import type { Parts } from './compose.ts';
import { type Figures, serveHealth } from './health.ts';
import { modules } from './modules.ts';
import { servePages } from './pages.ts';
import { demoRoutes, systemRoutes } from './system.ts';
import { serveWellKnown } from './well-known.ts';

/** What every process of an installation that answers requests is made of. */

/** How many connections to the database each of the processes takes: some for all, some for what every request asks. */
export function connectionsOf({ processes }: Config): { max: number; prepared: number } {
  const share = (all: number, least: number) => Math.max(least, Math.ceil(all / processes));
  return { max: share(20, 8), prepared: share(8, 4) };
}

/** The parts of a platform, by the settings. */
export function partsOf(
  config: Config,
  log: Log,
  { database, keys, works }: { database: Database; keys: KeySet; works: boolean },
): Parts {
  const clock = config.clock ? clockFrom(config.clock) : systemClock;
  return {
    ...{ database, keys: openKeys(keys), clock, log },
    filesFolder: join(config.dataDir, 'files'),
    jobs: jobsOf(database.db, log, works),
    transports: transportsOf(config, clock),
    demo: config.mode === 'demo',
    publicUrl: config.publicUrl,
    boundariesFolder: config.boundariesFolder,
  };
}

function jobsOf(db: Db, log: Log, works: boolean): Jobs {
  const report = (error: Error) => {
    const { code } = error as { code?: unknown };
    log.error({ error: error.name, code, stack: stackFrames(error, 3) }, 'a job failed');
  };
  return openJobs(db, report, { works });
}

function transportsOf({ mode, sms, wechat, privateWebhooks }: Config, clock: Clock): Transports {
  const known = wechat && { wechat };
  if (mode === 'demo') return { ...demoTransports(() => clock.now()), ...known };
  return {
    ...noTransports,
    ...(sms && { sms: openSmsProvider(sms) }),
    ...(privateWebhooks && { webhooks: networkWebhooks({ mayBePrivate: true }), privateWebhooks }),
    ...known,
  };
}

/** Everything that an installation answers by HTTP, without listening yet. */
export function buildServer(
  config: Config,
  platform: Platform,
  figures: Figures,
): Promise<FastifyInstance> {
  const { dataDir: folder, metricsToken } = config;
  return buildHttp({
    platform,
    routes: [...systemRoutes, ...demoRoutes(platform), ...modules.flatMap(({ routes }) => routes)],
    origins: [config.publicUrl],
    prepare: (fresh) => {
      serveHealth(fresh, platform, { folder, metricsToken, figures });
      serveWellKnown(fresh, platform);
    },
    pages: (scope) => servePages(scope, platform),
    trustedProxies: config.trustedProxies,
    ...(config.tls && { tls: readTls(config.tls) }),
  });
}

/** Where a server listens; `shared` with other processes, among which the system deals out connections. */
export type Listening = { addresses: string[]; port: number; shared: boolean };

/** Every address that a name stands for, as `localhost` does for two: browsers choose among them. */
export async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

/** Gives the port, which the system may have chosen. */
export async function listenAt(
  server: FastifyInstance,
  { addresses: [first, ...others], port, shared }: Listening,
): Promise<number> {
  // An option of Node's that the framework passes on, and does not name.
  const at = { host: first ?? '127.0.0.1', port, reusePort: shared };
  await server.listen(at);
  const taken = (server.server.address() as AddressInfo).port;
  for (const host of others) {
    // A machine may know of an address that it does not have.
    await listenBeside(server, { host, port: taken, reusePort: shared }).catch(() => {});
  }
  return taken;
}
