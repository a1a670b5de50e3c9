/** The digits by their values; 零 is written for 〇 as well. */
const digits = '〇一二三四五六七八九';
const powers: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** What a number in Chinese is written with, to stand between the brackets of a pattern. */
export const chineseNumerals = `零${digits}${Object.keys(powers).join('')}`;

/** The number that numerals say: 十一 is 11, 一百零五 is 105, and 二〇二二 is 2022. */
export function chineseNumber(numerals: string): number {
  let sum = 0;
  let open: number | undefined;
  for (const numeral of numerals) {
    const power = powers[numeral];
    if (power === undefined) {
      open = (open ?? 0) * 10 + digits.indexOf(numeral.replace('零', '〇'));
    } else {
      sum += (open || 1) * power;
      open = undefined;
    }
  }
  return sum + (open ?? 0);
}
