import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import { type SheetProblemCode, Stop, type StopParams } from './stop.ts';

/** What a reading process is started with. */
export type Start = {
  task: object;
  ahead: number;
  residentMb: number;
  /** Whether the server watches how much memory it holds. */
  isWatched: boolean;
};

/** What a reading process says, in this order: any number of messages, then how it ended. */
export type Said<Message> =
  | { kind: 'message'; message: Message }
  | { kind: 'done' }
  | { kind: 'failed'; code: SheetProblemCode; params?: StopParams };

/**
 * The part of a reading process: waits for its task, and says what it finds no faster than somebody
 * takes it. It ends itself when it holds too much memory, or when the server is gone.
 */
export function serveReader<Task extends object>(run: (task: Task) => AsyncIterable<object>): void {
  let credits = 0;
  let wake: (() => void) | undefined;
  process.on('disconnect', () => process.exit());
  // These go to all processes of a terminal or a service: the server says when the reading ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.once('message', (start) => {
    const { task, ahead, residentMb, isWatched } = start as Start;
    process.on('message', () => {
      credits += 1;
      wake?.();
    });
    credits = ahead;
    // Whoever started this process also kills it: what was compiled is kept now or never.
    flushCompileCache();
    if (!isWatched) watchMemory(residentMb);
    void work(task as Task);
  });

  const work = async (task: Task): Promise<void> => {
    try {
      for await (const message of run(task)) {
        while (credits <= 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        credits -= 1;
        await say({ kind: 'message', message });
      }
      await say({ kind: 'done' });
    } catch (error) {
      // Whatever the parser stumbles over is a damaged file; its own words would tell a person nothing.
      const { code, params } = error instanceof Stop ? error : new Stop('sheet_not_readable');
      await say({ kind: 'failed', code, ...(params && { params }) });
    }
  };
}

function say(said: Said<object>): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(said, () => resolve());
  });
}

const lookEveryMs = 20;

/** In a thread of its own: the parser may be in the midst of what takes the memory. */
function watchMemory(residentMb: number): void {
  const code = `
    setInterval(() => {
      if (process.memoryUsage.rss() > ${residentMb * 1024 * 1024}) process.kill(process.pid, 'SIGKILL');
    }, ${lookEveryMs});`;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}
