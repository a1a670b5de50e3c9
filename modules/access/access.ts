import { commonProblems } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { Problem } from '../../platform/problems.ts';
import { type Access, placeScope } from '../../platform/scope.ts';
import { listGrantedPermissions, listHeldPermissions, listPathsOf } from './queries.ts';
import { isDeclared } from './roles.ts';
import { type HeldPermission, outermost, withNarrower } from './rules.ts';

/** Fulfils the platform's {@link Access}. */
export function grantedAccess(permissions: Platform['permissions']): Access {
  return {
    async require(db, actor, permission) {
      const asks = actor.kind === 'staff' && isDeclared({ permissions }, permission);
      const { narrows } = permissions[permission] ?? {};
      const any = narrows === undefined ? [permission] : [permission, narrows];
      const paths = asks ? await listPathsOf(db, actor.personId, any) : [];
      if (paths.length === 0) throw new Problem(commonProblems.forbidden);
      return placeScope(actor.personId, outermost(paths));
    },
    async permissionsOf(db, actor) {
      const held = actor.kind === 'staff' ? await listHeldPermissions(db, actor.personId) : [];
      const names = declaredOf({ permissions }, held).map(({ permission }) => permission);
      return [...new Set(names)].sort();
    },
  };
}

/** Each permission that somebody holds, with the place on which they hold it. */
export async function permissionsHeldBy(
  { db, platform }: Pick<Tx, 'db' | 'platform'>,
  personId: string,
): Promise<HeldPermission[]> {
  return declaredOf(platform, await listHeldPermissions(db, personId));
}

/**
 * The same with what does not count now, because a role is suspended or its place closed: whoever takes over an
 * account takes over these as well.
 */
export async function permissionsGrantedTo(
  { db, platform }: Pick<Tx, 'db' | 'platform'>,
  personId: string,
): Promise<HeldPermission[]> {
  return declaredOf(platform, await listGrantedPermissions(db, personId));
}

/** What of these rows a contract declares, with the permissions that are a part of one among them. */
function declaredOf(
  platform: Pick<Platform, 'permissions'>,
  rows: { permission: string; path: string }[],
): HeldPermission[] {
  const known = rows.filter((row): row is HeldPermission => isDeclared(platform, row.permission));
  return withNarrower(known, platform.permissions);
}
