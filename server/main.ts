import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { firstAdministratorLink } from '../modules/staff/public.ts';
import { listenBeside } from '../platform/closing.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { countedLog } from '../platform/counted-log.ts';
import type { Log } from '../platform/platform.ts';
import { describeFailure } from './failure.ts';
import { portProblem } from './free-port.ts';
import { type Installed, openInstallation } from './open.ts';
import { startLines } from './start-lines.ts';

/** One line of JSON for each thing worth noting; never personal data. */
const logOf = (verbose: boolean): Log => ({
  info: (details, message) => {
    if (verbose) write({ level: 'info', message, ...details });
  },
  error: (details, message) => write({ level: 'error', message, ...details }),
});

function write(entry: object): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const onNotice = (line: string) => console.log(`\n  ${line}`);
  if (config.dataNotice) onNotice(config.dataNotice);
  const log = countedLog(logOf(config.verbose));
  process.once('exit', log.flush);
  const installed = await openInstallation(config, log, {
    onNotice,
    onDeath: (reason) => {
      write({ level: 'error', message: 'the database server ended', reason });
      process.exit(1);
    },
  });
  closeOnSignals(installed);
  try {
    await listenAt(installed.server, config);
  } catch (error) {
    await installed.close();
    throw portProblem(error, config);
  }
  await printAddresses(installed, config.publicUrl, config.host);
}

async function printAddresses({ platform, server }: Installed, url: string, host: string) {
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const here = platform.publicUrl.endsWith(':0') ? `http://localhost:${port}` : url;
  const token = platform.demo ? null : await firstAdministratorLink(platform);
  const { demo } = platform;
  const lines = startLines({ here, host, demo, sends: platform.transports.sms !== null, token });
  console.log(`${lines.join('\n')}\n`);
}

/** A name such as `localhost` may stand for several addresses, and browsers choose among them. */
async function listenAt(server: FastifyInstance, { host, port }: Config): Promise<void> {
  const addresses = await lookup(host, { all: true });
  const [first, ...others] = [...new Set(addresses.map(({ address }) => address))];
  await server.listen({ host: first ?? host, port });
  const taken = (server.server.address() as AddressInfo).port;
  // A machine may know of an address that it does not have.
  for (const other of others)
    await listenBeside(server, { host: other, port: taken }).catch(() => {});
}

/** All ends by then, whoever is connected and whatever the database does. What was acknowledged is on disk. */
const longestStop = 14_000;

/** The first signal ends things in order; a second one does not wait. */
function closeOnSignals(installed: Installed): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1);
      ending = true;
      console.log('\n  Stopping …');
      setTimeout(() => process.exit(0), longestStop).unref();
      installed.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  await start();
} catch (error) {
  console.error(`\n  ${describeFailure(error)}\n`);
  process.exit(1);
}
