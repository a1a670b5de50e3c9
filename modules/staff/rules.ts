import type { Role } from '../access/public.ts';

/** The fixed roles from the one that may least to the one that may most. */
const rank: Role[] = ['reader', 'organiser', 'administrator'];

type Held = { role: Role; path: string };

/** Whether somebody may give or take a role on a place: they hold it, or a higher one, there or above. */
export function mayGive(role: Role, placePath: string, own: Held[]): boolean {
  return own.some(
    (held) => rank.indexOf(held.role) >= rank.indexOf(role) && placePath.startsWith(held.path),
  );
}

/** Whether each of these roles is one that could be given: then nobody else's member of staff is touched. */
export function mayChange(theirs: Held[], own: Held[]): boolean {
  return theirs.every(({ role, path }) => mayGive(role, path, own));
}

/** Whether the scope reaches a whole tree: then staff without any role are its business, too. */
export function reachesRoot(paths: readonly string[]): boolean {
  return paths.some((path) => /^\/\d*\/?$/.test(path));
}
