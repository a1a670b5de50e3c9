import type { Lang } from './definition.ts';

/** What stands between parts that are put together: full-width marks in Chinese, those of English with a space. */
export const joiners = {
  zh: { list: '、', comma: '，', semicolon: '；', colon: '：' },
  en: { list: ', ', comma: ', ', semicolon: '; ', colon: ': ' },
} as const satisfies Record<Lang, object>;

/** A label as it stands within an English sentence; names and abbreviations keep their capitals. */
export function withinSentence(label: string): string {
  return /^\p{Lu}[^\p{Lu}]+$/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** A remark in brackets, to follow what it is about. */
export function inBrackets(text: string, lang: Lang): string {
  return lang === 'zh' ? `（${text}）` : ` (${text})`;
}
