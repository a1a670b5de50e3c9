import type { Dexie, EntityTable } from 'dexie';
import type { Day } from '../../../forms/definition.ts';
import { currentApp } from '../api.ts';
import type { Sealed } from './vault.ts';

/**
 * What a page keeps on the device. All that a person typed is sealed (see `vault.ts`) and bound to
 * their account, so that whoever uses the phone next can neither read it nor send it.
 */
export type Draft = { id: string; account: string; savedAt: number; sealed: Sealed };

/** An answer of the server that a page can be opened with while there is no network. */
export type Kept = { id: string; account: string; savedAt: number; sealed: Sealed };

export type QueueState = 'waiting' | 'sending' | 'sent' | 'refused';

/** A report on its way. Its content is gone as soon as it was sent; what is left says that it was. */
export type QueueEntry = {
  /** Id of the report, made here: the server takes each id once. */
  id: string;
  account: string;
  form: string;
  day: Day;
  state: QueueState;
  createdAt: number;
  attempts: number;
  /** Not to be tried again before, in milliseconds of this device's clock. */
  nextAt: number;
  sentAt?: number;
  /** Why it was refused. */
  problem?: { code: string; params: Record<string, string | number> };
  sealed?: Sealed;
};

type Keys = { id: string; key: CryptoKey };

type Tables = {
  keys: EntityTable<Keys, 'id'>;
  drafts: EntityTable<Draft, 'id'>;
  kept: EntityTable<Kept, 'id'>;
  queue: EntityTable<QueueEntry, 'id'>;
};

export type Store = Dexie & Tables;

let store: Promise<Store> | undefined;

/** The device's store of this app; every app has one of its own. No first screen waits for its code. */
export function openStore(): Promise<Store> {
  store ??= makeStore().catch((error) => {
    store = undefined;
    throw error;
  });
  return store;
}

async function makeStore(): Promise<Store> {
  const { Dexie } = await import('dexie');
  const made = new Dexie(`anxing-${currentApp() ?? 'site'}`) as Store;
  made.version(1).stores({
    keys: 'id',
    drafts: 'id, account',
    kept: 'id, account',
    queue: 'id, account',
  });
  return made;
}

/** Does something with the store; a storage that is full, forbidden or broken gives `otherwise`. */
export async function inStore<T>(work: (store: Store) => PromiseLike<T>, otherwise: T): Promise<T> {
  if (!canKeep()) return otherwise;
  try {
    return await work(await openStore());
  } catch {
    return otherwise;
  }
}

/**
 * Whether things can be kept on this device at all: browsers offer encryption only to pages with a
 * certificate, and may forbid storage.
 */
export function canKeep(): boolean {
  return typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined;
}
