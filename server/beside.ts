import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/platform.ts';
import type { Figures, ProcessFigures } from './health.ts';
import type { Listening } from './serve.ts';
import { type Ask, talk } from './talk.ts';

/**
 * Processes beside the first one of an installation. They answer requests as it does, on the same addresses and the
 * same database. The first one alone has the embedded database and does the jobs; where it ends, they end.
 */

/** With what such a process begins. */
export type Beside = { config: Config; connection: pg.PoolConfig; listening: Listening };

export type BesideProcesses = {
  /** Settles once each of them answers, or has failed to for the first time, which is in the log. */
  ready: Promise<unknown>;
  pids(): number[];
  /** Ends them, each when what it was asked has been answered. */
  close(): Promise<void>;
};

const program = join(import.meta.dirname, 'beside-process.ts');
/** One that ended is replaced after so many milliseconds. */
const restMs = 1_000;
/** Whoever reads the figures waits so long for a process that is busy or gone, and gets them without its own. */
const figuresMs = 1_000;

/** Starts so many processes, and replaces those that end. `figures` then also gives theirs. */
export function startBeside(
  count: number,
  told: Beside,
  { log, figures }: { log: Log; figures: Figures },
): BesideProcesses {
  const running = new Map<ChildProcess, Ask>();
  const closing = new AbortController();

  const figuresBut = (asking?: ChildProcess): Promise<ProcessFigures[]> => {
    const others = [...running].filter(([child]) => child !== asking);
    return figuresInTime(others.map(([, ask]) => ask('figures') as Promise<ProcessFigures>));
  };
  figures.ofOthers = () => figuresBut();

  const keepOne = async (begun: () => void): Promise<void> => {
    while (!closing.signal.aborted) {
      const child = fork(program, { serialization: 'advanced', stdio: ['ignore', 1, 2, 'ipc'] });
      const ask = talk(child, {
        figures: async () => [await figures.own(), ...(await figuresBut(child))],
      });
      running.set(child, ask);
      void ask('begin', told).then(begun);
      const [code, signal] = await once(child, 'exit').catch(() => [null, null]);
      running.delete(child);
      begun();
      if (closing.signal.aborted) return;
      log.error({ code, signal }, 'a process that answers requests ended');
      await pause(restMs, undefined, closing).catch(() => {});
    }
  };

  const each = Array.from({ length: count }, () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    return { begun: promise, ended: keepOne(resolve) };
  });
  return {
    ready: Promise.all(each.map(({ begun }) => begun)),
    pids: () => [...running.keys()].flatMap(({ pid }) => pid ?? []),
    async close() {
      closing.abort();
      for (const ask of running.values()) void ask('close');
      await Promise.all(each.map(({ ended }) => ended));
    },
  };
}

/** What has come by the time that somebody who asks for figures waits. */
async function figuresInTime(asked: Promise<ProcessFigures>[]): Promise<ProcessFigures[]> {
  const late = pause(figuresMs, undefined, { ref: false });
  const came = await Promise.all(asked.map((each) => Promise.race([each, late])));
  return came.filter((each) => each !== undefined);
}
