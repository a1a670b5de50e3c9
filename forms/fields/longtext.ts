import type { Cleaner } from '../cleaning.ts';
import { whole } from '../schema.ts';
import { defineFieldType } from './field-type.ts';
import { fitsLength, isStorable } from './written.ts';

/** Value: string, line breaks allowed, of at most `maxLength` code points. */
export const longtext = defineFieldType({
  type: 'longtext',
  properties: { maxLength: whole(1, 20_000) },
  issues: {},
  plain: true,
  atCheck: true,
  personal: null,
  size: 'cell',
  compares: null,
  clean:
    ({ maxLength }): Cleaner<string> =>
    (raw, run) => {
      if (typeof raw !== 'string') return run.refuse('not_a_text');
      const value = raw.trim().replace(/\r\n?/g, '\n');
      if (!fitsLength(value, maxLength, run)) return undefined;
      return isStorable(value.replace(/[\n\t]/g, '')) ? value : run.refuse('bad_characters');
    },
  words: (_, value) => value,
});
