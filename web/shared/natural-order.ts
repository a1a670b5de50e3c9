import type { Lang } from '../../forms/definition.ts';

const collators: Record<Lang, Intl.Collator> = {
  zh: new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
};

/** Names in the order in which people look for them: by pinyin or alphabet, and 单位2 before 单位10. */
export function byName(lang: Lang): (one: string, other: string) => number {
  return collators[lang].compare;
}
