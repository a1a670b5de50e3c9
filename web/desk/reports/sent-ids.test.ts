import { expect, test } from 'vitest';
import { sentIds } from './sent-ids.ts';

test('the same content is sent again under the same id, changed content under another', () => {
  const ids = sentIds();
  const first = ids.idFor({ temperature: 36.5 });
  expect(ids.idFor({ temperature: 36.5 })).toBe(first);
  expect(ids.idFor({ temperature: 36.6 })).not.toBe(first);
  expect(ids.idFor({ temperature: 36.5 })).toBe(first);
});

test('a page knows what it sent, until it is told to forget', () => {
  const ids = sentIds();
  const id = ids.idFor({});
  expect([ids.has(id), ids.has('another')]).toEqual([true, false]);
  ids.forget();
  expect(ids.has(id)).toBe(false);
  expect(ids.idFor({})).not.toBe(id);
});
