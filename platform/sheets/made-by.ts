import type { Lang, Text } from '../../forms/definition.ts';
import type { SheetValue } from './write.ts';

/** Who takes a sheet along, and when by the clocks that it tells times by. */
export type Maker = { name: string; at: string };

const line: Text = { zh: '由 {name} 导出，{at}', en: 'Exported by {name}, {at}' };

/** The sentence that says so. */
export const madeBy = ({ name, at }: Maker, lang: Lang): string =>
  line[lang].replace('{at}', at).replace('{name}', () => name);

/**
 * Rows with a last line that says who took them along and when, for a file goes further than the trail does. Not
 * for sheets that are imported again.
 */
export async function* withMaker(
  rows: AsyncIterable<SheetValue[]>,
  maker: Maker,
  lang: Lang,
): AsyncGenerator<SheetValue[], void, undefined> {
  yield* rows;
  yield [];
  yield [madeBy(maker, lang)];
}
