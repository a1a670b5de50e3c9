import type { reports } from '../../../modules/reports/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { ApiProblem } from '../api.ts';
import { afterTry, dueEntries, mayGoOn, nextTryAt, type Outcome } from './outcome.ts';
import { canKeep, inStore, openStore, type QueueEntry } from './store.ts';
import { seal, unseal } from './vault.ts';

export type SubmitBody = BodyOf<typeof reports.submit>;

export type Sender = (report: SubmitBody) => Promise<unknown>;

const nameOf = (account: string, id: string) => `queue|${account}|${id}`;
const unreadable = new ApiProblem('id_taken', 409);
/** How long a sent report is still listed as sent. */
const REMEMBER_SENT_MS = 24 * 3_600_000;

/** Puts a report into the queue; one with the same id takes the place of the one before. Throws when the device cannot keep it. */
export async function enqueue(account: string, report: SubmitBody): Promise<void> {
  if (!canKeep()) throw new Error('nothing can be kept on this device');
  const sealed = await seal(nameOf(account, report.id), report);
  const { id, form, day } = report;
  const now = Date.now();
  const entry: QueueEntry = {
    ...{ id, account, form, day, sealed },
    ...{ state: 'waiting', createdAt: now, attempts: 0, nextAt: now },
  };
  const store = await openStore();
  const { queue } = store;
  await store.transaction('rw', queue, async () => {
    // A newer report of the same day and form replaces the one that waits.
    const mine = await queue.where('account').equals(account).toArray();
    const older = mine.filter(
      (each) => each.form === form && each.day === day && each.state !== 'sending',
    );
    await queue.bulkDelete(older.map((each) => each.id));
    await queue.put(entry);
  });
}

/** The report of an entry, to be changed after it was refused. */
export async function openQueued(entry: QueueEntry): Promise<SubmitBody | undefined> {
  if (!entry.sealed) return undefined;
  try {
    return (await unseal(nameOf(entry.account, entry.id), entry.sealed)) as SubmitBody;
  } catch {
    return undefined;
  }
}

/** The waiting or refused report of a form and day. */
export async function findQueued(
  account: string,
  form: string,
  day: string,
): Promise<{ entry: QueueEntry; report: SubmitBody } | undefined> {
  const entries = await listQueue(account);
  const entry = entries.find(
    (each) => each.form === form && each.day === day && each.state !== 'sent',
  );
  const report = entry && (await openQueued(entry));
  return report && { entry, report };
}

export async function discardQueued(id: string): Promise<void> {
  await inStore(({ queue }) => queue.delete(id), undefined);
}

export function listQueue(account: string): Promise<QueueEntry[]> {
  return inStore(({ queue }) => queue.where('account').equals(account).toArray(), []);
}

/** Tells the listener what the queue of an account holds, now and at every change, in any tab. */
export function watchQueue(account: string, listener: (entries: QueueEntry[]) => void): () => void {
  if (!canKeep()) return () => undefined;
  let stop: (() => void) | undefined;
  let wanted = true;
  const start = async () => {
    const { liveQuery } = await import('dexie');
    const { queue } = await openStore();
    if (!wanted) return;
    const watching = liveQuery(() => queue.where('account').equals(account).toArray());
    const subscription = watching.subscribe({ next: listener, error: () => listener([]) });
    stop = () => subscription.unsubscribe();
  };
  // A device that keeps nothing has an empty queue.
  start().catch(() => undefined);
  return () => {
    wanted = false;
    stop?.();
  };
}

/** Forgets everything of an account, unsent reports included. */
export async function clearQueue(account: string): Promise<void> {
  await inStore(({ queue }) => queue.where('account').equals(account).delete(), 0);
}

/**
 * Sends what is due, one after the other; `eager` also what was to wait for a while. Of all tabs one
 * sends at a time: the others find nothing left. Gives when the next try is due (this device's
 * clock), or null.
 */
export async function drain(
  account: string,
  sendReport: Sender,
  { eager = false } = {},
): Promise<number | null> {
  if (!canKeep()) return null;
  return exclusively(async () => {
    const due = dueEntries(await listQueue(account), eager ? Infinity : Date.now());
    for (const entry of due) {
      const outcome = await trySending(entry, sendReport);
      await (await openStore()).queue.put(afterTry(entry, outcome, Date.now(), Math.random()));
      if (!mayGoOn(outcome)) break;
    }
    await forgetSent(account);
    return nextTryAt(await listQueue(account));
  });
}

async function trySending(entry: QueueEntry, sendReport: Sender): Promise<Outcome> {
  const report = await openQueued(entry);
  // Sealed with a key that is gone: nothing can be sent any more.
  if (!report) return { sent: false, error: unreadable };
  await (await openStore()).queue.put({ ...entry, state: 'sending' });
  try {
    await sendReport(report);
    return { sent: true };
  } catch (error) {
    return { sent: false, error };
  }
}

async function forgetSent(account: string): Promise<void> {
  const limit = Date.now() - REMEMBER_SENT_MS;
  const entries = await listQueue(account);
  const old = entries.filter(({ state, sentAt = 0 }) => state === 'sent' && sentAt < limit);
  await (await openStore()).queue.bulkDelete(old.map(({ id }) => id));
}

async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request('anxing-queue', work) : work();
}
