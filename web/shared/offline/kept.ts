import { ApiProblem } from '../api.ts';
import { openStore } from './store.ts';
import { canKeep, seal, unseal } from './vault.ts';

/** For what is known before anybody has signed in. */
export const nobody = 'nobody';

const nameOf = (account: string, name: string) => `kept|${account}|${name}`;

/** Keeps an answer for times without a network. Failing to is no harm. */
export async function keep(account: string, name: string, value: unknown): Promise<void> {
  if (!canKeep()) return;
  try {
    const id = nameOf(account, name);
    await openStore().kept.put({ id, account, savedAt: Date.now(), sealed: await seal(id, value) });
  } catch {
    // A full or forbidden storage only means that the page needs a network next time.
  }
}

/** What was kept, or nothing. */
export async function findKept<T>(account: string, name: string): Promise<T | undefined> {
  if (!canKeep()) return undefined;
  try {
    const id = nameOf(account, name);
    const found = await openStore().kept.get(id);
    return found && ((await unseal(id, found.sealed)) as T);
  } catch {
    return undefined;
  }
}

/** Fetches and keeps; without a network gives what was kept last, if anything was. */
export async function fetchOrKept<T>(
  account: string,
  name: string,
  fetcher: () => Promise<T>,
): Promise<T> {
  try {
    const value = await fetcher();
    await keep(account, name, value);
    return value;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 0) throw error;
    const kept = await findKept<T>(account, name);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Forgets all answers kept for an account. */
export async function forgetKept(account: string): Promise<void> {
  if (!canKeep()) return;
  await openStore()
    .kept.where('account')
    .equals(account)
    .delete()
    .catch(() => 0);
}

/** Forgets one answer. */
export async function forget(account: string, name: string): Promise<void> {
  if (!canKeep()) return;
  await openStore()
    .kept.delete(nameOf(account, name))
    .catch(() => undefined);
}
