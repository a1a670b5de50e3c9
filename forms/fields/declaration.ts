import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { text } from '../schema.ts';
import { defineFieldType } from './field-type.ts';

const declared = { zh: '已承诺', en: 'Declared' };

const issues = {
  declaration_not_ticked: {
    zh: '请阅读承诺并勾选。',
    en: 'Please read the declaration and tick it.',
  },
} satisfies Record<string, Text>;

/** Value: true. `text` is what the person declares by ticking. */
export const declaration = defineFieldType({
  type: 'declaration',
  properties: { text },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'cell',
  compares: 'boolean',
  isEmpty: (value) => value === false,
  whenEmpty: 'declaration_not_ticked',
  clean: (): Cleaner<true, keyof typeof issues> => (raw, run) =>
    raw === true ? true : run.refuse('declaration_not_ticked'),
  words: (_, __, { lang }) => declared[lang],
});
