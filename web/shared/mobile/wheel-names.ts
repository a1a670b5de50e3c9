import { useEffect } from 'react';
import { useWords } from '../i18n.ts';
import { words } from './words.ts';

/** What the wheels' controls have from the library, and what each of them does. */
const given = [
  [/^当前选择的是：(.+)$/, 'wheelChosen'],
  [/^当前未选择$/, 'wheelNotChosen'],
  [/^选择上一项：(.+)$/, 'wheelBefore'],
  [/^没有上一项$/, 'wheelFirst'],
  [/^选择下一项：(.+)$/, 'wheelAfter'],
  [/^没有下一项$/, 'wheelLast'],
] as const;

/**
 * The library's wheels name their controls, which only screen readers meet, in Chinese whatever the page's
 * language, and take no words for them: so the names are replaced as they come, while a picker is open.
 */
export function useWheelNames(open: boolean): void {
  const t = useWords(words);
  useEffect(() => {
    if (!open) return;
    const nameOf = (name: string) => {
      for (const [pattern, key] of given) {
        const found = pattern.exec(name);
        if (found) return t(key, { value: found[1] ?? '' });
      }
      return name;
    };
    const rename = () => {
      for (const control of document.querySelectorAll('.adm-picker-view [aria-label]')) {
        const name = control.getAttribute('aria-label') ?? '';
        const own = nameOf(name);
        // A name that stays as it is would be a change all the same, which is looked at again without end.
        if (own !== name) control.setAttribute('aria-label', own);
      }
    };
    rename();
    const observer = new MutationObserver(rename);
    observer.observe(document.body, {
      ...{ subtree: true, childList: true },
      ...{ attributes: true, attributeFilter: ['aria-label'] },
    });
    return () => observer.disconnect();
  }, [open, t]);
}
