import { expect, test } from 'vitest';
import { changedFields } from '../changed-fields.ts';
import { readNumber } from './text-widgets.tsx';

test('numbers are read as people type them', () => {
  expect(readNumber('36.5')).toBe(36.5);
  expect(readNumber(' ３６．５ ')).toBe(36.5);
  expect(readNumber('36。5')).toBe(36.5);
  expect(readNumber('36,5')).toBe(36.5);
  expect(readNumber('1,000')).toBe(1000);
  expect(readNumber('366')).toBe(366);
  expect(readNumber('-1')).toBe(-1);
});

test('what is no number stays as it was typed, so that it can be told', () => {
  for (const typed of ['abc', '36.5.1', '1e3', '--1']) expect(readNumber(typed)).toBe(typed);
  expect(readNumber('  ')).toBeUndefined();
});

test('fields that a later version says differently are found', () => {
  const before = { fever: false, medicine: 'tea', doses: [{ vaccine: 'A' }] };
  const after = { fever: true, doses: [{ vaccine: 'A' }], note: 'new' };
  expect([...changedFields(before, after)].sort()).toEqual(['fever', 'medicine', 'note']);
  expect(changedFields(before, structuredClone(before)).size).toBe(0);
});

test('a row is the same in whatever order the database gives its fields', () => {
  const sent = { doses: [{ vaccine: 'A', date: '2024-04-01' }] };
  const stored = { doses: [{ date: '2024-04-01', vaccine: 'A' }] };
  expect(changedFields(sent, stored).size).toBe(0);
});
