import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { finite, optional, text, whole } from '../schema.ts';
import { defineFieldType } from './field-type.ts';
import { checkLimits } from './limits.ts';

const issues = {
  not_a_number: { zh: '请填写数字。', en: 'Please enter a number.' },
  out_of_range: {
    zh: '请填写 {min} 至 {max}{unit} 之间的数值。',
    en: 'Please enter a value from {min} to {max}{unit}.',
  },
  too_large: { zh: '不能大于 {max}{unit}。', en: 'This cannot be more than {max}{unit}.' },
  too_many_decimals: {
    zh: '小数点后最多 {decimals} 位。',
    en: 'At most {decimals} decimal places.',
  },
  too_small: { zh: '不能小于 {min}{unit}。', en: 'This cannot be less than {min}{unit}.' },
  whole_number: { zh: '请填写整数。', en: 'Please enter a whole number.' },
} satisfies Record<string, Text>;

/** Value: number. `decimals` is how many places after the point are accepted (0: whole numbers). */
export const number = defineFieldType({
  type: 'number',
  properties: {
    unit: optional(text),
    min: optional(finite),
    max: optional(finite),
    decimals: optional(whole(0, 6)),
  },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: 'number',
  clean(field): Cleaner<number, keyof typeof issues> {
    const { min = -Infinity, max = Infinity, decimals } = field;
    const params: Record<string, string | number> = { min, max };
    if (field.unit) {
      params.unit_zh = field.unit.zh;
      params.unit_en = field.unit.en;
    }
    const bounded = field.min !== undefined && field.max !== undefined;
    return (raw, run) => {
      if (typeof raw !== 'number' || !Number.isFinite(raw)) return run.refuse('not_a_number');
      if (raw < min || raw > max) {
        if (bounded) return run.refuse('out_of_range', params);
        const { min: least, max: most, ...unit } = params;
        if (raw < min) return run.refuse('too_small', { min, ...unit });
        return run.refuse('too_large', { max, ...unit });
      }
      if (decimals === 0 && !Number.isInteger(raw)) return run.refuse('whole_number');
      if (decimals !== undefined && Number(raw.toFixed(decimals)) !== raw) {
        return run.refuse('too_many_decimals', { decimals });
      }
      return raw === 0 ? 0 : raw;
    };
  },
  words: (field, value, { lang }) => `${value}${field.unit?.[lang] ?? ''}`,
  columns: (field) => [
    { ...(field.unit && { unit: field.unit }), kind: 'number', width: 12, cell: (value) => value },
  ],
  check: checkLimits,
});
