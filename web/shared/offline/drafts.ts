import { v7 as newId } from 'uuid';
import { askToPersist } from './persistence.ts';
import { inStore } from './store.ts';
import { vault } from './vault.ts';

/** What drafts are of: whose, of which form, and of which day or entry. */
export type DraftKey = { account: string; form: string; slot: string };

/** What was typed, as it is stored. It never changes: what is typed afterwards is another draft. */
export type StoredDraft<T> = { id: string; value: T };

const prefixOf = ({ account, form, slot }: DraftKey) => `draft|${account}|${form}|${slot}|`;

/**
 * Stores what was typed, in the place of the draft that it was typed into; gives its id, or null where it
 * could not be stored. That it replaces nothing else keeps what other tabs stored of the same report.
 */
export function saveDraft(
  key: DraftKey,
  value: unknown,
  before: string | null = null,
): Promise<string | null> {
  const { account } = key;
  const id = prefixOf(key) + newId();
  return inStore(async (store) => {
    const encrypted = await vault.encrypt(account, id, value);
    await store.transaction('rw', store.drafts, async () => {
      await store.drafts.put({ id, account, savedAt: Date.now(), encrypted });
      if (before !== null) await store.drafts.delete(before);
    });
    void askToPersist();
    return id;
  }, null);
}

/** All that was typed of a report and not sent, newest first; without what can no longer be read. */
export function loadDrafts<T>(key: DraftKey): Promise<StoredDraft<T>[]> {
  return inStore(async ({ drafts }) => {
    // The ids of drafts begin with the time at which they were stored.
    const found = await drafts.where('id').startsWith(prefixOf(key)).reverse().toArray();
    const read = found.map(async ({ id, encrypted }) => {
      const value = await vault.decrypt(key.account, id, encrypted).catch(() => undefined);
      return value === undefined ? [] : [{ id, value: value as T }];
    });
    return (await Promise.all(read)).flat();
  }, []);
}

/** Says whether it is gone. */
export function dropDraft(id: string): Promise<boolean> {
  return inStore(async ({ drafts }) => {
    await drafts.delete(id);
    return true;
  }, false);
}

/**
 * The draft of one edit, which may go on with a stored one: what the edit stores takes the place of that,
 * and then of what it stored before. One thing is done after the other.
 */
export function draftOfEdit(key: DraftKey, resumed: string | null) {
  let stored = resumed;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done;
    return done;
  };
  return {
    /** Says whether it is stored now. */
    save: (value: unknown) =>
      inTurn(async () => {
        const id = await saveDraft(key, value, stored);
        stored = id ?? stored;
        return id !== null;
      }),
    drop: () =>
      inTurn(async () => {
        if (stored !== null && (await dropDraft(stored))) stored = null;
      }),
  };
}

export function countDrafts(account: string): Promise<number> {
  return inStore(({ drafts }) => drafts.where('account').equals(account).count(), 0);
}

export async function dropDrafts(account: string): Promise<void> {
  await inStore(({ drafts }) => drafts.where('account').equals(account).delete(), 0);
}
