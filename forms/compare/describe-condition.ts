import type { Condition, Field, Lang, Scalar } from '../definition.ts';
import { wordsOf } from '../fields/registry.ts';
import { joiners } from '../joiners.ts';

/** Finds a field by its code, in the row first. */
export type FieldNamed = (code: string) => Field | undefined;

/** A condition in words. Fields and options that are not there any more are named by their codes. */
export function describeCondition(
  condition: Condition,
  fieldNamed: FieldNamed,
  lang: Lang,
): string {
  const within = (inner: Condition) => bracketed(inner, fieldNamed, lang);
  if ('and' in condition) return condition.and.map(within).join(lang === 'zh' ? '，且' : ' and ');
  if ('or' in condition) return condition.or.map(within).join(lang === 'zh' ? '，或' : ' or ');
  if ('not' in condition) {
    const inner = describeCondition(condition.not, fieldNamed, lang);
    return lang === 'zh' ? `以下不成立（${inner}）` : `not (${inner})`;
  }
  if ('anyYes' in condition) {
    const names = condition.anyYes.map((code) => nameOf(code, fieldNamed, lang));
    const listed = names.join(joiners[lang].list);
    return lang === 'zh' ? `${listed}至少一项为“是”` : `at least one of ${listed} is "Yes"`;
  }
  const name = nameOf(condition.field, fieldNamed, lang);
  const field = fieldNamed(condition.field);
  if ('equals' in condition) {
    const value = quoted(valueWords(condition.equals, field, lang), lang);
    return lang === 'zh' ? `${name}为${value}` : `${name} is ${value}`;
  }
  if ('notEquals' in condition) {
    const value = quoted(valueWords(condition.notEquals, field, lang), lang);
    return lang === 'zh' ? `${name}不为${value}` : `${name} is not ${value}`;
  }
  if ('in' in condition) {
    const values = condition.in.map((each) => quoted(valueWords(each, field, lang), lang));
    const listed = values.join(joiners[lang].list);
    return lang === 'zh' ? `${name}为${listed}之一` : `${name} is one of ${listed}`;
  }
  if ('present' in condition) {
    if (lang === 'zh') return `${name}${condition.present ? '已填写' : '未填写'}`;
    return `${name} is ${condition.present ? 'filled in' : 'empty'}`;
  }
  if ('gte' in condition) return `${name} ≥ ${condition.gte}`;
  if ('gt' in condition) return `${name} > ${condition.gt}`;
  if ('lte' in condition) return `${name} ≤ ${condition.lte}`;
  return `${name} < ${condition.lt}`;
}

/** Several parts within others need brackets. */
function bracketed(condition: Condition, fieldNamed: FieldNamed, lang: Lang): string {
  const words = describeCondition(condition, fieldNamed, lang);
  if (!('and' in condition) && !('or' in condition)) return words;
  return lang === 'zh' ? `（${words}）` : `(${words})`;
}

export function quoted(text: string, lang: Lang): string {
  return lang === 'zh' ? `“${text}”` : `"${text}"`;
}

export function nameOf(code: string, fieldNamed: FieldNamed, lang: Lang): string {
  return quoted(fieldNamed(code)?.label[lang] ?? code, lang);
}

function valueWords(value: Scalar, field: Field | undefined, lang: Lang): string {
  const wording = { lang, day: String, instant: String };
  if (field?.type === 'choices') return wordsOf(field, [value], wording);
  const fits = field?.type === 'choice' || field?.type === 'yesno';
  return fits ? wordsOf(field, value, wording) : String(value);
}
