import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { temporaryFolder } from '../platform/embedded-account.ts';
import { makeDatabase, type TestDatabase } from '../platform/test/cluster.ts';
import { openInstallation } from './open.ts';

let folder: string;
let database: TestDatabase;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(temporaryFolder(), 'anxing-beside-test-'));
  database = await makeDatabase(inject('database'));
  settings = {
    ...{ DATABASE_URL: urlOf(database), ANXING_DATA: folder },
    ...{ HOST: '127.0.0.1', PORT: '0', PROCESSES: '2' },
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function urlOf({ connection }: TestDatabase): string {
  const { connectionString, user, password, host, port, database: name } = connection;
  return connectionString ?? `postgres://${user}:${password}@/${name}?host=${host}&port=${port}`;
}

/** Over a connection of its own, which the system gives to one of the processes. */
function ask(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    get({ host: '127.0.0.1', port, path, agent }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve(`${response.statusCode} ${text}`);
    }).on('error', reject);
  });
}

/** A process takes seconds to start on a busy machine. */
const patient = { timeout: 30_000 };

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('answers in several processes, counts for all of them, and replaces one that ends', async () => {
  const errors: object[] = [];
  const log = { info: () => {}, error: (details: object) => errors.push(details) };
  const installed = await openInstallation(readConfig(settings, ['--empty']), log);
  try {
    const { port, beside } = await installed.listen();
    await beside.ready;
    const [second = 0, ...others] = beside.pids();
    expect(others).toEqual([]);
    let byFirst = 0;
    installed.server.server.on('request', () => {
      byFirst += 1;
    });

    const asked = 40;
    const answers = Array.from({ length: asked }, () => ask(port, '/healthz'));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['200 {"ok":true}']));
    expect(byFirst).toBeGreaterThan(0);
    expect(byFirst).toBeLessThan(asked);

    // Whichever of them is asked knows what both have answered.
    const counted = `anxing_request_seconds_count{method="GET",route="/healthz",status="200"} ${asked}`;
    const askedBy = { first: false, second: false };
    while (!askedBy.first || !askedBy.second) {
      const before = byFirst;
      expect(await ask(port, '/metrics')).toContain(counted);
      askedBy[byFirst > before ? 'first' : 'second'] = true;
    }

    process.kill(second, 'SIGKILL');
    const replaced = () => beside.pids().filter((pid) => pid !== second);
    await expect.poll(replaced, patient).toHaveLength(1);
    expect(errors).toEqual([{ code: null, signal: 'SIGKILL' }]);
    const before = byFirst;
    let times = 0;
    const askAgain = async () => {
      times += 1;
      expect(await ask(port, '/healthz')).toBe('200 {"ok":true}');
      return times - (byFirst - before);
    };
    await expect.poll(askAgain, patient).toBeGreaterThan(0);

    const [third = 0] = beside.pids();
    await installed.close();
    expect(isRunning(third)).toBe(false);
  } finally {
    await installed.close();
  }
});

it.runIf(process.platform === 'linux')(
  'leaves none behind where the first process is killed',
  async () => {
    const server = spawn(process.execPath, ['server/main.ts', '--empty'], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { pid } = server;
    await once(server.stdout, 'data');
    const children = () =>
      readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number);
    await expect.poll(() => children().filter(Boolean), patient).toHaveLength(1);
    const [beside = 0] = children();
    server.kill('SIGKILL');
    await once(server, 'exit');
    await expect.poll(() => isRunning(beside), patient).toBe(false);
  },
);
