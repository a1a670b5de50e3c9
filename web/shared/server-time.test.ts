import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learnServerTime, serverNow } from './server-time.ts';

const now = Date.parse('2024-04-10T00:00:00Z');
const day = 86_400_000;

/** The time of the device; how long the page has been open goes on by itself. */
const setDevice = (time: number) => vi.setSystemTime(time);

const expectNow = (time: number) => expect(Math.abs(serverNow() - time)).toBeLessThan(1000);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterEach(() => {
  vi.useRealTimers();
});

test('is the server’s, whatever the device says', () => {
  setDevice(now + 2 * day);
  learnServerTime(new Date(now).toISOString());
  expectNow(now);
  setDevice(now + 2 * day + 5000);
  expectNow(now + 5000);
});

test('stays what it is when the device’s clock is put back', () => {
  setDevice(now + 2 * day);
  learnServerTime(new Date(now).toISOString());
  setDevice(now);
  expectNow(now);
  setDevice(now + 60_000);
  expectNow(now + 60_000);
});

test('is not set back by an answer that was long on its way', () => {
  learnServerTime(new Date(now).toISOString());
  setDevice(now + day);
  learnServerTime(new Date(now + 60_000).toISOString(), day);
  expectNow(now + day);
});

test('is put right by an answer that took its time, as far as that tells', () => {
  setDevice(now + 2 * day);
  learnServerTime(new Date(now).toISOString(), 5000);
  expectNow(now + 5000);
});

test('goes on while the device sleeps and the page stands still', () => {
  learnServerTime(new Date(now).toISOString());
  setDevice(now + day);
  expectNow(now + day);
});
