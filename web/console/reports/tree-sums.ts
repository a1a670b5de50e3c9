import { missingOf, type Sum, sumOf } from '../shell/share.ts';
import { childrenOf, type Standing } from '../shell/tree.ts';

/** Due and done of one place and group on a day. */
export type CompletionRow = { placeId: number; group: string; due: number; done: number };

export type SummedPlace<P> = {
  place: P;
  /** All groups together, the places below included. */
  total: Sum;
  groups: Map<string, Sum>;
  children?: SummedPlace<P>[];
};

const NONE: Sum = { due: 0, done: 0 };

/**
 * Sums rows of units up the tree. Branches in which nobody is due are left out, and so are rows of
 * places that one does not see; a place whose parent is not in the list stands at the top.
 */
export function sumUp<P extends Standing>(
  places: readonly P[],
  rows: readonly CompletionRow[],
): SummedPlace<P>[] {
  const own = new Map<number, Map<string, Sum>>();
  for (const { placeId, group, due, done } of rows) {
    const groups = own.get(placeId) ?? new Map<string, Sum>();
    own.set(placeId, groups.set(group, sumOf([groups.get(group) ?? NONE, { due, done }])));
  }
  const below = childrenOf(places);
  const sumPlaces = (parent: number | null): SummedPlace<P>[] =>
    (below.get(parent) ?? []).flatMap((place) => {
      const children = sumPlaces(place.id);
      const groups = new Map(own.get(place.id));
      for (const child of children) {
        for (const [group, sum] of child.groups) {
          groups.set(group, sumOf([groups.get(group) ?? NONE, sum]));
        }
      }
      const total = sumOf(groups.values());
      if (total.due === 0 && total.done === 0) return [];
      return [{ place, total, groups, ...(children.length > 0 && { children }) }];
    });
  return sumPlaces(null);
}

type Located = { id: number; path: string };

/** How many have not reported: in all, at a place and below it, of a group. */
export function countMissing(
  places: readonly Located[],
  rows: readonly CompletionRow[],
  { placeId, group }: { placeId?: number; group?: string },
): number {
  const paths = new Map(places.map(({ id, path }) => [id, path]));
  const top = placeId === undefined ? '' : paths.get(placeId);
  const within = rows.filter(
    (row) =>
      (group === undefined || row.group === group) &&
      (placeId === undefined || (top !== undefined && paths.get(row.placeId)?.startsWith(top))),
  );
  return missingOf(sumOf(within));
}
