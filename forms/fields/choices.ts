import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { joiners } from '../joiners.ts';
import { optional, whole } from '../schema.ts';
import { defineFieldType } from './field-type.ts';
import { checkLimits } from './limits.ts';
import { optionLabel, options } from './options.ts';

const issues = {
  too_few: { zh: '请至少选择 {min} 项。', en: 'Please choose at least {min}.' },
  too_many: { zh: '最多选择 {max} 项。', en: 'Please choose at most {max}.' },
} satisfies Record<string, Text>;

/** Value: list of different option codes, kept in the order of the options. */
export const choices = defineFieldType({
  type: 'choices',
  properties: { options, min: optional(whole(0, 500)), max: optional(whole(1, 500)) },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'cell',
  compares: 'option',
  clean(field): Cleaner<string[], keyof typeof issues> {
    const codes = field.options.map((option) => option.code);
    const offered = new Set(codes);
    const { min = 0, max = codes.length } = field;
    return (raw, run) => {
      if (!Array.isArray(raw)) return run.refuse('not_a_list');
      if (raw.length > codes.length) return run.refuse('too_many', { max });
      if (!raw.every((each) => typeof each === 'string' && offered.has(each))) {
        return run.refuse('not_an_option');
      }
      if (new Set(raw).size < raw.length) return run.refuse('duplicate');
      if (raw.length < min) return run.refuse('too_few', { min });
      if (raw.length > max) return run.refuse('too_many', { max });
      return codes.filter((code) => raw.includes(code));
    };
  },
  words: (field, value, { lang }) =>
    value.map((code) => optionLabel(field.options, code, lang)).join(joiners[lang].list),
  check: checkLimits,
});
