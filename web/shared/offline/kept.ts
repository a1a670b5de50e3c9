import { phoneApps } from '../../../platform/contract.ts';
import { ApiProblem, currentApp } from '../api.ts';
import { inStore } from './store.ts';
import { vault } from './vault.ts';

/** For what is known before anybody has signed in. */
export const nobody = 'nobody';

const nameOf = (account: string, name: string) => `kept|${account}|${name}`;

/**
 * Keeps an answer for times without a network. Failing to only means that one is needed next time.
 * Only apps on a phone open without one; a PC may be somebody else's tomorrow and keeps nothing.
 */
export async function keep(account: string, name: string, value: unknown): Promise<void> {
  const app = currentApp();
  if (!phoneApps.some((each) => each === app)) return;
  const id = nameOf(account, name);
  await inStore(async ({ kept }) => {
    await kept.put({
      id,
      account,
      savedAt: Date.now(),
      sealed: await vault.seal(account, id, value),
    });
  }, undefined);
}

/** What was kept, or nothing. */
export function findKept<T>(account: string, name: string): Promise<T | undefined> {
  const id = nameOf(account, name);
  return inStore(async ({ kept }) => {
    const found = await kept.get(id);
    return found && ((await vault.unseal(account, id, found.sealed)) as T);
  }, undefined);
}

/** Fetches and keeps; without a network gives what was kept last, if anything was. */
export async function fetchOrKept<T>(
  account: string,
  name: string,
  fetcher: () => Promise<T>,
): Promise<T> {
  try {
    const value = await fetcher();
    void keep(account, name, value);
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
  await inStore(({ kept }) => kept.where('account').equals(account).delete(), 0);
}

/** Forgets one answer. */
export async function forget(account: string, name: string): Promise<void> {
  await inStore(({ kept }) => kept.delete(nameOf(account, name)), undefined);
}
