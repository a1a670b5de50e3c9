import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sheetProblems } from '../file-problems.ts';
import { Problem } from '../problems.ts';
import { semaphore } from '../semaphore.ts';
import type { SheetLimits } from './limits.ts';
import type { Said, Start } from './reader-child.ts';
import type { SheetProblemCode, StopParams } from './stop.ts';

/**
 * Files of strangers are read in a process of their own: whatever they do to it, the server goes on.
 * Its memory is bounded three times: the heap by V8, all of it by a watch, and on Linux what it may ask
 * for by the kernel, which also counts its time. It gets no settings of the server, and less of the
 * processor.
 */

export type ReaderLimits = Pick<SheetLimits, 'time' | 'heapMb' | 'residentMb'>;

/** A process that reads; whoever starts one must read it to its end or close it. */
export type Reader<Message> = {
  /** What it found next; nothing once it has said all. Throws what it failed with. */
  next(): Promise<Message | undefined>;
  close(): Promise<void>;
};

const acquire = semaphore({
  atOnce: 2,
  maxWaiting: 50,
  refuse: () => new Problem(sheetProblems.sheet_busy, { retryAfter: 30 }),
});

/** What it may have said before somebody listens. */
const ahead = 2;

/**
 * Starts a program that calls `serveReader`, and gives it a task.
 * @throws Problem of `sheetProblems`
 */
export async function startReader<Message>(
  program: URL,
  task: object,
  limits: ReaderLimits,
): Promise<Reader<Message>> {
  const release = await acquire();
  const reader = readerOf<Message>(startProcess(program, limits), limits);
  reader.send({ task, ahead, residentMb: limits.residentMb, isWatched: seesMemory });
  return {
    next: reader.next,
    async close() {
      await reader.stop();
      release();
    },
  };
}

function startProcess(program: URL, limits: ReaderLimits): ChildProcess {
  const heap = [`--max-old-space-size=${limits.heapMb}`, '--max-semi-space-size=16'];
  const child = spawnWithin(limits, [
    ...[process.execPath, ...heap, '--no-warnings'],
    fileURLToPath(program),
  ]);
  try {
    if (child.pid) setPriority(child.pid, niceness);
  } catch {
    // A system that does not let us reads at the server's own pace.
  }
  return child;
}

/** A reading waits for whoever reports, but not for ever. */
const niceness = 5;
/** What the kernel counts of a process that does nothing yet: it sets room aside for code and threads. */
const setAsideMb = 600;
/**
 * The kernel counts the processor's time, also once the server is gone. By the clock a process may take
 * longer: on a busy machine it waits for its turn.
 */
const clockTimes = 5;
const shell = '/bin/sh';

/** Where there is a shell that knows such limits, the kernel refuses what goes beyond them. */
function spawnWithin({ residentMb, time }: ReaderLimits, command: string[]): ChildProcess {
  const [file = '', ...rest] = command;
  const options = {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'] as ('ignore' | 'ipc')[],
    env: allowedEnv(),
  };
  if (!existsSync(shell)) return spawn(file, rest, options);
  const script = 'ulimit -d "$0" 2>/dev/null; ulimit -S -t "$1" 2>/dev/null; shift; exec "$@"';
  const dataKb = String((residentMb + setAsideMb) * 1024);
  const seconds = String(Math.ceil(time / 1000));
  return spawn(shell, ['-c', script, dataKb, seconds, ...command], options);
}

/** What Node made of the program's source, so that the next start takes a third of the time. */
const compiled = fileURLToPath(new URL('../../.cache/readers', import.meta.url));

/** Nothing of the server's settings, but what a program needs on Windows. */
function allowedEnv(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return { NODE_COMPILE_CACHE: compiled, ...(SystemRoot !== undefined && { SystemRoot }) };
}

/** Whether this process can see what another one holds; elsewhere the reader watches itself. */
const seesMemory = process.platform === 'linux';
const lookEveryMs = 20;
const pageBytes = 4096;

/** Kills a process that holds too much. Gives how to end the watch. */
function watchMemory(child: ChildProcess, residentMb: number): () => void {
  if (!seesMemory) return () => {};
  const timer = setInterval(() => {
    if (residentOf(child.pid) > residentMb * 1024 * 1024) child.kill('SIGKILL');
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function residentOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    // It has just ended.
    return 0;
  }
}

/** How a process ends that ran out of memory: killed by its watch or the kernel, or by V8. */
const memorySignals = new Set(['SIGKILL', 'SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS']);
const memoryCodes = new Set([133, 134, 137]);
/** Whoever stops the server stops its processes as well: the reading is taken up again later. */
const stopSignals = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

function endOf(code: number | null, signal: string | null): Error {
  if (stopSignals.has(signal ?? '')) return new Error('The reading process was told to stop.');
  if (signal === 'SIGXCPU') return problem('sheet_too_slow');
  const memory = memorySignals.has(signal ?? '') || memoryCodes.has(code ?? 0);
  return problem(memory ? 'sheet_too_large' : 'sheet_reader_stopped');
}

function readerOf<Message>(child: ChildProcess, limits: ReaderLimits) {
  const arrived: (Said<Message> | Error)[] = [];
  let wake: (() => void) | undefined;
  let stopped = false;
  let timeLeft = limits.time * clockTimes;
  const arrive = (said: Said<Message> | Error) => {
    arrived.push(said);
    wake?.();
  };
  const endWatch = watchMemory(child, limits.residentMb);
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => {
      endWatch();
      arrive(problem('sheet_reader_stopped'));
      resolve();
    });
    child.on('exit', (code, signal) => {
      endWatch();
      arrive(endOf(code, signal));
      resolve();
    });
  });
  child.on('message', (said) => arrive(said as Said<Message>));

  const send = (message: Start | 'more') => {
    if (child.connected) child.send(message, () => {});
  };

  /** Only the time that the process itself takes is counted. */
  const arrival = async (): Promise<Said<Message> | Error> => {
    const since = performance.now();
    while (arrived.length === 0) {
      const left = timeLeft - (performance.now() - since);
      if (left <= 0) throw problem('sheet_too_slow');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    timeLeft -= performance.now() - since;
    return arrived.shift() as Said<Message> | Error;
  };

  return {
    send,
    async next(): Promise<Message | undefined> {
      if (stopped) return undefined;
      const said = await arrival();
      if (said instanceof Error) throw said;
      if (said.kind === 'done') return undefined;
      if (said.kind === 'failed') throw problem(said.code, said.params);
      send('more');
      return said.message;
    },
    async stop(): Promise<void> {
      stopped = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function problem(code: SheetProblemCode, params?: StopParams): Problem {
  return new Problem(sheetProblems[code], params && { params });
}
