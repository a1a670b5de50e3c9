import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeStore } from './store.ts';
import { createVault, type Encrypted } from './vault.ts';

const account = 'colony/penguin';

let device: IDBFactory;
let one: Awaited<ReturnType<typeof tab>>;

beforeEach(async () => {
  device = new IDBFactory();
  one = await tab();
});

/** A tab of the device, open until the test ends. */
async function tab() {
  const store = await makeStore('anxing-test', { indexedDB: device, IDBKeyRange });
  onTestFinished(() => store.close());
  return { store, ...createVault(async (work) => work(store)) };
}

/** What a tab reads that is opened afterwards. */
const readLater = async (encrypted: Encrypted) =>
  (await tab()).decrypt(account, 'weight', encrypted);

test('what one tab encrypts can be read by any, also where both begin at once', async () => {
  const other = await tab();
  const both = await Promise.all([one, other].map((each) => each.encrypt(account, 'weight', 4)));
  for (const each of both) expect(await readLater(each)).toBe(4);
});

test('a value can be read only under its account and name', async () => {
  const encrypted = await one.encrypt(account, 'weight', 4);
  await expect(one.decrypt(account, 'height', encrypted)).rejects.toThrow();
  await expect(one.decrypt('colony/stranger', 'weight', encrypted)).rejects.toThrow();
});

test('nothing is encrypted with a key that could not be stored', async () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const add = vi.spyOn(one.store.keys, 'add').mockRejectedValue(full);
  await expect(one.encrypt(account, 'weight', 4)).rejects.toThrow();
  add.mockRestore();
  expect(await readLater(await one.encrypt(account, 'weight', 4))).toBe(4);
});

test('nothing is encrypted with a key that is not stored any more', async () => {
  await one.encrypt(account, 'weight', 4);
  // The browser cleared its storage while the page was open.
  await one.store.keys.clear();
  expect(await readLater(await one.encrypt(account, 'weight', 5))).toBe(5);
});
