import { describe, expect, it } from 'vitest';
import { batched } from './batch.ts';
import { DatabaseAway } from './pool.ts';

const double = (items: number[]) => Promise.resolve(items.map((n) => n * 2));

describe('batched', () => {
  it('gathers what arrives in one tick and answers each caller', async () => {
    const sizes: number[] = [];
    const call = batched<number, number>({
      run: (items) => {
        sizes.push(items.length);
        return double(items);
      },
      maxItems: 4,
      maxInFlight: 2,
    });
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(call))).toEqual([2, 4, 6, 8, 10, 12]);
    expect(sizes).toEqual([4, 2]);
  });

  it('fails only the caller whose result is an error', async () => {
    const call = batched<number, number>({
      run: async (items) => items.map((n) => (n === 2 ? new Error('two') : n)),
      maxItems: 10,
      maxInFlight: 1,
    });
    const results = await Promise.allSettled([1, 2, 3].map(call));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('tries a failed batch row by row, so that only the bad row fails', async () => {
    const call = batched<number, number>({
      run: (items) => (items.includes(2) ? Promise.reject(new Error('two')) : double(items)),
      maxItems: 10,
      maxInFlight: 1,
    });
    const results = await Promise.allSettled([1, 2, 3].map(call));
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : 'failed'))).toEqual([
      2,
      'failed',
      6,
    ]);
  });

  it('tries no row by itself while the database is away', async () => {
    let tries = 0;
    const away = new DatabaseAway(new Error('gone'));
    const failures = [away, new Error('row'), null, away];
    const call = batched<number, number>({
      run: async (items) => {
        const failure = failures[tries++];
        if (failure) throw failure;
        return items;
      },
      maxItems: 10,
      maxInFlight: 1,
    });
    const outcomes = async () =>
      (await Promise.allSettled([1, 2, 3, 4].map(call))).map(({ status }) => status);
    expect(await outcomes()).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(tries).toBe(1);
    // The first row goes through; the second one finds that the database is away.
    expect(await outcomes()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(tries).toBe(4);
  });

  /** Runs so many calls; says how many batches were under way at once at the most, and their sizes. */
  async function observe(
    calls: number,
    maxItems: number,
  ): Promise<{ most: number; sizes: number[] }> {
    const sizes: number[] = [];
    let now = 0;
    let most = 0;
    const call = batched<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return items;
      },
      maxItems,
      maxInFlight: 2,
    });
    await Promise.all(Array.from({ length: calls }, (_, n) => call(n)));
    return { most, sizes };
  }

  it('has one batch under way after the other while few wait', async () => {
    expect(await observe(20, 5)).toEqual({ most: 1, sizes: [5, 5, 5, 5] });
  });

  it('has large batches under way side by side, and never more than allowed', async () => {
    expect(await observe(1000, 200)).toEqual({ most: 2, sizes: [200, 200, 200, 200, 200] });
  });

  it('takes whatever arrives meanwhile as the next batch', async () => {
    const sizes: number[] = [];
    const call = batched<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        if (sizes.length === 1) later = [2, 3, 4].map(call);
        return items;
      },
      maxItems: 10,
      maxInFlight: 2,
    });
    let later: Promise<number>[] = [];
    expect(await call(1)).toBe(1);
    expect(await Promise.all(later)).toEqual([2, 3, 4]);
    expect(sizes).toEqual([1, 3]);
  });

  it('does not make the others wait for a batch that takes long', async () => {
    let release = () => {};
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const call = batched<number, number>({
      run: async (items) => {
        if (items.includes(0)) await blocked;
        return items;
      },
      maxItems: 256,
      maxInFlight: 2,
    });
    const slow = call(0);
    await new Promise((resolve) => setImmediate(resolve));
    for (const round of [1, 2, 3]) {
      const others = Array.from({ length: 20 }, (_, n) => 20 * round + n);
      expect(await Promise.all(others.map(call))).toEqual(others);
    }
    release();
    expect(await slow).toBe(0);
  });

  it('sets out beside another one from as many items on as its caller says', async () => {
    const sizes: number[] = [];
    let release = () => {};
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const call = batched<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        await blocked;
        return items;
      },
      maxItems: 256,
      maxInFlight: 2,
      worthBeside: 3,
    });
    const immediate = () => new Promise((resolve) => setImmediate(resolve));
    const first = call(1);
    await immediate();
    const others = [2, 3].map(call);
    await immediate();
    expect(sizes).toEqual([1]);
    others.push(call(4));
    await immediate();
    expect(sizes).toEqual([1, 3]);
    release();
    expect(await Promise.all([first, ...others])).toEqual([1, 2, 3, 4]);
  });

  it('sends the next batch out before the callers of the last go on', async () => {
    const order: string[] = [];
    const call = batched<string, string>({
      run: async (items) => {
        order.push(`run ${items}`);
        await new Promise((resolve) => setImmediate(resolve));
        return items;
      },
      maxItems: 1,
      maxInFlight: 1,
    });
    const go = (name: string) => call(name).then(() => order.push(`answer ${name}`));
    await Promise.all([go('a'), go('b')]);
    expect(order).toEqual(['run a', 'run b', 'answer a', 'answer b']);
  });
});
