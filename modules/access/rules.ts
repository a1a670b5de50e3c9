import type { PermissionName } from '../../platform/contract.ts';

/** A permission, and the path of the place on which it is held. */
export type HeldPermission = { permission: PermissionName; path: string };

/** The paths without those that lie below another. */
export function outermost(paths: string[]): string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(other)));
}

/** What somebody may give to others, and take, without holding it: whoever holds the other one. */
const entrusted: Partial<Record<PermissionName, PermissionName>> = {
  'code.assign': 'code.entrust',
  'code.approve': 'code.entrust',
};

/** Whether each of the wanted permissions is held on its place, or on one above, or is given by who holds another. */
export function covers(held: HeldPermission[], wanted: HeldPermission[]): boolean {
  return wanted.every(({ permission, path }) =>
    held.some(
      (each) =>
        (each.permission === permission || each.permission === entrusted[permission]) &&
        path.startsWith(each.path),
    ),
  );
}

/** What is held on a place, and so on all below it; each once. */
export function heldOn(place: string, held: HeldPermission[]): PermissionName[] {
  const reaching = held.filter(({ path }) => place.startsWith(path));
  return [...new Set(reaching.map(({ permission }) => permission))];
}
