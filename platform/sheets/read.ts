import { Worker } from 'node:worker_threads';
import { sheetProblems } from '../file-problems.ts';
import { Problem } from '../problems.ts';
import { semaphore } from '../semaphore.ts';
import type { Row, SheetInfo } from './cells.ts';
import { defaultLimits, type SheetLimits } from './limits.ts';
import type { SheetProblemCode, StopParams } from './stop.ts';
import type { Message, Task } from './worker.ts';

export type ReadOptions = {
  /** Stricter or wider limits than usual. */
  limits?: Partial<SheetLimits>;
  signal?: AbortSignal;
};

/** A sheet whose rows can be read once. Whoever opens one must read it to its end or close it. */
export type OpenSheet = {
  info: SheetInfo;
  /** Rows in batches of a few hundred; blank rows are left out. Leaving the loop closes the sheet. */
  batches(): AsyncGenerator<Row[], void, undefined>;
  close(): Promise<void>;
};

/** Batches that the reading thread may send ahead. */
const ahead = 2;

const acquire = semaphore({
  atOnce: 4,
  maxWaiting: 50,
  refuse: () => new Problem(sheetProblems.sheet_busy, { retryAfter: 30 }),
});

/**
 * Opens an XLSX or CSV file, told apart by what it holds, in a thread of its own with bounded memory
 * and time. The caller's thread only ever sees batches of plain rows, no faster than it takes them.
 * @throws Problem of `sheetProblems`, here or while reading
 */
export async function openSheet(path: string, options: ReadOptions = {}): Promise<OpenSheet> {
  options.signal?.throwIfAborted();
  const release = await acquire();
  const limits = { ...defaultLimits, ...options.limits };
  const thread = startThread(path, limits, options.signal);
  const close = async () => {
    await thread.stop();
    release();
  };
  try {
    const first = await thread.next();
    if (first.kind !== 'opened') throw new Problem(sheetProblems.sheet_not_readable);
    return { info: first.info, batches: () => batchesOf(thread, close), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads a sheet row by row; see `openSheet`. */
export async function* readSheet(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const sheet = await openSheet(path, options);
  for await (const rows of sheet.batches()) yield* rows;
}

async function* batchesOf(
  thread: Thread,
  close: () => Promise<void>,
): AsyncGenerator<Row[], void, undefined> {
  try {
    for (;;) {
      const message = await thread.next();
      if (message.kind !== 'rows') return;
      yield message.rows;
      thread.allowOne();
    }
  } finally {
    await close();
  }
}

type Thread = {
  /** The thread's next message; throws what it failed with, or when it takes too long. */
  next(): Promise<Message>;
  allowOne(): void;
  stop(): Promise<void>;
};

function startThread(path: string, limits: SheetLimits, signal?: AbortSignal): Thread {
  const credits = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const left = new Int32Array(credits);
  Atomics.store(left, 0, ahead);
  const task: Task = { path, limits, credits };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 },
  });
  const arrived: (Message | Error)[] = [];
  let wake: (() => void) | undefined;
  const arrive = (message: Message | Error) => {
    arrived.push(message);
    wake?.();
  };
  worker.on('message', (message: Message) => arrive(toError(message) ?? message));
  worker.on('error', (error: NodeJS.ErrnoException) => arrive(threadError(error)));
  worker.on('exit', () => arrive(problem('sheet_not_readable')));

  const onAbort = () => wake?.();
  signal?.addEventListener('abort', onAbort);

  let timeLeft = limits.time;
  return {
    async next() {
      const since = performance.now();
      signal?.throwIfAborted();
      while (arrived.length === 0) {
        const remaining = timeLeft - (performance.now() - since);
        if (remaining <= 0) throw problem('sheet_too_slow');
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, remaining);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        signal?.throwIfAborted();
      }
      timeLeft -= performance.now() - since;
      const message = arrived.shift();
      if (!message || message instanceof Error) throw message;
      return message;
    },
    allowOne() {
      Atomics.add(left, 0, 1);
      Atomics.notify(left, 0);
    },
    async stop() {
      signal?.removeEventListener('abort', onAbort);
      await worker.terminate();
    },
  };
}

function toError(message: Message): Error | undefined {
  return message.kind === 'failed' ? problem(message.code, message.params) : undefined;
}

function threadError(error: NodeJS.ErrnoException): Error {
  const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return problem(outOfMemory ? 'sheet_too_large' : 'sheet_not_readable');
}

function problem(code: SheetProblemCode, params?: StopParams): Problem {
  return new Problem(sheetProblems[code], params && { params });
}
