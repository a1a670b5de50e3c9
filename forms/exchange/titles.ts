import type { Text } from '../definition.ts';

const between = ' / ';
const han = /\p{Script=Han}/u;

/** The title of a workbook has no languages of its own: both stand in it, with a stroke between. */
export function writeTitle({ zh, en }: Text): string {
  return zh === en ? en : zh + between + en;
}

/** The title in both languages; one that is no such pair is the same in each. */
export function readTitle(title: string): Text {
  const [first = '', second, ...more] = title.split(between);
  if (second === undefined || more.length > 0 || han.test(first) === han.test(second)) {
    return { zh: title, en: title };
  }
  return han.test(first) ? { zh: first, en: second } : { zh: second, en: first };
}
