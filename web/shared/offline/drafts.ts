import { inStore } from './store.ts';
import { vault } from './vault.ts';

/** Names a draft: whose, of which form, and of which day or entry. */
export type DraftKey = { account: string; form: string; slot: string };

const idOf = ({ account, form, slot }: DraftKey) => `draft|${account}|${form}|${slot}`;

/** Keeps what was typed so far; says whether that worked. */
export function saveDraft(key: DraftKey, value: unknown): Promise<boolean> {
  const id = idOf(key);
  return inStore(async ({ drafts }) => {
    const encrypted = await vault.encrypt(key.account, id, value);
    await drafts.put({ id, account: key.account, savedAt: Date.now(), encrypted });
    return true;
  }, false);
}

/** What was typed before, or nothing; also where it can no longer be read. */
export function loadDraft<T>(key: DraftKey): Promise<T | undefined> {
  const id = idOf(key);
  return inStore(async ({ drafts }) => {
    const found = await drafts.get(id);
    return found && ((await vault.decrypt(key.account, id, found.encrypted)) as T);
  }, undefined);
}

export async function dropDraft(key: DraftKey): Promise<void> {
  await inStore(({ drafts }) => drafts.delete(idOf(key)), undefined);
}

export function countDrafts(account: string): Promise<number> {
  return inStore(({ drafts }) => drafts.where('account').equals(account).count(), 0);
}

export async function dropDrafts(account: string): Promise<void> {
  await inStore(({ drafts }) => drafts.where('account').equals(account).delete(), 0);
}
