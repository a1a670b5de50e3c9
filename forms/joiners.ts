import type { Lang } from './definition.ts';

/** What stands between parts that are put together: full-width marks in Chinese, those of English with a space. */
export const joiners = {
  zh: { list: '、', comma: '，', semicolon: '；', colon: '：' },
  en: { list: ', ', comma: ', ', semicolon: '; ', colon: ': ' },
} as const satisfies Record<Lang, object>;

/** A remark in brackets, to follow what it is about. */
export function inBrackets(text: string, lang: Lang): string {
  return lang === 'zh' ? `（${text}）` : ` (${text})`;
}
