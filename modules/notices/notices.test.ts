import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Client as Browser, type Kit, startKit } from '../../server/testing/kit.ts';
import { notify } from './actions.ts';
import { notices } from './contract.ts';
import type { NewNotice } from './queries.ts';

let kit: Kit;
let cast: Cast;
let penny: Browser;
let zelda: Browser;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  penny = await kit.as(cast.penny);
  zelda = await kit.as(cast.zelda);
});
afterAll(() => kit.close());

const notice = (key: string, given: Partial<NewNotice> = {}): NewNotice => ({
  personId: cast.penny.personId,
  realm: 'penguins',
  kind: 'reminder',
  key,
  zh: `请上秤 ${key}`,
  en: `Please be weighed ${key}`,
  link: '/weigh-in',
  ...given,
});

const send = (...items: NewNotice[]) => kit.platform.transaction(null, (tx) => notify(tx, items));

it('reaches each person once, however often it is said', async () => {
  const toZelda = { personId: cast.zelda.personId };
  expect(await send(notice('a'), notice('a'), notice('a', toZelda))).toBe(2);
  expect(await send(notice('a'), notice('b'))).toBe(1);
  expect(await send()).toBe(0);
  const { items } = await penny.get(notices.mine);
  expect(items.map(({ en }) => en)).toEqual(['Please be weighed b', 'Please be weighed a']);
  expect(items[0]).toMatchObject({ kind: 'reminder', link: '/weigh-in', readAt: null });
});

it('tells what is unread, until it is read', async () => {
  const { count, newest } = await penny.get(notices.unread);
  expect({ count, newest: newest?.en }).toEqual({ count: 2, newest: 'Please be weighed b' });
  await send(notice('c'));
  await penny.get(notices.read, { body: { upTo: newest?.id ?? 0 } });
  expect(await penny.get(notices.unread)).toMatchObject({ count: 1, newest: { zh: '请上秤 c' } });
  expect((await zelda.get(notices.unread)).count).toBe(1);
});

it('stays read, and is not said again', async () => {
  const { items } = await penny.get(notices.mine);
  await penny.get(notices.read, { body: { upTo: items[0]?.id ?? 0 } });
  expect(await send(notice('a'), notice('c'))).toBe(0);
  expect(await penny.get(notices.unread)).toEqual({ count: 0, newest: null });
});

it('is read by its own person alone', async () => {
  const { items } = await penny.get(notices.mine);
  await send(notice('d'));
  await zelda.get(notices.read, { body: { upTo: Number.MAX_SAFE_INTEGER } });
  expect((await penny.get(notices.unread)).count).toBe(1);
  const hers = await zelda.get(notices.mine);
  expect(hers.items.map(({ id }) => id)).not.toContain(items[0]?.id);
  const ada = await kit.as(cast.ada);
  expect((await ada.call(notices.mine)).status).toBe(401);
});

it('pages from the newest on, and loses none', async () => {
  await send(
    ...['1', '2', '3'].map((key) => notice(`page-${key}`, { personId: cast.pablo.personId })),
  );
  const pablo = await kit.as(cast.pablo);
  const first = await pablo.get(notices.mine, { query: { limit: 2 } });
  const query = { limit: 2, after: first.next as string };
  const second = await pablo.get(notices.mine, { query });
  const keys = [...first.items, ...second.items].map(({ en }) => en.at(-1));
  expect(keys).toEqual(['3', '2', '1']);
  expect(second.next).toBeNull();
});

it('goes out to thousands at once', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => notice(`many-${index}`));
  expect(await send(...many)).toBe(2500);
  expect(await send(...many, notice('one-more'))).toBe(1);
});
