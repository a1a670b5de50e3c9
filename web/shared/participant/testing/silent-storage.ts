import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { pass, until } from './stage.tsx';

/**
 * From now on the storage of the device answers nothing, until the test ends or what this gives is called;
 * then all is done that waited for it.
 */
export async function silenceStorage(): Promise<() => void> {
  // A transaction whose result is known already comes to its end, and would begin the next one.
  await sleep(5);
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

/** Lets time pass until an expectation holds although the storage is silent; not more than forty seconds. */
export function outwait(check: () => void): Promise<void> {
  return until(async () => {
    await pass(100);
    check();
  });
}
