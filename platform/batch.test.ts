import { describe, expect, it } from 'vitest';
import { batched } from './batch.ts';

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

  it('never has more batches under way than allowed', async () => {
    let now = 0;
    let most = 0;
    const call = batched<number, number>({
      run: async (items) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return items;
      },
      maxItems: 1,
      maxInFlight: 2,
    });
    await Promise.all(Array.from({ length: 20 }, (_, n) => call(n)));
    expect(most).toBe(2);
  });
});
