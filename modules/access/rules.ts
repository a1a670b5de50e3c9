import type { PermissionName } from '../../platform/contract.ts';

/** A permission, and the path of the place on which it is held. */
export type HeldPermission = { permission: PermissionName; path: string };

/** The paths without those that lie below another, in the order of their characters. */
export function outermost(paths: string[]): string[] {
  const found: string[] = [];
  // What lies below a path comes right after it: a slash sorts before every digit.
  for (const path of [...paths].sort()) {
    const last = found.at(-1);
    if (last === undefined || !path.startsWith(last)) found.push(path);
  }
  return found;
}

/** What somebody may give to others, and take, without holding it: whoever holds the other one. */
const entrusted: Partial<Record<PermissionName, PermissionName>> = {
  'code.assign': 'code.entrust',
  'code.approve': 'code.entrust',
};

/** Whether each of the wanted permissions is held on its place, or on one above. */
export function holdsAll(held: HeldPermission[], wanted: HeldPermission[]): boolean {
  const pathsOf = Map.groupBy(held, ({ permission }) => permission);
  return wanted.every(({ permission, path }) => isHeld(pathsOf.get(permission), path));
}

/** The same, where it also counts that somebody may give a permission without holding it. */
export function covers(held: HeldPermission[], wanted: HeldPermission[]): boolean {
  const pathsOf = Map.groupBy(held, ({ permission }) => permission);
  return wanted.every(({ permission, path }) => {
    const other = entrusted[permission];
    return isHeld(pathsOf.get(permission), path) || (other && isHeld(pathsOf.get(other), path));
  });
}

const isHeld = (held: HeldPermission[] | undefined, path: string): boolean =>
  held?.some((each) => path.startsWith(each.path)) ?? false;

/** Every permission on every one of the places. */
export function onEach(permissions: PermissionName[], paths: string[]): HeldPermission[] {
  return paths.flatMap((path) => permissions.map((permission) => ({ permission, path })));
}

type Sentences = Partial<Record<string, { narrows?: string }>>;

/** What is held with those that are a part of it: whoever may see all records may see their own. */
export function withNarrower(held: HeldPermission[], sentences: Sentences): HeldPermission[] {
  const parts = Object.entries(sentences).flatMap(([name, { narrows } = {}]) =>
    narrows === undefined ? [] : [{ permission: name as PermissionName, narrows }],
  );
  return [
    ...held,
    ...parts.flatMap(({ permission, narrows }) =>
      held.filter((each) => each.permission === narrows).map(({ path }) => ({ permission, path })),
    ),
  ];
}

/** The permissions without those that are a part of another one among them. */
export function withoutNarrower(
  names: readonly PermissionName[],
  sentences: Sentences,
): PermissionName[] {
  const given = new Set<string>(names);
  return names.filter((name) => !given.has(sentences[name]?.narrows ?? ''));
}

/** Who holds what on the root of a tree. */
export type RootHolder = { placeId: number; personId: string; permissions: string[] };

/**
 * What trees had before a change and have no more: somebody who holds all that an administrator needs, or at least
 * one of it. A tree that had nobody, or that is a tree of its own no more, loses nothing.
 */
export function lostTrees(
  before: RootHolder[],
  after: { holders: RootHolder[]; roots: number[] },
  needed: readonly string[],
): number[] {
  const provisions = (holders: RootHolder[]) =>
    new Set(
      holders.flatMap(({ placeId, permissions }) => [
        ...permissions.map((each) => `${placeId} ${each}`),
        ...(needed.every((each) => permissions.includes(each)) ? [`${placeId} all`] : []),
      ]),
    );
  const left = provisions(after.holders);
  const gone = [...provisions(before)].filter((each) => !left.has(each));
  const lost = new Set(gone.map((each) => Number(each.split(' ')[0])));
  return after.roots.filter((root) => lost.has(root));
}

/** What is held on a place, and so on all below it; each once. */
export function heldOn(place: string, held: HeldPermission[]): PermissionName[] {
  const reaching = held.filter(({ path }) => place.startsWith(path));
  return [...new Set(reaching.map(({ permission }) => permission))];
}
