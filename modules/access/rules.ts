import type { Permission } from '../../platform/scope.ts';

type Held = { role: string; path: string };

/** The places for which the permission is held; one that lies below another is left out. */
export function pathsFor(permission: Permission, grants: Held[]): string[] {
  const paths = grants
    .filter(({ role }) => permission.roles.includes(role))
    .map(({ path }) => path);
  return outermost(paths);
}

function outermost(paths: string[]): string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(other)));
}
