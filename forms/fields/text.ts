import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { text as bothLanguages, oneOf, optional, pattern, whole } from '../schema.ts';
import { defineFieldType } from './field-type.ts';
import { fitsLength, isStorable } from './written.ts';

const issues = {
  pattern: {
    zh: '格式不正确，请核对。',
    en: 'This is not in the expected format. Please check it.',
  },
  pattern_hint: { zh: '{hint}', en: '{hint}' },
} satisfies Record<string, Text>;

/** `code`: as tickets and cards print it, in capitals without spaces (`ca 699` is CA699). */
const spellings = ['code'] as const;

const spell: Record<(typeof spellings)[number], (typed: string) => string> = {
  code: (typed) => typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase(),
};

/** Value: string of at most `maxLength` code points; `pattern` (RE2 syntax) matches all of it. */
export const text = defineFieldType({
  type: 'text',
  properties: {
    maxLength: whole(1, 1000),
    /** How what is typed is written, before the pattern is asked; people write the same in many ways. */
    writtenAs: optional(oneOf(...spellings)),
    pattern: optional(pattern),
    /** Reported instead of the general message when the pattern does not match. */
    patternHint: optional(bothLanguages),
  },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: 'string',
  clean(
    { maxLength, writtenAs, pattern, patternHint },
    { matcherOf },
  ): Cleaner<string, keyof typeof issues> {
    const matches = pattern === undefined ? null : matcherOf(pattern);
    const hint = patternHint && { hint_zh: patternHint.zh, hint_en: patternHint.en };
    return (raw, run) => {
      if (typeof raw !== 'string') return run.refuse('not_a_text');
      if (!fitsLength(raw.trim(), maxLength, run)) return undefined;
      // Line breaks and tabs come along when a text is pasted from a page or a sheet.
      const typed = raw.trim().replace(/[\r\n\t]+/g, ' ');
      const value = writtenAs ? spell[writtenAs](typed) : typed;
      if (!isStorable(value)) return run.refuse('bad_characters');
      if (matches && !matches(value)) return run.refuse(hint ? 'pattern_hint' : 'pattern', hint);
      return value;
    };
  },
  words: (_, value) => value,
});
