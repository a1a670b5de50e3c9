import { expect, it } from 'vitest';
import { turns } from './turns.ts';

it('lets as many work as allowed, the others in order of arrival, and refuses too many', async () => {
  const take = turns({ atOnce: 2, maxWaiting: 2, refuse: () => new Error('too many') });
  const order: string[] = [];
  const one = await take();
  const two = await take();
  const takeAs = async (name: string) => {
    const end = await take();
    order.push(name);
    return end;
  };
  const three = takeAs('three');
  const four = takeAs('four');
  await expect(take()).rejects.toThrow('too many');
  expect(order).toEqual([]);
  two();
  two();
  await three;
  expect(order).toEqual(['three']);
  one();
  (await four)();
  (await three)();
  expect(order).toEqual(['three', 'four']);
  const again = await Promise.all([take(), take()]);
  expect(again).toHaveLength(2);
});
