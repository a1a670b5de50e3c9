import { expect, test, vi } from 'vitest';
import { openStage } from '../participant/testing/stage.tsx';
import { inStore, openStore } from './store.ts';

test('a store that could not be opened is opened anew the next time', async () => {
  openStage();
  // A browser closes it when it needs the space.
  (await openStore()).close({ disableAutoOpen: false });
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  const count = () => inStore(({ drafts }) => drafts.count(), null);
  expect(await count()).toBeNull();
  expect(await count()).toBe(0);
});
