/** What a place must have to stand in a tree. */
export type Standing = { id: number; parentId: number | null };

export type Branch<T> = T & { children?: Branch<T>[] };

/** Children by parent. A place whose parent is not in the list (one sees only one's own part) stands at the top: null. */
export function childrenOf<P extends Standing>(places: readonly P[]): Map<number | null, P[]> {
  const known = new Set(places.map(({ id }) => id));
  const below = new Map<number | null, P[]>();
  for (const place of places) {
    const parent = place.parentId !== null && known.has(place.parentId) ? place.parentId : null;
    const siblings = below.get(parent);
    if (siblings) siblings.push(place);
    else below.set(parent, [place]);
  }
  return below;
}

/** Nests places as they stand in the tree. */
export function treeOf<P extends Standing, T>(
  places: readonly P[],
  make: (place: P) => T,
): Branch<T>[] {
  const below = childrenOf(places);
  const branchesOf = (parent: number | null): Branch<T>[] =>
    (below.get(parent) ?? []).map((place) => {
      const children = branchesOf(place.id);
      return { ...make(place), ...(children.length > 0 && { children }) };
    });
  return branchesOf(null);
}

type Named = Standing & { nameZh: string; nameEn: string; code: string; path: string };

/** Places whose name or code holds what was typed, with all that stand above them. */
export function matching<P extends Named>(places: readonly P[], typed: string): P[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [...places];
  const hits = places.filter(({ nameZh, nameEn, code }) =>
    [nameZh, nameEn, code].some((text) => text.toLowerCase().includes(wanted)),
  );
  return places.filter((place) => hits.some(({ path }) => path.startsWith(place.path)));
}
