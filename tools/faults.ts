/**
 * Starts real servers and takes things away from them, and prints what callers and the log then see:
 * `node tools/faults.ts`. With a folder it does the same to another checkout, to compare with. As root on Linux:
 * it mounts a small disk and stops processes.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterProcesses, stopCluster } from '../platform/test/stopped.ts';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const longest = 75_000;

type Running = { child: ChildProcess; port: number; dataDir: string; log(): string[] };

async function start(dataDir: string): Promise<Running> {
  const child = spawn(process.execPath, ['server/main.ts', '--empty'], {
    cwd: root,
    env: { ...process.env, HOST: 'localhost', PORT: '0', ANXING_DATA: dataDir },
  });
  let said = '';
  let log = '';
  child.stderr.on('data', (text) => {
    log += text;
  });
  await new Promise<void>((ready, fail) => {
    child.stdout.on('data', (text) => {
      said += text;
      if (said.includes('for staff')) ready();
    });
    child.once('exit', () => fail(new Error(`The server did not start: ${log}`)));
  });
  const port = Number(/localhost:(\d+)/.exec(said)?.[1]);
  return { child, port, dataDir, log: () => log.split('\n').filter(Boolean) };
}

/** Ends the server, and says how long that took. */
async function end({ child }: Running): Promise<string> {
  const since = performance.now();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), longest);
  const [code, signal] = await ended;
  clearTimeout(patience);
  return `ended with ${code ?? signal} after ${seconds(since)}`;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function ask({ port }: Running, path: string, init: RequestInit = {}): Promise<string> {
  const signal = AbortSignal.timeout(longest);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal });
    const { code = '' } = (await answer.json()) as { code?: string };
    return `${answer.status} ${code}`.trim();
  } catch (error) {
    return (error as Error).name;
  }
}

const health = (server: Running) => ask(server, '/healthz');
/** Something that everybody may ask, and that is written down. */
const write = (server: Running) =>
  ask(server, '/api/people/captcha', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-anxing-app': 'console' },
    body: JSON.stringify({ kind: 'puzzle' }),
  });

async function timed(what: string, asked: Promise<string>): Promise<string> {
  const since = performance.now();
  return `${what} ${await asked} after ${seconds(since)}`;
}

/** Connections on which nothing is asked, one request, and half of one. */
function occupy({ port }: Running): void {
  const head = 'HTTP/1.1\r\nhost: localhost\r\n';
  const half = `POST /api/people/captcha ${head}content-type: application/json\r\ncontent-length: 99\r\n\r\n{`;
  for (const host of ['127.0.0.1', '::1']) {
    for (const sent of ['', `GET /healthz ${head}\r\n`, half]) {
      connect(port, host)
        .on('error', () => {})
        .write(sent);
    }
  }
}

async function busyStop(dataDir: string): Promise<void> {
  const server = await start(dataDir);
  occupy(server);
  await pause(1000);
  console.log(`stopped with connections open: ${await end(server)}`);
}

async function silentDatabase(dataDir: string): Promise<void> {
  const server = await start(dataDir);
  await write(server);
  const goOn = stopCluster(dataDir);
  const asked = [timed('/healthz', health(server)), timed('a write', write(server))];
  console.log(`silent database: ${(await Promise.all(asked)).join(', ')}`);
  goOn();
  console.log(`  awake: /healthz ${await health(server)}, a write ${await write(server)}`);
  stopCluster(dataDir);
  const pids = clusterProcesses(dataDir);
  console.log(`  silent again, and stopped: ${await end(server)}`);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

async function deadDatabase(dataDir: string): Promise<void> {
  const server = await start(dataDir);
  const ended = once(server.child, 'exit');
  process.kill(clusterProcesses(dataDir)[0] as number, 'SIGKILL');
  const [code] = await ended;
  console.log(`killed database: the server ended with ${code}, ${server.log().length} line(s)`);
}

async function fullDisk(disk: string): Promise<void> {
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', disk]);
  try {
    const server = await start(join(disk, 'data'));
    const ballast = join(disk, 'ballast');
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' });
    } catch {}
    const answers = new Map<string, number>();
    const until = performance.now() + 15_000;
    const writeOn = async () => {
      while (performance.now() < until) {
        const answer = await write(server);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, writeOn));
    const counted = JSON.stringify(Object.fromEntries(answers));
    console.log(`full disk, 15 s: writes ${counted}, /healthz ${await health(server)}`);
    console.log(`  ${server.log().length} lines in the log`);
    unlinkSync(ballast);
    const after = await Promise.all(Array.from({ length: 50 }, () => write(server)));
    console.log(`  with space: writes ${[...new Set(after)]}, /healthz ${await health(server)}`);
    const files = readdirSync(join(disk, 'data'), { recursive: true });
    console.log(`  .part files: ${files.filter((name) => String(name).endsWith('.part')).length}`);
    await end(server);
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'anxing-faults-'));
execFileSync('chmod', ['755', folder]);
try {
  await busyStop(join(folder, 'data'));
  await silentDatabase(join(folder, 'data'));
  await deadDatabase(join(folder, 'data'));
  await fullDisk(join(folder, 'disk'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
