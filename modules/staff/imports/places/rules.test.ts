import { describe, expect, it } from 'vitest';
import { compareWith, readRecord, recordText } from '../records.ts';
import { joinCodes, meaningOf, plainPath, statusTexts } from '../texts.ts';
import { kindTexts } from './columns.ts';
import { type PlaceValues, placeFields, standsFor } from './rules.ts';

const exported: PlaceValues = {
  ...{ nameZh: '甲', nameEn: 'One', regionCode: null, address: 'Old Road 1', remark: null },
  disabled: false,
};
const text = recordText(placeFields, 7, exported, standsFor);
const record = readRecord(placeFields, text);
const compare = (given: Partial<PlaceValues>, current: PlaceValues) =>
  compareWith(placeFields, given, current, record, standsFor);

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
    const found = compare({ ...exported, ...mine }, { ...exported, ...theirs });
    expect(found.changes.map(({ field }) => field)).toEqual(changes);
    expect(found.conflicts.map(({ field }) => field)).toEqual(conflicts);
  });

  it('changes all that differs where nobody knows what it was', () => {
    const fresh = { ...exported, remark: 'x' };
    const { changes, conflicts } = compareWith(placeFields, fresh, exported, undefined, standsFor);
    expect([changes, conflicts]).toEqual([[{ field: 'remark', from: null, to: 'x' }], []]);
  });
});

it.each(['', '7', '7.abc', `x${text}`, `${text}x`])('takes %j for no record', (typed) => {
  expect(readRecord(placeFields, typed)).toBeUndefined();
});

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
