import type { Dexie, EntityTable } from 'dexie';
import { currentApp } from '../api.ts';
import { inTime, NotInTime } from '../in-time.ts';
import type { OutboxEntry } from './outbox-rules.ts';
import type { Encrypted } from './vault.ts';

/**
 * What a page stores on the device. All that a person typed is encrypted (see `vault.ts`) and bound
 * to their account, so that whoever uses the device next can neither read it nor send it.
 */
type StoredDraft = { id: string; account: string; savedAt: number; encrypted: Encrypted };

/** A response of the server with which a page can be opened while there is no network. */
type StoredResponse = { id: string; account: string; savedAt: number; encrypted: Encrypted };

/** A key with which this phone signs (see `phone-keys.ts`), by account. */
type StoredPhoneKey = { id: string; phoneKey: string; privateKey: CryptoKey };

type Keys = { id: string; key: CryptoKey };

type Tables = {
  /** One key for each account. */
  keys: EntityTable<Keys, 'id'>;
  phoneKeys: EntityTable<StoredPhoneKey, 'id'>;
  drafts: EntityTable<StoredDraft, 'id'>;
  responses: EntityTable<StoredResponse, 'id'>;
  outbox: EntityTable<OutboxEntry, 'id'>;
};

export type Store = Dexie & Tables;

let store: Promise<Store> | undefined;

/** The store of this app on this device. The first screen does not wait for its code. */
export async function openStore(): Promise<Store> {
  store ??= makeStore(`anxing-${currentApp() ?? 'site'}`).catch((error) => {
    store = undefined;
    throw error;
  });
  const made = await store;
  // Dexie opens by itself only once: after a failure, such as a full disk, it must be told to try anew.
  await made.open();
  return made;
}

/** `environment` replaces the IndexedDB of the browser in tests. */
export async function makeStore(
  name: string,
  environment?: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange },
): Promise<Store> {
  const { Dexie } = await import('dexie');
  // What is told to be stored must outlast a battery that is empty, not only a tab that is closed.
  const made = new Dexie(name, {
    ...environment,
    chromeTransactionDurability: 'strict',
  }) as Store;
  made.version(4).stores({
    keys: 'id',
    phoneKeys: 'id',
    drafts: 'id, account',
    responses: 'id, account',
    kept: null,
    outbox: 'id, account',
  });
  return made;
}

/** Does something with a store. Throws where the storage is full, forbidden or broken, or does not answer. */
export type WithStore = <T>(work: (store: Store) => PromiseLike<T>) => Promise<T>;

/**
 * Nobody waits longer for a storage that does not answer, as some browsers' do not at times, such as while
 * a transaction is left that was begun as the page went out of sight.
 */
const LONGEST_WAIT_MS = 10_000;
/** While something is left, so that whoever does several things does not wait as long for each. */
const NEXT_WAIT_MS = 500;

/** What was given up and has not ended. Other tables may answer meanwhile. */
const left = new Set<Promise<unknown>>();

/** Does something with the store of this app. What was given up may still be done later. */
export const withStore: WithStore = async (work) => {
  if (!canStore()) throw new Error('This device stores nothing.');
  const answer = openStore().then(work);
  try {
    return await inTime(answer, left.size > 0 ? NEXT_WAIT_MS : LONGEST_WAIT_MS);
  } catch (error) {
    if (error instanceof NotInTime) {
      left.add(answer);
      const end = () => left.delete(answer);
      void answer.then(end, end);
    }
    throw error;
  }
};

/** Does something with the store; a storage that fails gives `otherwise`. */
export function inStore<T>(work: (store: Store) => PromiseLike<T>, otherwise: T): Promise<T> {
  return withStore(work).catch(() => otherwise);
}

/**
 * Whether this device can store anything: browsers offer encryption only to pages with a
 * certificate, and may forbid storage.
 */
export function canStore(): boolean {
  return typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined;
}
