import { ApiProblem } from '../api.ts';
import {
  type Change,
  dueEntries,
  exchange,
  findUnsettled,
  forgetOld,
  mayGoOn,
  nextTryAt,
  type OutboxEntry,
  type Outcome,
  put,
  recordOutcome,
  remove,
  sendingState,
  startSending,
} from './outbox-rules.ts';
import { askToPersist } from './persistence.ts';
import { canStore, inStore, openStore, type Store, type WithStore, withStore } from './store.ts';
import { Unreadable, type Vault, vault } from './vault.ts';

/** A request with its content. */
export type Parcel = Pick<OutboxEntry, 'id' | 'subject' | 'about' | 'earlier'> & {
  content: unknown;
};

/** Where entries are stored; a change is one transaction, also across tabs. */
export type OutboxStore = {
  list(account: string): Promise<OutboxEntry[]>;
  change<T>(account: string, change: Change<T>): Promise<T>;
};

type SendingTools = {
  /** The server may have this very request from an earlier try. */
  again: boolean;
  /**
   * To be awaited before each request: stores what is about to be sent. False where the entry was
   * replaced or taken out meanwhile, so that nothing is to be sent any more.
   */
  begin: (next: Parcel) => Promise<boolean>;
};

/** Sends a parcel, or what it must become to be taken, and says what came of it. */
export type Send<T extends Outcome = Outcome> = (parcel: Parcel, tools: SendingTools) => Promise<T>;

export type Outbox = ReturnType<typeof createOutbox>;

/** Asks for the form to be filled in again: what was encrypted with a key that is gone cannot be sent. */
const unreadable = new ApiProblem('id_taken', 409);

/** The storage fails for now: nothing was sent. */
const notReadNow = new ApiProblem('offline', 0);

/**
 * The outbox of one account on this device; all tabs share it. While a tab sends an entry it holds a
 * lock on it, which the browser releases when the tab is closed; without locks the entry itself says
 * until when nobody else takes it over. Either only saves requests: an entry that is sent twice is
 * stored once.
 */
export function createOutbox(
  account: string,
  store: OutboxStore,
  { encrypt, decrypt }: Vault,
  locks?: LockManager,
) {
  const change = <T>(made: Change<T>) => store.change(account, made);

  const entryOf = async ({ content, ...parcel }: Parcel): Promise<OutboxEntry> => {
    const encrypted = await encrypt(account, `outbox|${parcel.id}`, content);
    const now = Date.now();
    const times = { createdAt: now, nextAt: now, attempts: 0 };
    return { ...parcel, account, state: 'waiting', begun: false, ...times, encrypted };
  };

  const sendingEntryOf = async (parcel: Parcel): Promise<OutboxEntry> => ({
    ...(await entryOf(parcel)),
    ...sendingState(Date.now()),
  });

  /** The content of an entry; nothing where it is settled, or its key is gone. Throws where the storage fails. */
  const open = async ({ id, encrypted }: OutboxEntry): Promise<unknown> => {
    try {
      return encrypted && (await decrypt(account, `outbox|${id}`, encrypted));
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  };

  /** Does something while no other tab sends the entry; null where one does. */
  const exclusively = <T>(id: string, work: () => Promise<T>): Promise<T | null> =>
    locks
      ? locks.request(`anxing-outbox|${id}`, { ifAvailable: true }, (lock) =>
          lock ? work() : null,
        )
      : work();

  /** Keeps other tabs from an entry until that has ended; awaits that they are kept from it. */
  const keep = (id: string, end: Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      const kept = async () => {
        resolve();
        await end;
      };
      exclusively(id, kept).catch(reject);
    });

  /** Sends an entry that this tab has begun to send, and writes down what came of it. */
  const deliver = async <T extends Outcome>(
    parcel: Parcel,
    again: boolean,
    send: Send<T>,
  ): Promise<{ id: string; outcome: T }> => {
    let { id } = parcel;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const begin = async (next: Parcel) => {
      if (next.id === id) return (await store.list(account)).some((each) => each.id === id);
      // The lock that this tab holds is on the id before.
      await keep(next.id, ended);
      const taken = await change(exchange(id, await sendingEntryOf(next)));
      if (taken) id = next.id;
      return taken;
    };
    try {
      const outcome = await send(parcel, { again, begin });
      // It is true also where it cannot be written down: the entry is then sent again, and stored once.
      await change(recordOutcome(id, outcome, Date.now(), Math.random())).catch(() => undefined);
      return { id, outcome };
    } finally {
      end();
    }
  };

  const sendEntry = async (entry: OutboxEntry, send: Send): Promise<Outcome> => {
    const { id, subject, about, earlier, begun } = entry;
    const [content, error] = await open(entry).then(
      (opened) => [opened, opened === undefined ? unreadable : null],
      () => [undefined, notReadNow],
    );
    const given: Send = error ? async () => ({ kind: 'failed', error }) : send;
    return (await deliver({ id, subject, about, earlier, content }, begun, given)).outcome;
  };

  /** Entries that are not to be sent any more, until they can be taken out. */
  const withdrawn = new Set<string>();

  const takeOutWithdrawn = async () => {
    const ids = [...withdrawn];
    if (ids.length > 0) await change(remove(ids));
    for (const id of ids) withdrawn.delete(id);
  };

  const sendDue = async (send: Send, eager: boolean): Promise<number | null> => {
    await takeOutWithdrawn();
    const moment = () => ({ now: Date.now(), eager, alone: locks !== undefined });
    for (const { id } of dueEntries(await store.list(account), moment())) {
      const outcome = await exclusively(id, async () => {
        const entry = await change(startSending(id, moment()));
        return entry && sendEntry(entry, send);
      });
      if (outcome && !mayGoOn(outcome)) break;
    }
    await change(forgetOld(Date.now()));
    return nextTryAt(await store.list(account), Date.now());
  };

  /** Drains under way: whether somebody has asked eagerly since they began. */
  const draining = new Set<{ isAskedMeanwhile: boolean }>();

  return {
    list: () => store.list(account),
    open,

    /** The unsettled entry about a subject, with its content. */
    async find(subject: string): Promise<{ entry: OutboxEntry; content: unknown } | undefined> {
      const entry = findUnsettled(await store.list(account), subject);
      return entry && { entry, content: await open(entry) };
    },

    remove: (id: string) => change(remove([id])),

    /**
     * Takes out entries in whose place something newer was sent. Where the storage fails, this page sends
     * nothing before that has been done.
     */
    async withdraw(ids: readonly string[]): Promise<void> {
      for (const id of ids) withdrawn.add(id);
      await takeOutWithdrawn().catch(() => undefined);
    },

    /**
     * Stores a parcel and sends it at once; null where another one about the same subject waits
     * that this one was not made from. Throws when the device cannot store what is about to be sent;
     * the server then has nothing of it.
     */
    send<T extends Outcome>(parcel: Parcel, send: Send<T>) {
      return exclusively(parcel.id, async () => {
        const stored = await change(put(await sendingEntryOf(parcel)));
        if (!stored) return null;
        void askToPersist();
        return deliver(parcel, false, send);
      });
    },

    /**
     * Sends what is due, one after the other; `eager` does not wait for the next try of those that
     * failed. Gives when to look again (by this device's clock), or null. Whoever asks eagerly while this is
     * under way may know of a network that it did not know of: what it tried in vain is then tried again.
     */
    async drain(send: Send, { eager = false } = {}): Promise<number | null> {
      if (eager) for (const other of draining) other.isAskedMeanwhile = true;
      const own = { isAskedMeanwhile: false };
      draining.add(own);
      try {
        let nextAt = await sendDue(send, eager);
        while (own.isAskedMeanwhile) {
          own.isAskedMeanwhile = false;
          nextAt = await sendDue(send, true);
        }
        return nextAt;
      } finally {
        draining.delete(own);
      }
    },
  };
}

/** Entries in IndexedDB. */
export function storedEntries(within: WithStore): OutboxStore {
  return {
    list: (account) => within(({ outbox }) => outbox.where('account').equals(account).toArray()),
    change: (account, made) =>
      within((db) =>
        db.transaction('rw', db.outbox, async () => {
          const before = await db.outbox.where('account').equals(account).toArray();
          const { entries, result } = made(before);
          const kept = new Set(entries.map(({ id }) => id));
          const gone = before.filter(({ id }) => !kept.has(id));
          await db.outbox.bulkDelete(gone.map(({ id }) => id));
          await db.outbox.bulkPut(entries.filter((each) => !before.includes(each)));
          return result;
        }),
      ),
  };
}

/** The outbox of an account in this app; null where the device cannot store anything. */
export function outboxOf(account: string): Outbox | null {
  if (!canStore()) return null;
  // Null where a browser has the name alone: without locks nobody may take over what another tab sends.
  const { locks } = navigator as { locks?: LockManager | null };
  return createOutbox(account, storedEntries(withStore), vault, locks ?? undefined);
}

/** Gives the listener the entries of an account, now and at every change, in any tab. */
export function watchOutbox(
  account: string,
  listener: (entries: OutboxEntry[]) => void,
): () => void {
  return watch((outbox) => outbox.where('account').equals(account), listener);
}

/** The same of all that a carer has filled in for wards, whoever these are. */
export function watchOutboxesOfWards(
  account: string,
  listener: (entries: OutboxEntry[]) => void,
): () => void {
  return watch((outbox) => outbox.where('account').startsWith(`${account}/`), listener);
}

function watch(
  which: (outbox: Store['outbox']) => { toArray(): Promise<OutboxEntry[]> },
  listener: (entries: OutboxEntry[]) => void,
): () => void {
  if (!canStore()) return () => undefined;
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = true;
  const start = async () => {
    const { liveQuery } = await import('dexie');
    const { outbox } = await openStore();
    if (!wanted) return;
    const watching = liveQuery(() => which(outbox).toArray());
    const subscription = watching.subscribe({ next: listener, error: startLater });
    stop = () => subscription.unsubscribe();
  };
  // A storage that fails holds nothing for now, and may work again in a minute.
  const startLater = () => {
    if (!wanted) return;
    listener([]);
    timer = setTimeout(() => void start().catch(startLater), 60_000);
  };
  start().catch(startLater);
  return () => {
    wanted = false;
    clearTimeout(timer);
    stop?.();
  };
}

/** Entries that are not settled, also those for wards; none where the device stores nothing. */
export function countUnsent(account: string): Promise<number> {
  return inStore(async ({ outbox }) => {
    const entries = await outbox.where('account').startsWith(account).toArray();
    return entries.filter(({ settledAt }) => settledAt === undefined).length;
  }, 0);
}

/** Deletes all entries of an account and of its wards, unsent ones included. */
export async function clearOutbox(account: string): Promise<void> {
  await inStore(({ outbox }) => outbox.where('account').startsWith(account).delete(), 0);
}

/** Entries of all accounts, but for one, that were not sent; for whoever signs in on this device next. */
export function countAllUnsent(except?: string): Promise<number> {
  return inStore(async ({ outbox }) => {
    const entries = await outbox.toArray();
    const isUnsent = ({ account, settledAt }: OutboxEntry) =>
      settledAt === undefined && account !== except;
    return entries.filter(isUnsent).length;
  }, 0);
}
