import { expect, test } from 'vitest';
import { codeIn, optionFor, type RegionOption, regionOf } from './levels.ts';

const option = (code: string, zh: string, en: string, hasChildren: boolean): RegionOption => ({
  code,
  name: { zh, en },
  hasChildren,
});

const jilin = option('220000', '吉林省', 'Jilin Province', true);
const changchun = option('220100', '长春市', 'Changchun', true);
const chaoyang = option('220104', '朝阳区', 'Chaoyang District', false);
const beijing = option('110000', '北京市', 'Beijing', true);
const dongcheng = option('110101', '东城区', 'Dongcheng District', false);
const xiantao = option('429004', '仙桃市', 'Xiantao', false);
const jingmen = option('420800', '荆门市', 'Jingmen', true);

test('a region is found in the list of each level by its code alone', () => {
  expect(optionFor([beijing, jilin], '220104')).toBe(jilin);
  expect(optionFor([changchun], '220104')).toBe(changchun);
  expect(optionFor([chaoyang], '220104')).toBe(chaoyang);
  expect(optionFor([dongcheng], '110101')).toBe(dongcheng);
  expect(optionFor([jingmen, xiantao], '429004')).toBe(xiantao);
  expect(optionFor([jilin], '110101')).toBeUndefined();
  expect(optionFor([jilin], undefined)).toBeUndefined();
  // Half a code means no place.
  expect(optionFor([changchun], '22')).toBeUndefined();
});

test('the value is whole with the last level, and remembers until then how far one came', () => {
  expect(regionOf([])).toBeUndefined();
  expect(regionOf([jilin, changchun])).toEqual({ upTo: '220100' });
  expect(regionOf([jilin, changchun, chaoyang])).toEqual({
    code: '220104',
    zh: '吉林省长春市朝阳区',
    en: 'Chaoyang District, Changchun, Jilin Province',
  });
  expect(codeIn({ upTo: '220100' })).toBe('220100');
  expect(codeIn({ code: '220104' })).toBe('220104');
  expect(codeIn('220104')).toBeUndefined();
});
