import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openStore } from '../../offline/store.ts';
import { pass, until } from './stage.tsx';

/**
 * From now on the storage of the device answers nothing, until the test ends or what this gives is called;
 * then all is done that waited for it.
 */
export async function silenceStorage(): Promise<() => void> {
  // A transaction whose result is known already comes to its end, and would begin the next one. It does so
  // in turns: a machine that is busy has few of them in a given time.
  for (let turns = 0; turns < 20; turns += 1) await turn();
  return silenceAtOnce();
}

/** As `silenceStorage`, while something is being stored. */
export function silenceAtOnce(): () => void {
  const { setImmediate: proceed } = globalThis;
  const waiting: (() => void)[] = [];
  // The storage of tests takes each of its steps by this.
  globalThis.setImmediate = ((step: () => void) => waiting.push(step)) as never;
  const speak = () => {
    globalThis.setImmediate = proceed;
    for (const step of waiting.splice(0)) proceed(step);
  };
  onTestFinished(speak);
  return speak;
}

/**
 * From now on a transaction that changes a table stays open, until the test ends or what this gives is called.
 * Other tables answer.
 */
export async function holdTable(name: 'drafts'): Promise<() => void> {
  const table = (await openStore()).backendDB().transaction(name, 'readwrite').objectStore(name);
  let isHeld = true;
  // A transaction stays open as long as something is asked of it.
  const ask = () => {
    if (isHeld) table.count().onsuccess = ask;
  };
  ask();
  const release = () => {
    isHeld = false;
  };
  onTestFinished(release);
  return release;
}

/** Lets time pass until an expectation holds although the storage is silent; not more than forty seconds. */
export function outwait(check: () => void): Promise<void> {
  return until(async () => {
    await pass(100);
    check();
  });
}
