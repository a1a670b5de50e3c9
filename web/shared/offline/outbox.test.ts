import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api.ts';
import { createOutbox, type Outbox, type Parcel, type Send, storedEntries } from './outbox.ts';
import { makeStore, type Store, type WithStore } from './store.ts';
import { createVault } from './vault.ts';

/** Two tabs of one device: each has a connection of its own to the same database. */

const opened: Store[] = [];

async function tab(device: IDBFactory, account: string, locks?: LockManager): Promise<Outbox> {
  const store = await makeStore('anxing-test', { indexedDB: device, IDBKeyRange });
  opened.push(store);
  const within: WithStore = async (work) => work(store);
  return createOutbox(account, storedEntries(within), createVault(within), locks);
}

/** The locks of a browser, as far as the outbox uses them; `close` is what happens with a tab. */
function heldLocks() {
  const held = new Set<string>();
  const request = async (
    name: string,
    _: LockOptions,
    work: (lock: Lock | null) => Promise<unknown>,
  ) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  return { locks: { request } as unknown as LockManager, close: () => held.clear() };
}

afterAll(() => {
  for (const store of opened) store.close();
});

const parcel = (id: string, earlier: string[] = []): Parcel => ({
  ...{ id, earlier, subject: 'weighIn|2026-01-02', about: { form: 'weighIn' } },
  content: { kilo: 4 },
});

const offline: Send = async () => ({ kind: 'failed', error: new ApiProblem('offline', 0) });
const sent: Send = async () => ({ kind: 'sent' });

const states = async (outbox: Outbox) =>
  (await outbox.list()).map(({ id, state }) => `${id} ${state}`);

let device: IDBFactory;
let one: Outbox;
let other: Outbox;

beforeEach(async () => {
  device = new IDBFactory();
  one = await tab(device, 'colony/penguin');
  other = await tab(device, 'colony/penguin');
});

describe('an outbox', () => {
  test('stores what could not be sent, encrypted, and sends it later', async () => {
    await one.send(parcel('r1'), offline);
    expect(await states(other)).toEqual(['r1 waiting']);
    const [entry] = await one.list();
    expect(new TextDecoder().decode(entry?.encrypted?.data)).not.toContain('kilo');
    const contents: unknown[] = [];
    await other.drain(
      async ({ content }, { again }) => {
        contents.push(content, again);
        return { kind: 'sent' };
      },
      { eager: true },
    );
    expect(contents).toEqual([{ kilo: 4 }, true]);
    expect(await states(one)).toEqual(['r1 sent']);
  });

  test('is one for both tabs: an entry is sent by one of them', async () => {
    await one.send(parcel('r1'), offline);
    let times = 0;
    const count: Send = async () => {
      times += 1;
      return { kind: 'sent' };
    };
    await Promise.all([one, other].map((each) => each.drain(count, { eager: true })));
    expect(times).toBe(1);
  });

  test('is taken over at once from a tab that was closed, and not from one that sends', async () => {
    const { locks, close } = heldLocks();
    const [closing, staying] = [await tab(device, 'seal', locks), await tab(device, 'seal', locks)];
    let begun = () => {};
    const isSending = new Promise<void>((resolve) => {
      begun = resolve;
    });
    void closing.send(parcel('r1'), () => {
      begun();
      return new Promise<never>(() => undefined);
    });
    await isSending;
    await staying.drain(sent, { eager: true });
    expect(await states(staying)).toEqual(['r1 sending']);
    close();
    await staying.drain(sent, { eager: true });
    expect(await states(staying)).toEqual(['r1 sent']);
  });

  test('is not taken over from a tab that sends what an entry has become', async () => {
    const { locks } = heldLocks();
    const [sending, waiting] = [await tab(device, 'seal', locks), await tab(device, 'seal', locks)];
    const sentTwice = vi.fn(sent);
    await sending.send(parcel('r1'), async (first, { begin }) => {
      expect(await begin({ ...first, id: 'r2', earlier: ['r1'] })).toBe(true);
      await waiting.drain(sentTwice, { eager: true });
      return { kind: 'failed', error: new ApiProblem('offline', 0) };
    });
    expect(sentTwice).not.toHaveBeenCalled();
    await waiting.drain(sentTwice, { eager: true });
    expect(await states(waiting)).toEqual(['r2 sent']);
  });

  test('tries once more what was being tried in vain as the network came back', async () => {
    await one.send(parcel('r1'), offline);
    const lost = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let network = false;
    const send: Send = async (given, tools) => {
      if (network) return sent(given, tools);
      begun.resolve();
      await lost.promise;
      return offline(given, tools);
    };
    const trying = one.drain(send, { eager: true });
    await begun.promise;
    network = true;
    const again = one.drain(send, { eager: true });
    lost.resolve();
    await Promise.all([trying, again]);
    expect(await states(one)).toEqual(['r1 sent']);
  });

  test('does not let what was replaced while it was being sent be told as sent', async () => {
    await one.send(parcel('r1'), offline);
    await one.drain(
      async (first, { begin }) => {
        await other.send(parcel('r2', ['r1']), offline);
        expect(await begin(first)).toBe(false);
        return { kind: 'sent' };
      },
      { eager: true },
    );
    expect(await states(one)).toEqual(['r2 waiting']);
  });

  test('stores what an entry must become before that is sent', async () => {
    await one.send(parcel('r1'), async (first, { begin }) => {
      expect(await begin({ ...first, id: 'r2', earlier: ['r1'], content: 'rebased' })).toBe(true);
      const [entry] = await other.list();
      expect(entry && (await other.open(entry))).toBe('rebased');
      return { kind: 'failed', error: new ApiProblem('offline', 0) };
    });
    expect(await states(one)).toEqual(['r2 waiting']);
  });

  test('takes no second entry about the same subject that does not know of the first', async () => {
    await one.send(parcel('r1'), offline);
    expect(await other.send(parcel('r2'), sent)).toBeNull();
    expect(await states(one)).toEqual(['r1 waiting']);
  });

  test('waits while its key cannot be read, and asks for a new report only once that is gone', async () => {
    await one.send(parcel('r1'), offline);
    const { keys } = opened.at(-1) as Store;
    vi.spyOn(keys, 'get').mockRejectedValueOnce(new DOMException('busy', 'UnknownError'));
    await other.drain(sent, { eager: true });
    expect(await states(one)).toEqual(['r1 waiting']);
    await keys.clear();
    await other.drain(sent, { eager: true });
    expect(await states(one)).toEqual(['r1 refused']);
  });

  test('belongs to one account', async () => {
    await one.send(parcel('r1'), offline);
    const neighbour = await tab(device, 'colony/seal');
    expect(await neighbour.list()).toEqual([]);
    const [entry] = await one.list();
    expect(entry && (await neighbour.open(entry))).toBeUndefined();
  });
});
