/** A process that a bench forks and talks to, so that what is measured shares no thread with it. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { findEmbedded } from '../platform/embedded.ts';
import { limitOf, makeLimitTable } from './limit.ts';

export type Side = { name: string; process: ChildProcess };

/** Starts a file of this folder, tells it what to be, and gives its first answer. */
export async function startSide<T>(
  name: string,
  file: string,
  told: object,
  execArgv: string[] = [],
): Promise<{ side: Side; answer: T }> {
  const child = fork(join(import.meta.dirname, file), { execArgv });
  child.send(told);
  return { side: { name, process: child }, answer: await answerOf<T>(child, name) };
}

/** The next message of a process, or its end as an error. */
export function answerOf<T>(child: ChildProcess, name: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${name} ended with ${code}.`));
    child.once('exit', onExit);
    child.once('error', reject);
    child.once('message', (message) => {
      child.off('exit', onExit);
      child.off('error', reject);
      resolve(message as T);
    });
  });
}

export function order<T>({ process: child, name }: Side, what: string): Promise<T> {
  child.send(what);
  return answerOf<T>(child, name);
}

export async function leave({ process: child }: Side): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.send('close');
  await gone;
}

/** Single-row inserts per second into the database of an installation. */
export async function limitIn(
  dataDir: string,
  amount: { connections: number; seconds: number },
): Promise<number> {
  const connection = findEmbedded(dataDir);
  if (!connection) throw new Error('The embedded database does not run.');
  const pool = new pg.Pool({ ...connection, max: 1 });
  await makeLimitTable(pool);
  await pool.query('checkpoint');
  await pool.end();
  const { perSecond, by } = await limitOf(connection, amount);
  console.log(`  ${by}: ${Math.round(perSecond)}/s`);
  return perSecond;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
