import { expect, test, vi } from 'vitest';
import { holdTable, silenceStorage } from '../participant/testing/silent-storage.ts';
import { openStage, pass, stopTimers, until } from '../participant/testing/stage.tsx';
import { inStore, openStore } from './store.ts';

const count = () => inStore(({ drafts }) => drafts.count(), null);

test('a store that could not be opened is opened anew the next time', async () => {
  openStage();
  // A browser closes it when it needs the space.
  (await openStore()).close({ disableAutoOpen: false });
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  expect(await count()).toBeNull();
  expect(await count()).toBe(0);
});

const failsAfter = async (milliseconds: number) => {
  const told = vi.fn();
  void count().then(told);
  await pass(milliseconds - 1);
  expect(told).not.toHaveBeenCalled();
  await pass(1);
  expect(told).toHaveBeenCalledExactlyOnceWith(null);
};

test('a storage that does not answer fails, for the next one sooner, until it answers again', async () => {
  openStage();
  expect(await count()).toBe(0);
  stopTimers();
  const speak = await silenceStorage();
  await failsAfter(10_000);
  await failsAfter(500);
  speak();
  await until(async () => expect(await count()).toBe(0));
  await silenceStorage();
  await failsAfter(10_000);
});

test('a table that does not answer fails sooner for the next one, although others answer', async () => {
  openStage();
  expect(await count()).toBe(0);
  stopTimers();
  const release = await holdTable('drafts');
  await failsAfter(10_000);
  expect(await inStore(({ keys }) => keys.count(), null)).toBe(0);
  await failsAfter(500);
  release();
  await until(async () => expect(await count()).toBe(0));
  await holdTable('drafts');
  await failsAfter(10_000);
});
