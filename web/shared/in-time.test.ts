import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime, NotInTime } from './in-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what comes in time comes, or fails, as it did', async () => {
  await expect(inTime(Promise.resolve(4), 1000)).resolves.toBe(4);
  await expect(inTime(Promise.reject(new TypeError('no')), 1000)).rejects.toThrow(TypeError);
  expect(vi.getTimerCount()).toBe(0);
});

test('what does not is given up, and may come later', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const told = vi.fn();
  void inTime(promise, 1000).catch(told);
  await vi.advanceTimersByTimeAsync(999);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toHaveBeenCalledExactlyOnceWith(expect.any(NotInTime));
  expect(vi.getTimerCount()).toBe(0);
  resolve(4);
});

test('while the page is frozen no time passes', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const given = inTime(promise, 1000);
  vi.setSystemTime(Date.now() + 60_000);
  // Browsers then make up for one turn of a timer, whatever came before it.
  await vi.advanceTimersToNextTimerAsync();
  resolve(4);
  await expect(given).resolves.toBe(4);
});
