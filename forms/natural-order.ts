import { chineseNumber, chineseNumerals } from './chinese-numbers.ts';
import type { Lang } from './definition.ts';

const collators: Record<Lang, Intl.Collator> = {
  zh: new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
};

/**
 * Numerals count where a name numbers something: after 第 or a kind of school, before what is counted, at
 * its end, and beside what is no Chinese. Those of 三亚 and 七台河 are a part of the name.
 */
const numbering = new RegExp(
  `(?<![${chineseNumerals}])(?:(?<=[第高初])[${chineseNumerals}]{1,9}(?![${chineseNumerals}])` +
    `|[${chineseNumerals}]{1,9}(?=[班年级组队部区中小大分支号期楼栋院科室连营团排线路站车]|\\P{Script=Han}|$))`,
  'gu',
);

/**
 * Things in the order in which people look for their names: by pinyin or alphabet, 单位2 before 单位10, and
 * 高一 before 高二, 高三. Those of one name keep their order.
 */
export function byName<T>(things: readonly T[], nameOf: (thing: T) => string, lang: Lang): T[] {
  return things.toSorted(comparingNames(nameOf, lang));
}

/** How {@link byName} compares two things; reads each name once. */
export function comparingNames<T>(nameOf: (thing: T) => string, lang: Lang) {
  const { compare } = collators[lang];
  const keys = new Map<string, string>();
  const keyOf = (name: string) => {
    const key = keys.get(name) ?? inFigures(name);
    keys.set(name, key);
    return key;
  };
  return (one: T, other: T): number => {
    const [a, b] = [nameOf(one), nameOf(other)];
    return compare(keyOf(a), keyOf(b)) || compare(a, b);
  };
}

/** 高一 as 高1; a number beside another one keeps apart from it, so that 高一2班 is not 高12班. */
function inFigures(name: string): string {
  const gap = (beside = '') => (/\d/.test(beside) ? ' ' : '');
  return name.replace(
    numbering,
    (said, offset: number) =>
      `${gap(name[offset - 1])}${chineseNumber(said)}${gap(name[offset + said.length])}`,
  );
}
