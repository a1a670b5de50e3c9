import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts the server in a process group of its own. */
export async function startToKill(
  environment: Record<string, string | undefined>,
): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, ['server/main.ts'], {
    env: { ...environment, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk;
      const address = /(http:\/\/localhost:\d+)\/\s/.exec(output)?.[1];
      if (address) resolve(address);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.on('exit', () => reject(new Error(`the server did not start again: ${output}`)));
  });
  return { server, url };
}

/** The server's own number stands in the first line of its note. */
export function killDatabase(dataDir: string): void {
  const note = join(dataDir, 'postgres', 'postmaster.pid');
  if (existsSync(note)) process.kill(Number(readFileSync(note, 'utf8').split('\n')[0]), 'SIGKILL');
}

/** Without warning, with everything that it has started. */
export async function killServer(server: ChildProcess): Promise<void> {
  process.kill(-(server.pid as number), 'SIGKILL');
  await once(server, 'exit');
}

/**
 * Waits until the server has answered often enough, however slow the machine is, and then for a moment that nobody can
 * foresee. It ends with the load if that ends before, and fails with it.
 */
export async function amidst(load: Promise<void>, hasAnswered: () => boolean): Promise<void> {
  let ended = false;
  const end = load.finally(() => {
    ended = true;
  });
  const moment = async () => {
    while (!ended && !hasAnswered()) await sleep(10);
    await sleep(Math.random() * 900);
  };
  await Promise.race([end, moment()]);
}
