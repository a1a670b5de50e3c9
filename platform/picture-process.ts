import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Drawn, DrawTask } from './picture-child.ts';

/**
 * Pictures of strangers are drawn in a process of their own: whatever they do to it, the server goes on, and the
 * memory that they took is given back. It is started for the first picture and ends a while after the last.
 */

const program = fileURLToPath(new URL('./picture-child.ts', import.meta.url));
/** A picture that takes more memory than this is none that people send. */
const mostMegabytes = 400;
const lookEveryMs = 20;
/** By the clock: the library's own limit is shorter, and does not cover all that it does. */
const longestMs = 30_000;
const idleMs = 5_000;
/** A drawing waits for whoever reports, but not for ever. */
const niceness = 5;

/** Has glibc give back at once what is freed, instead of keeping it for later. */
const lean = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

let current: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;

/** Draws one picture; the caller sees to it that no other one is being drawn. */
export async function drawInProcess(task: DrawTask): Promise<Drawn> {
  clearTimeout(idle);
  if (!current?.connected) current = start();
  const child = current;
  try {
    return await answerOf(child, task);
  } finally {
    idle = setTimeout(() => {
      if (current === child) current = undefined;
      child.kill('SIGKILL');
    }, idleMs);
    idle.unref();
  }
}

function start(): ChildProcess {
  const { SystemRoot } = process.env;
  const child = fork(program, {
    execArgv: ['--no-warnings', '--max-old-space-size=128', '--max-semi-space-size=4'],
    // Nothing of the server's settings, but what a program needs on Windows.
    env: { ...lean, ...(SystemRoot !== undefined && { SystemRoot }) },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    if (child.pid) setPriority(child.pid, niceness);
  } catch {
    // A system that does not let us draws at the server's own pace.
  }
  // It does not keep the server from ending.
  child.unref();
  child.channel?.unref();
  child.once('exit', () => {
    if (current === child) current = undefined;
  });
  child.on('error', () => {});
  return child;
}

/** One that dies over a picture could not read it, or not within its memory. */
function answerOf(child: ChildProcess, task: DrawTask): Promise<Drawn> {
  child.channel?.ref();
  let tooLarge = false;
  const watch = setInterval(() => {
    if (residentOf(child.pid) < mostMegabytes) return;
    tooLarge = true;
    child.kill('SIGKILL');
  }, lookEveryMs);
  const end = setTimeout(() => child.kill('SIGKILL'), longestMs);
  return new Promise<Drawn>((resolve) => {
    const died = () => resolve({ kind: tooLarge ? 'too_large' : 'unreadable' });
    child.once('exit', died);
    child.once('message', (drawn) => {
      child.off('exit', died);
      resolve(drawn as Drawn);
    });
    child.send(task, (error) => error && died());
  }).finally(() => {
    clearInterval(watch);
    clearTimeout(end);
    child.removeAllListeners('message');
    child.channel?.unref();
  });
}

/** In megabytes; nothing where the system does not tell. */
function residentOf(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}
