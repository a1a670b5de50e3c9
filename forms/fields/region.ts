import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { defineFieldType } from './field-type.ts';

const REGION = /^[\dA-Za-z_-]{1,64}$/;

const issues = {
  not_a_region: { zh: '请选择地区。', en: 'Please choose a region.' },
  unknown_region: {
    zh: '没有找到该地区，请重新选择。',
    en: 'This region was not found. Please choose again.',
  },
} satisfies Record<string, Text>;

/** Value: code of a region of the places tree. Whether it exists is a question to the context. */
export const region = defineFieldType({
  type: 'region',
  properties: {},
  issues,
  plain: true,
  personal: null,
  size: 'cell',
  compares: 'string',
  clean: (): Cleaner<string, keyof typeof issues> => (raw, run) => {
    if (typeof raw !== 'string' || !REGION.test(raw)) return run.refuse('not_a_region');
    const { regionExists } = run.context;
    return !regionExists || regionExists(raw) ? raw : run.refuse('unknown_region');
  },
  words: (_, value) => value,
});
