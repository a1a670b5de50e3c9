import { expect, it } from 'vitest';
import { semaphore } from './semaphore.ts';

it('lets as many work as allowed, the others in order of arrival, and refuses too many', async () => {
  const acquire = semaphore({ atOnce: 2, maxWaiting: 2, refuse: () => new Error('too many') });
  const order: string[] = [];
  const one = await acquire();
  const two = await acquire();
  const takeAs = async (name: string) => {
    const end = await acquire();
    order.push(name);
    return end;
  };
  const three = takeAs('three');
  const four = takeAs('four');
  await expect(acquire()).rejects.toThrow('too many');
  expect(order).toEqual([]);
  two();
  two();
  await three;
  expect(order).toEqual(['three']);
  one();
  (await four)();
  (await three)();
  expect(order).toEqual(['three', 'four']);
  const again = await Promise.all([acquire(), acquire()]);
  expect(again).toHaveLength(2);
});
