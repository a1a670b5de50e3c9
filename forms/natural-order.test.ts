import { expect, test } from 'vitest';
import { byName } from './natural-order.ts';

const same = (name: string) => name;

test('names are in the order in which people look for them', () => {
  expect(byName(['单位10', '单位2', '安行', '单位1'], same, 'zh')).toEqual([
    ...['安行', '单位1', '单位2', '单位10'],
  ]);
  expect(byName(['Unit 10', 'unit 2', 'Unit 1', 'Alpha'], same, 'en')).toEqual([
    ...['Alpha', 'Unit 1', 'unit 2', 'Unit 10'],
  ]);
});

test.each([
  { names: ['初一', '初二', '初三', '高一', '高二', '高三'] },
  { names: ['一班', '二班', '3班', '十班', '十一班', '12班', '二十班', '二十一班', '一百零二班'] },
  { names: ['一年级（2）班', '一年级（10）班', '二年级（1）班', '十年级（1）班'] },
  { names: ['第一中学', '第二中学', '第十中学', '第十八中学'] },
  { names: ['高一2班', '高一10班', '高二1班'] },
  // Names that begin with a numeral number nothing, and stand where their sound puts them.
  { names: ['北京', '七台河', '如东', '三亚', '四川', '一汽'] },
])('numbers in Chinese count: $names', ({ names }) => {
  expect(byName(names.toReversed(), same, 'zh')).toEqual(names);
});

test('many numerals in a row cost no more than their length', () => {
  const names = ['一'.repeat(20_000), '十'.repeat(20_000)];
  expect(byName(names, same, 'zh')).toHaveLength(2);
});
