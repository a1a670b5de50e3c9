import { expect, test } from 'vitest';
import { byName } from './natural-order.ts';

test('names are in the order in which people look for them', () => {
  expect(['单位10', '单位2', '安行', '单位1'].sort(byName('zh'))).toEqual([
    ...['安行', '单位1', '单位2', '单位10'],
  ]);
  expect(['Unit 10', 'unit 2', 'Unit 1', 'Alpha'].sort(byName('en'))).toEqual([
    ...['Alpha', 'Unit 1', 'unit 2', 'Unit 10'],
  ]);
});
