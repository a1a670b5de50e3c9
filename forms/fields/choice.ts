import type { Cleaner } from '../cleaning.ts';
import { defineFieldType } from './field-type.ts';
import { optionLabel, options } from './options.ts';

/** Value: code of one option. */
export const choice = defineFieldType({
  type: 'choice',
  properties: { options },
  issues: {},
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: 'option',
  clean(field): Cleaner<string> {
    const codes = new Set(field.options.map((option) => option.code));
    return (raw, run) =>
      typeof raw === 'string' && codes.has(raw) ? raw : run.refuse('not_an_option');
  },
  words: (field, value, { lang }) => optionLabel(field.options, value, lang),
});
