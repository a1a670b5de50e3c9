import { expect, it } from 'vitest';
import { maskName } from './masked-name.ts';

it.each([
  ['张三', '张*'],
  ['张三丰', '张*丰'],
  ['欧阳娜娜', '欧**娜'],
  ['王', '王*'],
  ['Penny Emperor', 'P*** E***'],
  ['Ngũgĩ', 'N***'],
  ['阿依古丽·买买提', '阿*** 买***'],
  [' 𠮷田 ', '𠮷*'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});
