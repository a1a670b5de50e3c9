import type { Text } from '../../../forms/definition.ts';

/** Why two records of the same name are likely one person, the strongest first. */
export const likenesses = {
  same_number: {
    zh: '同名，两种证件的号码相同',
    en: 'Same name, and the same number under two kinds of document',
  },
  renewed_number: {
    zh: '同名，通行证号码只差换证次数',
    en: 'Same name, and permit numbers that differ by their renewal alone',
  },
  near_number: {
    zh: '同名，证件号码只差一位或相邻两位颠倒',
    en: 'Same name, and document numbers that differ by one character or two swapped',
  },
  same_phone: { zh: '同名，手机号相同', en: 'Same name and same phone' },
  same_birth: { zh: '同名，出生日期相同', en: 'Same name and same date of birth' },
  same_date: { zh: '同名，证件日期相同', en: 'Same name and same date on the document' },
} as const satisfies Record<string, Text>;

export type Likeness = keyof typeof likenesses;
