import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { country, optional } from '../schema.ts';
import { defineFieldType } from './field-type.ts';
import { masked } from './masked.ts';

const issues = {
  not_a_phone: {
    zh: '手机号码不正确；境外号码请以 + 和国家代码开头。',
    en: 'This is not a valid phone number. Outside the country it begins with + and the country code.',
  },
} satisfies Record<string, Text>;

/** Value: E.164. A number without `+` is read as one of `country` (ISO 3166 alpha-2). */
export const phone = defineFieldType({
  type: 'phone',
  properties: { country: optional(country) },
  issues,
  clean:
    (field, { cleanPhone }): Cleaner<string, keyof typeof issues> =>
    (raw, run) =>
      (typeof raw === 'string' && cleanPhone(raw, field.country)) || run.refuse('not_a_phone'),
  plain: false,
  atCheck: true,
  personal: {
    encrypt: (value, encrypt) => encrypt(value),
    decrypt: (stored, decrypt) => decrypt(stored as string),
    mask: (value) => masked(value, 4),
  },
  size: 'cell',
  compares: null,
  words: (_, value) => value,
});
