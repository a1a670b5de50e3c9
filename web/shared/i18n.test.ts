import { expect, test } from 'vitest';
import { defineWords, setLang, textOf, word } from './i18n.ts';

const shared = defineWords('test-shared', {
  zh: { fish: '{count} 条鱼', ice: '冰' },
  en: { fish: '{count} fish', fish_one: 'One fish', ice: 'Ice' },
});
const own = defineWords('test-own', { zh: { snow: '雪' }, en: { snow: 'Snow' } }, shared);

test('a part says its own words and those that it shares', async () => {
  await setLang('en');
  expect(word(own, 'snow')).toBe('Snow');
  expect(word(own, 'fish', { count: 1 })).toBe('One fish');
  expect(word(own, 'fish', { count: 2 })).toBe('2 fish');
  expect(textOf(own, 'ice')).toEqual({ zh: '冰', en: 'Ice' });
});

test('a part may not declare what it shares', () => {
  // @ts-expect-error: `ice` is shared
  defineWords('test-twice', { zh: { ice: '冰块' }, en: { ice: 'Ice cube' } }, shared);
});
