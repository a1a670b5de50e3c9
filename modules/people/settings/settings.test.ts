import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, gather } from '../../../server/testing/cast.ts';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { people } from '../contract.ts';

let kit: Kit;
let cast: Cast;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
});
afterAll(() => kit.close());

it('goes with the account, to every browser of it and to nobody else’s', async () => {
  const params = { code: 'columns.checks' };
  const value = { columns: ['at', 'name'], nested: [{ zh: '站点' }] };
  const first = await kit.as(cast.ada);
  expect(await first.get(people.setting, { params })).toEqual({ value: null });
  await first.get(people.keepSetting, { params, body: { value: ['old'] } });
  await first.get(people.keepSetting, { params, body: { value } });
  expect(await (await kit.as(cast.ada)).get(people.setting, { params })).toEqual({ value });
  const other = await kit.as(cast.otto);
  expect(await other.get(people.setting, { params })).toEqual({ value: null });
  await first.get(people.keepSetting, { params, body: { value: null } });
  expect(await first.get(people.setting, { params })).toEqual({ value: null });
});

it('takes neither too much, nor too many, nor what cannot be stored', async () => {
  const browser = await kit.as(cast.ada);
  const keep = async (code: string, value: unknown) =>
    (await browser.call(people.keepSetting, { params: { code }, body: { value } })).status;
  expect(await keep('long', 'x'.repeat(15_900))).toBe(200);
  expect(await keep('long', 'x'.repeat(16_000))).toBe(422);
  expect(await keep('nul', 'a\0b')).toBe(422);
  expect(await keep('Not a name', 1)).toBe(422);
  const kept = Array.from({ length: 99 }, (_, nth) => keep(`one-${nth}`, nth));
  expect(new Set(await Promise.all(kept))).toEqual(new Set([200]));
  expect(await keep('one-more', 1)).toBe(422);
  expect(await keep('one-1', 'changed')).toBe(200);
});
