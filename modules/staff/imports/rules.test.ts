import { describe, expect, it } from 'vitest';
import { kindTexts, meaningOf, statusTexts } from './columns.ts';
import {
  compareWith,
  joinCodes,
  type PlaceValues,
  plainPath,
  readRecord,
  recordText,
} from './rules.ts';

const exported: PlaceValues = {
  ...{ nameZh: '甲', nameEn: 'One', regionCode: null, address: 'Old Road 1', remark: null },
  disabled: false,
};
const record = readRecord(recordText(7, exported));

describe('a row beside the place that it was exported from', () => {
  it.each<[string, Partial<PlaceValues>, Partial<PlaceValues>, string[], string[]]>([
    ['is as it was', {}, {}, [], []],
    ['was changed', { address: 'New Road 2' }, {}, ['address'], []],
    ['was changed to nothing', { address: null }, {}, ['address'], []],
    ['lacks the column', { address: undefined } as never, {}, [], []],
    ['was changed by others alone', {}, { address: 'Elsewhere' }, [], []],
    ['was changed by both alike', { address: 'Same' }, { address: 'Same' }, [], []],
    ['was changed by both', { address: 'Mine' }, { address: 'Theirs' }, [], ['address']],
    ['was changed elsewhere by others', { remark: 'Mine' }, { address: 'Theirs' }, ['remark'], []],
    ['closed by one, opened by nobody', { disabled: true }, { remark: 'x' }, ['disabled'], []],
  ])('%s', (_, mine, theirs, changes, conflicts) => {
    const found = compareWith({ ...exported, ...mine }, { ...exported, ...theirs }, record);
    expect(found.changes.map(({ field }) => field)).toEqual(changes);
    expect(found.conflicts.map(({ field }) => field)).toEqual(conflicts);
  });

  it('changes all that differs where nobody knows what it was', () => {
    const { changes, conflicts } = compareWith({ ...exported, remark: 'x' }, exported, undefined);
    expect([changes, conflicts]).toEqual([[{ field: 'remark', from: null, to: 'x' }], []]);
  });
});

it.each(['', '7', '7.abc', `x${recordText(7, exported)}`, `${recordText(7, exported)}x`])(
  'takes %j for no record',
  (text) => {
    expect(readRecord(text)).toBeUndefined();
  },
);

it('names a place by codes, whatever stands in them', () => {
  const path = joinCodes(['A/1', 'B\\', 'C']);
  expect(path).toBe('A\\/1/B\\\\/C');
  expect(plainPath(path)).toBe(path);
  expect(plainPath(' A\\/1 / B\\\\ /C ')).toBe(path);
  expect(plainPath('')).toBe('');
});

it('reads kinds and states in both languages', () => {
  expect(['机构', ' SITE ', '站点', '地区'].map((text) => meaningOf(kindTexts, text))).toEqual([
    ...['organisation', 'site', 'site', undefined],
  ]);
  expect(['停用', 'enabled'].map((text) => meaningOf(statusTexts, text))).toEqual([
    ...['disabled', 'enabled'],
  ]);
});
