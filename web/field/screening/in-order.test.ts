import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, expect, it } from 'vitest';
import { ApiProblem } from '../../shared/api.ts';
import {
  createOutbox,
  type Outbox,
  type Send,
  storedEntries,
} from '../../shared/offline/outbox.ts';
import { makeStore, type Store, type WithStore } from '../../shared/offline/store.ts';
import { createVault } from '../../shared/offline/vault.ts';
import { inOrder, type SentCheck } from './in-order.ts';

/** Checks that wait on the phone of one or more scanners. */

const opened: Store[] = [];
afterAll(() => {
  for (const store of opened) store.close();
});

async function queueOf(phone: IDBFactory, account: string): Promise<Outbox> {
  const store = await makeStore('anxing-test', { indexedDB: phone, IDBKeyRange });
  opened.push(store);
  const within: WithStore = async (work) => work(store);
  return createOutbox(account, storedEntries(within), createVault(within));
}

const parcel = (id: string) => ({ id, subject: id, about: {}, earlier: [], content: { id } });

/** A server that may be away, and what reached it. */
function server() {
  const reached: string[] = [];
  const state = { isAway: false };
  const deliver: Send<SentCheck> = async ({ id }) => {
    if (state.isAway) return { kind: 'failed', error: new ApiProblem('offline', 0) };
    reached.push(id);
    return { kind: 'sent', recorded: { id } as never };
  };
  return { reached, state, deliver };
}

it('sends what waits before what is made now', async () => {
  const queue = await queueOf(new IDBFactory(), 'sam');
  const { reached, state, deliver } = server();
  state.isAway = true;
  await queue.send(parcel('a'), inOrder(queue, deliver));
  await queue.send(parcel('b'), inOrder(queue, deliver));
  state.isAway = false;
  const sent = await queue.send(parcel('c'), inOrder(queue, deliver));
  expect(reached).toEqual(['a', 'b', 'c']);
  expect(sent?.outcome.kind).toBe('sent');
});

it('keeps a new one behind an older one that cannot be sent yet', async () => {
  const queue = await queueOf(new IDBFactory(), 'sam');
  const { reached, state, deliver } = server();
  state.isAway = true;
  await queue.send(parcel('a'), inOrder(queue, deliver));
  // The network comes back between the two.
  const flaky: Send<SentCheck> = async (each, tools) => {
    state.isAway = each.id === 'a';
    return deliver(each, tools);
  };
  await queue.send(parcel('b'), inOrder(queue, flaky));
  expect(reached).toEqual([]);
  state.isAway = false;
  await queue.drain(deliver, { eager: true });
  expect(reached).toEqual(['a', 'b']);
});

it('belongs to the account that made it, on a phone that two of them use', async () => {
  const phone = new IDBFactory();
  const [sam, olli] = [await queueOf(phone, 'sam'), await queueOf(phone, 'olli')];
  const { reached, state, deliver } = server();
  state.isAway = true;
  await sam.send(parcel('of-sam'), inOrder(sam, deliver));
  state.isAway = false;
  expect(await olli.list()).toEqual([]);
  await olli.send(parcel('of-olli'), inOrder(olli, deliver));
  await olli.drain(deliver, { eager: true });
  expect(reached).toEqual(['of-olli']);
  const [kept] = await sam.list();
  expect(kept && (await olli.open(kept).catch(() => undefined))).toBeUndefined();
  expect(kept && (await sam.open(kept))).toEqual({ id: 'of-sam' });
});
