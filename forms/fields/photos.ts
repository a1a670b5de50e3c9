import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { whole } from '../schema.ts';
import { defineFieldType } from './field-type.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

const issues = {
  not_a_photo: {
    zh: '照片无法识别，请重新上传。',
    en: 'A photo could not be read. Please upload it again.',
  },
  too_many_photos: { zh: '最多上传 {max} 张照片。', en: 'At most {max} photos.' },
} satisfies Record<string, Text>;

/** Value: list of ids (UUID) of files that were uploaded before. */
export const photos = defineFieldType({
  type: 'photos',
  properties: { max: whole(1, 20) },
  issues,
  clean:
    ({ max }): Cleaner<string[], keyof typeof issues> =>
    (raw, run) => {
      if (!Array.isArray(raw)) return run.refuse('not_a_photo');
      if (raw.length > max) return run.refuse('too_many_photos', { max });
      const ids: string[] = [];
      for (const each of raw) {
        const id = typeof each === 'string' ? each.toLowerCase() : '';
        if (!UUID.test(id)) return run.refuse('not_a_photo');
        if (ids.includes(id)) return run.refuse('duplicate');
        ids.push(id);
      }
      return ids;
    },
  plain: false,
  personal: null,
  size: 'block',
  compares: null,
  files: (value) => value,
  words(_, { length }, { lang }) {
    if (lang === 'zh') return `${length} 张照片`;
    return length === 1 ? '1 photo' : `${length} photos`;
  },
});
