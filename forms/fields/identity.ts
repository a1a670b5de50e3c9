import type { Cleaner } from '../cleaning.ts';
import type { IdentityKind, IdentityValue, Text } from '../definition.ts';
import {
  cleanIdentity,
  type IdentityIssueCode,
  identityIssues,
  identityKinds,
} from '../identity.ts';
import { list, oneOf } from '../schema.ts';
import { ownValue } from '../visible-values.ts';
import { defineFieldType } from './field-type.ts';
import { masked } from './masked.ts';

export const documentNames: Record<IdentityKind, Text> = {
  prc_id: { zh: '居民身份证', en: 'PRC identity card' },
  hk_macao_residence: {
    zh: '港澳居民居住证',
    en: 'Residence permit for Hong Kong and Macao residents',
  },
  taiwan_residence: { zh: '台湾居民居住证', en: 'Residence permit for Taiwan residents' },
  foreigner_residence: {
    zh: '外国人永久居留身份证',
    en: 'Foreign permanent resident ID card',
  },
  hk_macao_permit: {
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
  },
  taiwan_permit: {
    zh: '台湾居民来往大陆通行证',
    en: 'Mainland travel permit for Taiwan residents',
  },
  passport: { zh: '护照', en: 'Passport' },
};

function withNumber(value: IdentityValue, change: (number: string) => string): IdentityValue {
  return { ...value, number: change(value.number) };
}

/** Value: IdentityValue of one of `kinds`. */
export const identity = defineFieldType({
  type: 'identity',
  properties: { kinds: list(oneOf(...identityKinds), { min: 1 }) },
  issues: identityIssues,
  clean:
    ({ kinds }): Cleaner<IdentityValue, IdentityIssueCode> =>
    (raw, run) => {
      const kind = kinds.find((each) => each === ownValue(raw, 'kind'));
      const typed = ownValue(raw, 'number');
      if (typeof typed !== 'string' || typed.trim() === '') return run.refuse('not_an_identity');
      if (kind === undefined) return run.refuse('document_kind');
      const cleaned = cleanIdentity(kind, typed, run.context.today);
      return 'value' in cleaned ? cleaned.value : run.refuse(cleaned.problem);
    },
  plain: false,
  atCheck: true,
  personal: {
    encrypt: withNumber,
    decrypt: (stored, decrypt) => withNumber(stored as IdentityValue, decrypt),
    mask: (value) => withNumber(value, (number) => masked(number, 2)),
  },
  size: 'cell',
  compares: null,
  words: (_, { kind, number }, { lang }) => `${documentNames[kind][lang]} ${number}`,
});
