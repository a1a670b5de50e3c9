import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hour, type Issuer, makeIssuer, now } from '../testing/makers.ts';
import { RevocationsKeeper } from './keeper.ts';
import {
  exactGroups,
  hourOf,
  isOver,
  type Listed,
  type ListMessage,
  openList,
  signList,
  wholeGroups,
} from './message.ts';
import { DoesNotFit, Revocations, type StoredRevocations } from './revocations.ts';
import { fromRice, riceBits, toRice } from './rice.ts';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await makeIssuer();
});

/** Random, and the same in every run: what is expected of chance would else fail once in a while. */
const random = (() => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
})();

const some = (count: number, within = 24): Listed[] =>
  Array.from({ length: count }, (_, index) => ({
    reference: new Uint8Array(16).map(random),
    expires: now + 1 + Math.floor(((index + 0.5) / count) * within * hour),
  }));

/** What a server has, as plainly as it can be said. */
class Server {
  listed = new Set<Listed>();
  at = now;
  number = 1;
  #before = new Map<number, Set<Listed>>();

  constructor(listed: Listed[]) {
    this.listed = new Set(listed);
    this.#before.set(1, new Set(listed));
  }

  change({
    add = [],
    remove = [],
    at = this.at,
  }: {
    add?: Listed[];
    remove?: Listed[];
    at?: number;
  }) {
    for (const each of add) this.listed.add(each);
    for (const each of remove) this.listed.delete(each);
    this.at = at;
    this.number += 1;
    this.#before.set(this.number, new Set(this.listed));
  }

  get living(): Listed[] {
    return [...this.listed].filter((each) => !isOver(hourOf(each), this.at));
  }

  #head() {
    return {
      to: this.version(this.number),
      at: this.at,
      smallestVersions: new Map([['penguins', 2]]),
      total: this.living.length,
    };
  }

  version = (number: number) => ({ number, mark: new Uint8Array(8).fill(number) });

  whole = (): ListMessage => ({ ...this.#head(), added: wholeGroups(this.living), removed: [] });

  since(number: number): ListMessage {
    const before = this.#before.get(number) ?? new Set();
    const gone = [...before].filter(
      (each) => !isOver(hourOf(each), this.at) && !this.listed.has(each),
    );
    return {
      ...this.#head(),
      from: this.version(number),
      added: exactGroups(this.living.filter((each) => !before.has(each))),
      removed: exactGroups(gone),
    };
  }
}

const sent = async (message: ListMessage) =>
  openList(await signList(message, issuer.key), issuer.keyring);

describe('short numbers', () => {
  it('are given back as they were, also alike and large ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 20 })),
        fc.nat({ max: 20 }),
        (any, bits) => {
          const sorted = any.map((each) => each * 2 ** bits).sort((a, b) => a - b);
          const least = Math.max(bits, riceBits(20 + bits, sorted.length));
          expect(fromRice(toRice(sorted, least), sorted.length, least)).toEqual(sorted);
        },
      ),
    );
  });

  it('that are cut off are refused, whatever number is named', () => {
    expect(() => fromRice(new Uint8Array(2), 0xffffffff, 0)).toThrow('damaged');
    expect(() => fromRice(Uint8Array.of(0xff, 0xff), 1, 4)).toThrow('damaged');
  });
});

describe('its size', () => {
  it('is 25 kB for 10,000 listed, and 4 kB for what an hour adds', async () => {
    const server = new Server(some(10_000));
    const whole = await signList(server.whole(), issuer.key);
    expect(whole.length).toBeLessThan(25_000);
    server.change({ add: some(500) });
    const difference = await signList(server.since(1), issuer.key);
    expect(difference.length).toBeLessThan(4_000);
  });

  it('costs fewer than one in 10,000 others, and none of those that are listed', () => {
    const server = new Server(some(10_000));
    const list = Revocations.from(server.whole());
    for (const each of server.listed) expect(list.has(each)).toBe(true);
    const others = some(200_000).filter((each) => list.has(each)).length;
    expect(others).toBeLessThan(20);
  });
});

describe('a difference', () => {
  it('leaves what the server has, over any course of changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ add: fc.nat(30), remove: fc.nat(30), hours: fc.nat(3), skip: fc.boolean() }),
        ),
        fc.nat(200),
        async (steps, count) => {
          const server = new Server(some(count));
          let list = Revocations.from(await sent(server.whole()));
          const gone: Listed[] = [];
          for (const { add, remove, hours, skip } of steps) {
            const removed = [...server.listed].slice(0, remove);
            gone.push(...removed);
            const back = gone.splice(0, 2);
            const at = server.at + hours * hour;
            server.change({ add: [...some(add), ...back.filter(() => skip)], remove: removed, at });
            if (!skip) list = list.apply(await sent(server.since(list.version.number)));
          }
          list = list.apply(await sent(server.since(list.version.number)));
          expect(list.countAt(server.at)).toBe(server.living.length);
          for (const each of server.living) expect(list.has(each)).toBe(true);
          for (const each of gone.filter((one) => !server.listed.has(one)))
            expect(list.has(each)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes out one of two that look alike, and leaves the other', async () => {
    const [one, other] = some(2, 0).map((each, index) => ({
      ...each,
      reference: new Uint8Array(16).fill(9, 0, 4).fill(index, 4),
    })) as [Listed, Listed];
    const server = new Server([one, other]);
    const list = Revocations.from(await sent(server.whole()));
    server.change({ remove: [one] });
    const after = list.apply(await sent(server.since(1)));
    expect(after.countAt(now)).toBe(1);
    expect(after.has(other)).toBe(true);
  });

  it('forgets what has expired, without being told', async () => {
    const server = new Server(some(100, 2));
    const list = Revocations.from(await sent(server.whole()));
    server.change({ at: now + 3 * hour });
    expect(list.countAt(server.at)).toBe(0);
    const message = server.since(1);
    expect(message.removed).toEqual([]);
    expect(list.apply(await sent(message)).stored.hours).toEqual([]);
  });

  it('does not fit another state, nor an older one', async () => {
    const server = new Server(some(10));
    const list = Revocations.from(server.whole());
    const restored = { ...server.since(1), from: { number: 1, mark: new Uint8Array(8) } };
    expect(() => list.apply(restored)).toThrow(DoesNotFit);
    expect(() => list.apply({ ...server.whole(), at: now - 1 })).toThrow(DoesNotFit);
    expect(() => list.apply({ ...server.since(1), total: 11 })).toThrow(DoesNotFit);
    expect(() => Revocations.from(server.since(1))).toThrow(DoesNotFit);
  });
});

describe('a scanner', () => {
  type Network = () => Promise<Uint8Array>;

  const scanner = (fetch: (since: number | undefined) => ReturnType<Network>) => {
    const disk: { state?: StoredRevocations } = {};
    const open = async () => {
      const keeper = new RevocationsKeeper({
        load: async () => disk.state,
        save: async (state) => void Object.assign(disk, { state: structuredClone(state) }),
        fetch: (since) => fetch(since?.number),
        keyring: async () => issuer.keyring,
      });
      await keeper.open();
      return keeper;
    };
    return { open, disk };
  };

  it('keeps what it knows when fetching fails, as old as that is', async () => {
    const server = new Server(some(50));
    const failures: Network[] = [
      async () => Promise.reject(new Error('offline')),
      async () => new Uint8Array(100),
      async () => (await signList(server.whole(), issuer.key)).slice(0, -70),
      async () => signList(server.whole(), (await makeIssuer()).key),
    ];
    let answer: Network = () => signList(server.whole(), issuer.key);
    const { open } = scanner(() => answer());
    const keeper = await open();
    await keeper.sync();
    const others = some(1000);
    for (answer of failures) {
      await expect(keeper.sync()).rejects.toThrow();
      expect(keeper.current?.at).toBe(now);
      for (const each of server.listed) expect(keeper.current?.has(each)).toBe(true);
      expect(others.filter((each) => keeper.current?.has(each)).length).toBeLessThan(10);
    }
  });

  it('knows the list again after it was closed', async () => {
    const server = new Server(some(50));
    const { open } = scanner(() => signList(server.whole(), issuer.key));
    await (await open()).sync();
    const again = await open();
    for (const each of server.listed) expect(again.current?.has(each)).toBe(true);
    expect(again.current?.at).toBe(now);
    expect(again.current?.smallestVersions.get('penguins')).toBe(2);
  });

  it('asks for a whole state where a difference does not fit', async () => {
    const server = new Server(some(50));
    const asked: unknown[] = [];
    const { open } = scanner((since) => {
      asked.push(since);
      return signList(since ? { ...server.since(since), total: 3 } : server.whole(), issuer.key);
    });
    const keeper = await open();
    await keeper.sync();
    server.change({ add: some(5) });
    await keeper.sync();
    expect(asked).toEqual([undefined, 1, undefined]);
    expect(keeper.current?.countAt(now)).toBe(55);
  });

  it('that never fetched anything knows that', async () => {
    const { open } = scanner(async () => Promise.reject(new Error('offline')));
    const keeper = await open();
    await expect(keeper.sync()).rejects.toThrow('offline');
    expect(keeper.current).toBeUndefined();
  });
});
