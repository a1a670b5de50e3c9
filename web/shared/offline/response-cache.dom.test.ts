import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openStage } from '../participant/testing/stage.tsx';
import {
  cacheResponse,
  clearCached,
  fetchOrCached,
  findCached,
  removeCached,
} from './response-cache.ts';
import { vault } from './vault.ts';

const account = 'colony/penguin';

/** Does something while a response that came before it takes longer to encrypt. */
async function whileCaching(work: () => Promise<void>): Promise<void> {
  openStage();
  const { encrypt } = vault;
  const held = Promise.withResolvers<void>();
  vi.spyOn(vault, 'encrypt').mockImplementationOnce(async (...given) => {
    await held.promise;
    return encrypt(...given);
  });
  const before = cacheResponse(account, 'me', 'Pip');
  const done = work();
  await Promise.race([done, sleep(50)]);
  held.resolve();
  await Promise.all([before, done]);
}

const found = () => findCached(account, 'me');

test('the response that came last is the one that is stored', async () => {
  await whileCaching(() => cacheResponse(account, 'me', 'Pop'));
  expect(await found()).toBe('Pop');
});

test.each([
  ['it', () => removeCached(account, 'me')],
  ['all of its account', () => clearCached(account)],
])('nothing is stored any more once %s was deleted', async (_, remove) => {
  await whileCaching(remove);
  expect(await found()).toBeUndefined();
});

test.each([
  ['it', () => removeCached(account, 'me')],
  ['all of its account', () => clearCached(account)],
])('an answer that comes once %s was deleted is not stored', async (_, remove) => {
  openStage();
  const answer = Promise.withResolvers<string>();
  const fetching = fetchOrCached(account, 'me', () => answer.promise);
  const other = fetchOrCached('colony/seal', 'me', () => answer.promise);
  await remove();
  answer.resolve('Pip');
  expect([await fetching, await other]).toEqual(['Pip', 'Pip']);
  // What was asked for before has been done by then.
  await removeCached(account, 'other');
  expect([await found(), await findCached('colony/seal', 'me')]).toEqual([undefined, 'Pip']);
});
