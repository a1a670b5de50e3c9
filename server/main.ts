import { listWaitingOffers } from '../modules/programmes/public.ts';
import { firstAdministratorLink } from '../modules/staff/public.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { stackFrames } from '../platform/stack-frames.ts';
import { describeFailure } from './failure.ts';
import { portProblem } from './free-port.ts';
import { templates } from './modules.ts';
import { type Installed, openInstallation } from './open.ts';
import { startLines, waitingLines } from './start-lines.ts';
import { terminalLog, writeLine } from './terminal-log.ts';

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const onNotice = (line: string) => console.log(`\n  ${line}`);
  if (config.dataNotice) onNotice(config.dataNotice);
  const installed = await openInstallation(config, terminalLog(config.verbose), {
    onNotice,
    onDeath: (reason) => {
      writeLine({ level: 'error', message: 'the database server ended', reason });
      process.exit(1);
    },
  });
  closeOnSignals(installed);
  try {
    const { port } = await installed.listen();
    await printAddresses(installed, config, port);
    // It is answered by now: nobody waits for this.
    void printWaiting(installed);
  } catch (error) {
    await installed.close();
    throw portProblem(error, config);
  }
}

async function printAddresses({ platform }: Installed, { publicUrl, host }: Config, port: number) {
  const here = publicUrl.endsWith(':0') ? `http://localhost:${port}` : publicUrl;
  const token = platform.demo ? null : await firstAdministratorLink(platform);
  const { demo } = platform;
  const lines = startLines({ here, host, demo, sends: platform.transports.sms !== null, token });
  console.log(`${lines.join('\n')}\n`);
}

/** Says where mended templates wait for a decision. That nobody can tell is no reason not to run. */
async function printWaiting({ platform }: Installed): Promise<void> {
  try {
    const lines = waitingLines(await listWaitingOffers(platform, templates));
    if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
  } catch (error) {
    const failure = error as Error;
    const details = { error: failure.name, stack: stackFrames(failure, 3) };
    platform.log.error(details, 'offers were not listed');
  }
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
