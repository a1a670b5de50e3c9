import { openStore } from './store.ts';
import { canKeep, seal, unseal } from './vault.ts';

/** Names a draft: whose, of which form, and of which day or entry. */
export type DraftKey = { account: string; form: string; slot: string };

const idOf = ({ account, form, slot }: DraftKey) => `draft|${account}|${form}|${slot}`;

/** Keeps what was typed so far; says whether that worked. */
export async function saveDraft(key: DraftKey, value: unknown): Promise<boolean> {
  if (!canKeep()) return false;
  try {
    const id = idOf(key);
    const sealed = await seal(id, value);
    await openStore().drafts.put({ id, account: key.account, savedAt: Date.now(), sealed });
    return true;
  } catch {
    return false;
  }
}

/** What was typed before, or nothing; what cannot be read any more is thrown away. */
export async function loadDraft<T>(key: DraftKey): Promise<T | undefined> {
  if (!canKeep()) return undefined;
  const id = idOf(key);
  try {
    const found = await openStore().drafts.get(id);
    return found && ((await unseal(id, found.sealed)) as T);
  } catch {
    await dropDraft(key);
    return undefined;
  }
}

export async function dropDraft(key: DraftKey): Promise<void> {
  if (!canKeep()) return;
  await openStore()
    .drafts.delete(idOf(key))
    .catch(() => undefined);
}

export async function countDrafts(account: string): Promise<number> {
  if (!canKeep()) return 0;
  return openStore()
    .drafts.where('account')
    .equals(account)
    .count()
    .catch(() => 0);
}

export async function dropDrafts(account: string): Promise<void> {
  if (!canKeep()) return;
  await openStore()
    .drafts.where('account')
    .equals(account)
    .delete()
    .catch(() => 0);
}
