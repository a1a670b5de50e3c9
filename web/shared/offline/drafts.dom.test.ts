import { expect, test, vi } from 'vitest';
import { holdTable } from '../participant/testing/silent-storage.ts';
import { openStage, pass, stopTimers, until } from '../participant/testing/stage.tsx';
import { draftOfEdit, loadDrafts } from './drafts.ts';

const key = { account: 'colony/penguin', form: 'weigh-in', slot: '2024-04-10' };
const weights = async () => (await loadDrafts<number>(key)).map(({ value }) => value);

/** An edit of which a draft is being stored while the storage does not take it. */
async function held() {
  openStage();
  const draft = draftOfEdit(key, null);
  expect(await draft.save(1)).toBe(true);
  stopTimers();
  const release = await holdTable('drafts');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockClear();
  const isAsked = (times: number) => until(() => expect(put).toHaveBeenCalledTimes(times));
  const told: string[] = [];
  const save = (value: number) => {
    void draft.save(value).then((isStored) => told.push(`${value} ${isStored}`));
  };
  save(2);
  await isAsked(1);
  return { draft, release, isAsked, told, save };
}

test('drafts that cannot be stored in time do not wait as long for each', async () => {
  const { isAsked, told, save } = await held();
  save(3);
  save(4);
  await pass(10_000);
  expect(told).toEqual(['2 false']);
  await isAsked(2);
  await pass(500);
  expect(told).toEqual(['2 false', '3 false', '4 false']);
});

test('of several drafts that wait for their turn only the newest is stored', async () => {
  const { release, isAsked, told, save } = await held();
  save(3);
  save(4);
  release();
  await until(() => expect(told).toEqual(['2 true', '3 true', '4 true']));
  await isAsked(2);
  expect(await weights()).toEqual([4]);
});

test('a draft that waits is dropped, but not what is typed after that', async () => {
  const { draft, release, told, save } = await held();
  save(3);
  void draft.drop();
  save(4);
  release();
  await until(() => expect(told).toEqual(['2 true', '3 true', '4 true']));
  expect(await weights()).toEqual([4]);
});
