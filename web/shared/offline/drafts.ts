import { v7 as newId } from 'uuid';
import { oneByOne } from '../one-by-one.ts';
import { askToPersist } from './persistence.ts';
import { inStore, withStore } from './store.ts';
import { vault } from './vault.ts';

/** What drafts are of: whose, of which form, and of which day or entry. */
export type DraftKey = { account: string; form: string; slot: string };

/** What was typed, as it is stored. It never changes: what is typed afterwards is another draft. */
export type StoredDraft<T> = { id: string; value: T };

const prefixOf = ({ account, form, slot }: DraftKey) => `draft|${account}|${form}|${slot}|`;

const newDraftId = (key: DraftKey) => prefixOf(key) + newId();

/** What became of a draft: one that is not stored now may be once a storage answers that did not in time. */
type Saved = { id: string; isStored: boolean };

/**
 * Stores what was typed, in the place of the drafts that it was typed into. That it replaces nothing else
 * keeps what other tabs stored of the same report.
 */
export async function saveDraft(
  key: DraftKey,
  value: unknown,
  before: string[] = [],
): Promise<Saved> {
  const { account } = key;
  const id = newDraftId(key);
  try {
    const encrypted = await vault.encrypt(account, id, value);
    await withStore((store) =>
      store.transaction('rw', store.drafts, async () => {
        await store.drafts.put({ id, account, savedAt: Date.now(), encrypted });
        await store.drafts.bulkDelete(before);
      }),
    );
    void askToPersist();
    return { id, isStored: true };
  } catch {
    return { id, isStored: false };
  }
}

/** All that was typed of a report and not sent, newest first; without what can no longer be read. */
export async function loadDrafts<T>(key: DraftKey): Promise<StoredDraft<T>[]> {
  // The ids of drafts begin with the time at which they were stored.
  const found = await inStore(
    ({ drafts }) => drafts.where('id').startsWith(prefixOf(key)).reverse().toArray(),
    [],
  );
  const read = found.map(async ({ id, encrypted }) => {
    const value = await vault.decrypt(key.account, id, encrypted).catch(() => undefined);
    return value === undefined ? [] : [{ id, value: value as T }];
  });
  return (await Promise.all(read)).flat();
}

/** Says whether they are gone. */
export function dropDraft(...ids: string[]): Promise<boolean> {
  return inStore(async ({ drafts }) => {
    await drafts.bulkDelete(ids);
    return true;
  }, false);
}

/**
 * The draft of one edit, which may go on with a stored one: what the edit stores takes the place of that,
 * and then of what it stored before. One thing is done after the other; of what waits to be stored only the
 * newest is.
 */
export function draftOfEdit(key: DraftKey, resumed: string | null) {
  /** What is stored, and what may be once a storage answers that did not do so in time. */
  let stored = resumed === null ? [] : [resumed];
  const inTurn = oneByOne();
  /** A save that waits for its turn. */
  type Waiting = { value?: unknown; done: Promise<boolean> };
  let waiting: Waiting | null = null;
  const saveInTurn = (): Waiting => {
    const own: Waiting = {
      done: inTurn(async () => {
        if (waiting === own) waiting = null;
        const { id, isStored } = await saveDraft(key, own.value, stored);
        stored = isStored ? [id] : [...stored, id];
        return isStored;
      }),
    };
    return own;
  };
  return {
    /** Says whether it is stored now, or what was typed after it while it waited. */
    save: (value: unknown): Promise<boolean> => {
      waiting ??= saveInTurn();
      waiting.value = value;
      return waiting.done;
    },
    drop: () => {
      // What is saved after this is not dropped.
      waiting = null;
      return inTurn(async () => {
        if (stored.length > 0 && (await dropDraft(...stored))) stored = [];
      });
    },
  };
}

/** Also those for wards of the account. */
export function countDrafts(account: string): Promise<number> {
  return inStore(({ drafts }) => drafts.where('account').startsWith(account).count(), 0);
}

export async function dropDrafts(account: string): Promise<void> {
  await inStore(({ drafts }) => drafts.where('account').startsWith(account).delete(), 0);
}
