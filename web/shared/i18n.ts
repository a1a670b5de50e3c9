import dayjs from 'dayjs';
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Lang, Text } from '../../forms/definition.ts';
import 'dayjs/locale/zh-cn.js';

export type { Lang, Text } from '../../forms/definition.ts';

const KEY = 'anxing.lang';

i18next.use(initReactI18next).init({
  lng: firstLang(),
  fallbackLng: 'zh',
  resources: {},
  initAsync: false,
  // The same braces as in the problem catalogues of the contracts.
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  react: { useSuspense: false },
});
follow(i18next.language as Lang);

/** The language chosen before on this device, else the browser's; Chinese for zh of any kind, else English. */
function firstLang(): Lang {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // Storage may be forbidden: then the browser's language decides each time.
  }
  return navigator.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The page itself and its dates follow the language. */
function follow(lang: Lang): void {
  if (typeof document !== 'undefined') {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }
  dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en');
}

/** Switches the language of every open page part, and remembers it on this device. */
export async function setLang(lang: Lang): Promise<void> {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // Not remembered then.
  }
  follow(lang);
  await i18next.changeLanguage(lang);
}

/** The language outside of components. */
export function currentLang(): Lang {
  return i18next.language as Lang;
}

/** The language; a component that asks is drawn again when it changes. */
export function useLang(): Lang {
  return useTranslation().i18n.language as Lang;
}

/** Says a text of the programme or a form in the present language. */
export function useText(): (text: Text) => string {
  const lang = useLang();
  return useCallback((text: Text) => text[lang], [lang]);
}

type Params = Record<string, string | number>;

/** The words of one part of an app, in both languages: its own, and those that it shares with others. */
export type Words<K extends string> = { readonly namespaces: readonly string[]; readonly keys?: K };

/**
 * Declares the words of a part; both languages must have the same keys, or it does not compile.
 * `{name}` stands for a parameter. English may add `key_one` for a `{count}` of one. Words that the
 * part shares with others are said as if they were its own, and so it may not declare them again.
 */
export function defineWords<const K extends string, S extends string = never>(
  namespace: string,
  words: {
    zh: Record<K, string> & { [shared in NoInfer<S>]?: never };
    en: Record<NoInfer<K>, string> & { [one: `${string}_one`]: string };
  },
  shared?: Words<S>,
): Words<K | S> {
  i18next.addResourceBundle('zh', namespace, words.zh, false, true);
  i18next.addResourceBundle('en', namespace, words.en, false, true);
  return { namespaces: [namespace, ...(shared?.namespaces ?? [])] };
}

type Translator<K extends string> = (key: K, params?: Params) => string;

/** The library's own typing wants every key of every app in one global table; ours is in `Words`. */
type Translate = (key: string, options: Record<string, unknown>) => string;

/** The words of a part in the present language. */
export function useWords<K extends string>(words: Words<K>): Translator<K> {
  const lang = useLang();
  return useCallback(
    // The language stands among what the callback rests on, so that it changes with it.
    (key: K, params?: Params) => translate(words, key, { ...params, lng: lang }),
    [words, lang],
  );
}

/** The same outside of components. */
export function word<K extends string>(words: Words<K>, key: K, params?: Params): string {
  return translate(words, key, params);
}

function translate<K extends string>(words: Words<K>, key: K, params?: Params): string {
  return (i18next.t as unknown as Translate)(key, { ...params, ns: words.namespaces });
}

/** One of the words in both languages, for whoever chooses the language later. */
export function textOf<K extends string>(words: Words<K>, key: K): Text {
  return { zh: translate(words, key, { lng: 'zh' }), en: translate(words, key, { lng: 'en' }) };
}
