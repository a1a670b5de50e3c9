import type { Text } from '../../../forms/definition.ts';
import type { RegionValue } from '../../../forms/fields/region.ts';
import { ownValue } from '../../../forms/visible-values.ts';

/** A division as the server tells it, with its own name alone. */
export type RegionOption = { code: string; name: Text; hasChildren: boolean };

/** What a field holds of which the last level is not chosen yet. */
type UpTo = { upTo: string };

/** The code of what a field holds: of the region, or of the level down to which it is chosen. */
export function codeIn(value: unknown): string | undefined {
  const code = ownValue(value, 'code') ?? ownValue(value, 'upTo');
  return typeof code === 'string' ? code : undefined;
}

/** Pairs of zeros at the end of a code of GB/T 2260 stand for levels that it does not go down to. */
const significant = (code: string): string => code.replace(/(00)+$/, '');

/** Which of the divisions of one level the code lies in. */
export function optionFor(
  options: readonly RegionOption[],
  code: string | undefined,
): RegionOption | undefined {
  if (code === undefined) return undefined;
  return (
    options.find((option) => option.code === code) ??
    options.find((option) => option.hasChildren && code.startsWith(significant(option.code)))
  );
}

/** What a field holds once these are chosen, from the province down. */
export function regionOf(line: readonly RegionOption[]): RegionValue | UpTo | undefined {
  const last = line.at(-1);
  if (!last) return undefined;
  if (last.hasChildren) return { upTo: last.code };
  return {
    code: last.code,
    zh: line.map(({ name }) => name.zh).join(''),
    en: line
      .map(({ name }) => name.en)
      .reverse()
      .join(', '),
  };
}
