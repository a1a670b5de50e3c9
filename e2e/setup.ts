import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '../platform/embedded-account.ts';
import { copyDataFolder } from '../platform/test/copy-folder.ts';
import { browserFiles, findBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo of this run listens. */
    demoUrl: string;
    /** The folder of a demo that nobody has used yet; `copyDemo` makes another of it. */
    unusedDemo: string;
    /** Where an empty, real installation listens, and its one-time link. */
    emptyUrl: string;
    firstLink: string;
  }
}

/** Noon in Beijing: far from the day's turn, whatever the hour at which the tests run. */
const demoClock = '2022-01-20T12:00:00+08:00';

/** Starts the product as a user would, once as a demo and once empty, each in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // That of an earlier run, whose browsers ended with their workers.
  rmSync(browserFiles, { recursive: true, force: true });
  const [unusedDemo, empty] = await Promise.all([
    fillDemo(),
    startServer(['--empty'], { HOST: '127.0.0.1' }),
    // Before the test files, of which two would unpack it at the same time.
    findBrowser(),
  ]);
  const demo = await startServer([], {
    ANXING_DATA: copyDemo(unusedDemo),
    ANXING_CLOCK: demoClock,
    // Tests in which strangers behind the same address have guessed come from addresses of their own.
    TRUSTED_PROXY: '127.0.0.1',
  });
  project.provide('demoUrl', demo.url);
  project.provide('unusedDemo', unusedDemo);
  project.provide('emptyUrl', empty.url);
  project.provide('firstLink', empty.firstLink);
  return async () => {
    await Promise.all([demo.stop(), empty.stop()]);
    rmSync(unusedDemo, { recursive: true, force: true });
  };
}

/** To fill a demo takes ten seconds, so it is done once in a run. */
async function fillDemo(): Promise<string> {
  const { dataDir, end } = await startServer([], { ANXING_CLOCK: demoClock });
  await end();
  return dataDir;
}

/** A demo of its own for whoever needs another clock or more programmes, as `ANXING_DATA` of `startServer`. */
export function copyDemo(unused: string): string {
  const folder = freshFolder();
  copyDataFolder(unused, folder);
  return folder;
}

/** A folder that the server makes itself, with the rights that its database needs. */
export const freshFolder = () => join(temporaryFolder(), `anxing-e2e-${randomUUID()}`);

/**
 * As a user starts it; whoever runs these tests has everything installed and built. This shell becomes the server, which
 * others would leave behind when npm is ended.
 */
export const npmStart = {
  program: 'npm',
  before: ['start', '--ignore-scripts', '--script-shell=bash', '--'],
};

const itself = { program: process.execPath, before: ['server/main.ts'] };

/** A server process of its own, ready when it says where it listens; `ANXING_DATA` names a folder to go on with. */
export async function startServer(
  args: string[],
  env: Record<string, string>,
  { program, before } = itself,
) {
  const dataDir = env.ANXING_DATA ?? freshFolder();
  const server = spawn(program, [...before, ...args], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: '0',
      ANXING_DATA: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A run that is interrupted leaves no server behind.
  const kill = () => server.kill();
  process.once('exit', kill);
  server.once('exit', () => process.off('exit', kill));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk;
      const address = /(http:\/\/localhost:\d+)\/\s/.exec(output)?.[1];
      if (address && /#token=|demo\/outbox/.test(output)) resolve(address);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', (code) => reject(new Error(`the server ended (${code}): ${output}`)));
  });
  const end = async () => {
    // With the server behind it, where it is npm that runs.
    const ended = once(server, 'close');
    server.kill('SIGTERM');
    await ended;
  };
  return {
    url,
    firstLink: /http\S+#token=\S+/.exec(output)?.[0] ?? '',
    pid: server.pid as number,
    dataDir,
    /** What it has printed up to now. */
    said: () => output,
    end,
    /** Ends it and leaves nothing behind. */
    stop: async () => {
      await end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
