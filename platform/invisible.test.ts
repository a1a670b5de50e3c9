import { expect, it } from 'vitest';
import { isLine } from './invisible.ts';

it.each([
  'Ada Floe',
  '王小明',
  '古丽·买买提',
  'Jean-Luc  O’Neil (2)',
  'محمد',
  'नीलम',
  '葛\u{e0100}城', // A variant of the character before it.
  '第 1 队　A',
  '-',
])('takes %s for a name', (text) => {
  expect(isLine(text)).toBe(true);
});

it.each([
  ['nothing', ''],
  ['spaces', ' \u3000\u00a0'],
  ['a control character', 'Ada\u0000'],
  ['a line break', 'Ada\nFloe'],
  ['a line separator', 'Ada\u2028Floe'],
  ['a tab', 'Ada\tFloe'],
  ['a turned direction', 'Ada \u202eeolF'],
  ['an isolated direction', '\u2067Ada\u2069'],
  ['a space without width', 'Ada\u200bFloe'],
  ['a soft hyphen', 'Ada\u00adFloe'],
  ['a byte order mark', '\ufeffAda'],
  ['a filler that is a letter', '\u3164'],
  ['a braille blank', '\u2800'],
  ['half a pair', 'Ada \ud83d'],
  ['a private character', 'Ada \ue000'],
  ['a variant of nothing', '\u{e0100}Ada'],
  ['a tag', 'Ada\u{e0041}'],
])('refuses %s', (_, text) => {
  expect(isLine(text)).toBe(false);
});
