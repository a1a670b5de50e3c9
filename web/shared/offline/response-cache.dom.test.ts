import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { doing, openStage, pass, stopTimers, until } from '../participant/testing/stage.tsx';
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

describe('a network on which nothing answers', () => {
  /** Asks while something is stored; what is given says whether an answer has come, and gives one. */
  async function ask(name: string, { stored = true } = {}) {
    openStage();
    if (stored) await cacheResponse(account, name, 'Pip');
    stopTimers();
    const answer = Promise.withResolvers<string>();
    const onLate = vi.fn();
    const given = vi.fn();
    const fetching = fetchOrCached(account, name, () => answer.promise, onLate);
    fetching.then(given, given);
    return { answer, onLate, given };
  }

  test('does not keep what is stored from being shown, and a late answer is asked for anew', async () => {
    const { answer, onLate, given } = await ask('late');
    await pass(1000);
    expect(given).not.toHaveBeenCalled();
    await pass(6000);
    await until(() => expect(given).toHaveBeenCalledExactlyOnceWith('Pip'));
    expect(onLate).not.toHaveBeenCalled();
    await doing(() => answer.resolve('Pop'));
    await until(() => expect(onLate).toHaveBeenCalledOnce());
    // That is waited for: else whoever has a slow network would be asking for ever.
    const slow = Promise.withResolvers<string>();
    const again = fetchOrCached(account, 'late', () => slow.promise, onLate);
    await pass(10_000);
    slow.resolve('Pup');
    expect(await again).toBe('Pup');
    expect(onLate).toHaveBeenCalledOnce();
  });

  test('is waited for less by what is asked next, until something answers', async () => {
    const first = await ask('one');
    await cacheResponse(account, 'two', 'Pup');
    await pass(7000);
    await until(() => expect(first.given).toHaveBeenCalledOnce());
    const given = vi.fn();
    const second = Promise.withResolvers<string>();
    const asked = fetchOrCached(account, 'two', () => second.promise, vi.fn());
    asked.then(given, given);
    await pass(1000);
    await until(() => expect(given).toHaveBeenCalledExactlyOnceWith('Pup'));
    second.resolve('Pup');
    await asked;
  });

  test('is waited for where nothing is stored', async () => {
    const { answer, given, onLate } = await ask('unknown', { stored: false });
    await pass(20_000);
    expect(given).not.toHaveBeenCalled();
    await doing(() => answer.resolve('Pop'));
    await until(() => expect(given).toHaveBeenCalledExactlyOnceWith('Pop'));
    expect(onLate).not.toHaveBeenCalled();
  });

  test('tells nobody of a late answer once what was stored was deleted', async () => {
    const { answer, given, onLate } = await ask('gone');
    await pass(7000);
    await until(() => expect(given).toHaveBeenCalledOnce());
    await clearCached(account);
    await doing(() => answer.resolve('Pop'));
    await pass(100);
    expect(onLate).not.toHaveBeenCalled();
  });
});
