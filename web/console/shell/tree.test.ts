import { expect, test } from 'vitest';
import { matching } from './tree.ts';

const place = (id: number, parentId: number | null, path: string, nameEn: string) => ({
  ...{ id, parentId, path, nameEn },
  nameZh: `甲${id}`,
  code: `P${id}`,
});

const zoo = place(1, null, '/1/', 'Zoo');
const north = place(2, 1, '/1/2/', 'North');
const pond = place(21, 2, '/1/2/21/', 'Pond');
const south = place(3, 1, '/1/3/', 'South');
const all = [zoo, north, pond, south];

test('what matches is shown with all above it', () => {
  expect(matching(all, 'pon')).toEqual([zoo, north, pond]);
  expect(matching(all, ' 甲3 ')).toEqual([zoo, south]);
  expect(matching(all, 'p21')).toEqual([zoo, north, pond]);
});

test('nothing typed shows everything, a strange word nothing', () => {
  expect(matching(all, '  ')).toEqual(all);
  expect(matching(all, 'desert')).toEqual([]);
});
