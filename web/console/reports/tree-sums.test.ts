import { expect, test } from 'vitest';
import { percentOf } from '../shell/share.ts';
import { treeOf } from '../shell/tree.ts';
import { countMissing, sumUp } from './tree-sums.ts';

const zoo = { id: 1, parentId: null };
const north = { id: 2, parentId: 1 };
const pond = { id: 3, parentId: 2 };
const south = { id: 4, parentId: 1 };
const places = [zoo, north, pond, south];

const row = (placeId: number, group: string, due: number, done: number) => ({
  placeId,
  group,
  due,
  done,
});

test('rows are summed up the tree, by group and in all', () => {
  const [top, ...rest] = sumUp(places, [
    row(3, 'chicks', 10, 4),
    row(3, 'keepers', 2, 2),
    row(2, 'chicks', 5, 5),
    row(4, 'chicks', 3, 0),
  ]);
  expect(rest).toEqual([]);
  expect(top?.total).toEqual({ due: 20, done: 11 });
  expect(top?.groups.get('chicks')).toEqual({ due: 18, done: 9 });
  expect(top?.groups.get('keepers')).toEqual({ due: 2, done: 2 });
  const inNorth = top?.children?.find(({ place }) => place.id === 2);
  expect(inNorth?.total).toEqual({ due: 17, done: 11 });
  expect(inNorth?.children?.[0]?.total).toEqual({ due: 12, done: 6 });
});

test('places where nobody is due are left out', () => {
  const [top] = sumUp(places, [row(4, 'chicks', 3, 0)]);
  expect(top?.children?.map(({ place }) => place.id)).toEqual([4]);
  expect(sumUp(places, [])).toEqual([]);
});

test('a part of the tree stands by itself, and rows of unseen places do not count', () => {
  const sums = sumUp([north, pond], [row(3, 'chicks', 1, 1), row(4, 'chicks', 9, 9)]);
  expect(sums).toHaveLength(1);
  expect(sums[0]?.place.id).toBe(2);
  expect(sums[0]?.total).toEqual({ due: 1, done: 1 });
});

test('two rows of one place and group add up', () => {
  expect(sumUp([zoo], [row(1, 'chicks', 1, 0), row(1, 'chicks', 2, 1)])[0]?.total).toEqual({
    due: 3,
    done: 1,
  });
});

test('a percentage does not say 100 before everybody has reported, nor 0 once somebody has', () => {
  expect(percentOf({ due: 0, done: 0 })).toBeNull();
  expect(percentOf({ due: 1000, done: 999 })).toBe(99);
  expect(percentOf({ due: 1000, done: 1000 })).toBe(100);
  expect(percentOf({ due: 1000, done: 1 })).toBe(1);
  expect(percentOf({ due: 1000, done: 0 })).toBe(0);
  expect(percentOf({ due: 3, done: 2 })).toBe(67);
});

test('a tree is nested, with orphans at the top', () => {
  expect(treeOf([pond, south], ({ id }) => ({ id }))).toEqual([{ id: 3 }, { id: 4 }]);
  expect(treeOf(places, ({ id }) => ({ id }))).toEqual([
    { id: 1, children: [{ id: 2, children: [{ id: 3 }] }, { id: 4 }] },
  ]);
});

test('who has not reported is counted within a place and a group', () => {
  const located = [
    { id: 1, path: '/1/' },
    { id: 2, path: '/1/2/' },
    { id: 3, path: '/1/2/3/' },
    { id: 4, path: '/1/4/' },
  ];
  const rows = [row(3, 'chicks', 10, 4), row(2, 'keepers', 2, 1), row(4, 'chicks', 3, 0)];
  expect(countMissing(located, rows, {})).toBe(10);
  expect(countMissing(located, rows, { placeId: 2 })).toBe(7);
  expect(countMissing(located, rows, { placeId: 2, group: 'chicks' })).toBe(6);
  expect(countMissing(located, rows, { placeId: 4, group: 'keepers' })).toBe(0);
});
