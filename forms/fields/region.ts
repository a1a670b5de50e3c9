import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { ownValue } from '../visible-values.ts';
import { defineFieldType } from './field-type.ts';
import { isStorable } from './written.ts';

/** A place of GB/T 2260 with its whole name as it was when it was chosen: 吉林省长春市朝阳区. */
export type RegionValue = { code: string } & Text;

const CODE = /^[\dA-Za-z_-]{1,64}$/;
const LONGEST_NAME = 200;

const issues = {
  not_a_region: { zh: '请选择地区。', en: 'Please choose a region.' },
  unknown_region: {
    zh: '没有找到该地区，请重新选择。',
    en: 'This region was not found. Please choose again.',
  },
  region_incomplete: {
    zh: '请选择到最后一级。',
    en: 'Please choose down to the last level.',
  },
} satisfies Record<string, Text>;

/**
 * Value: RegionValue of a place with none below it. Where the context knows the places, only the code counts of
 * what is given, and the name is the context's.
 */
export const region = defineFieldType({
  type: 'region',
  properties: {},
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'cell',
  compares: null,
  clean: (): Cleaner<RegionValue, keyof typeof issues> => (raw, run) => {
    const code = ownValue(raw, 'code');
    // A picker holds so what is not chosen to the end.
    if (ownValue(raw, 'upTo') !== undefined) return run.refuse('region_incomplete');
    if (typeof code !== 'string' || !CODE.test(code)) return run.refuse('not_a_region');
    const { findRegion } = run.context;
    if (!findRegion) return asGiven(code, raw);
    const found = findRegion(code);
    if (!found) return run.refuse('unknown_region');
    if (found.hasChildren) return run.refuse('region_incomplete');
    return { code, ...found.name };
  },
  words: (_, value, { lang }) => value[lang],
});

function asGiven(code: string, raw: unknown): RegionValue {
  const name = (lang: keyof Text): string => {
    const given = ownValue(raw, lang);
    const fits = typeof given === 'string' && given.length <= LONGEST_NAME && isStorable(given);
    return fits && given !== '' ? given : code;
  };
  return { code, zh: name('zh'), en: name('en') };
}
