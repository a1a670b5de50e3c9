import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../forms/days.ts';
import { addPlace } from '../../modules/places/public.ts';
import { type Kit, startKit } from '../testing/kit.ts';
import { demoLacks, demoPeople } from './directory.ts';
import { addRegion } from './region.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

const titles = async () => (await demoPeople(kit.platform)).map(({ title }) => title.en);

it('names nobody of a region that an earlier version did not make, and says how to get one', async () => {
  expect((await demoLacks(kit.platform))?.en).toContain('ANXING_DATA=');
  const sections = await demoPeople(kit.platform);
  const accounts = sections.flatMap(({ people }) => people.map(({ account }) => account));
  expect(accounts).toEqual(expect.arrayContaining(['admin', '1096044']));
  expect(accounts).not.toEqual(expect.arrayContaining(['green']));
  expect(sections.at(-1)?.note.zh).toContain('ANXING_DATA=');
  await kit.platform.transaction(null, async (tx) => {
    const { id: parentId } = await addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'demo', zh: '演示', en: 'Demo' },
    });
    const today = dayOf(tx.now, 'Asia/Shanghai');
    await addRegion(tx, { parentId, today, passwordHash: 'none' });
  });
  expect(await demoLacks(kit.platform)).toBeNull();
  expect(await titles()).toHaveLength(4);
});
