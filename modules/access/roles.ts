import type { PermissionName, ResponseOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type BuiltInRole, builtInRoles } from './built-in-roles.ts';
import type { access } from './contract.ts';
import { holdRole, insertDefaults, listNamedPermissions, listRolesNear } from './queries-roles.ts';

/**
 * Keeps the rows of the built-in roles in step with the product at every start, and notes permissions
 * that rows name but no contract declares: they give nothing.
 */
export async function updateBuiltInRoles(
  platform: Platform,
  roles: readonly BuiltInRole[] = builtInRoles,
): Promise<void> {
  await platform.transaction(null, (tx) => insertDefaults(tx.db, roles));
  const unknown = (await listNamedPermissions(platform.db)).filter(
    (name) => !isDeclared(platform, name),
  );
  if (unknown.length > 0) {
    platform.log.error({ permissions: unknown }, 'roles name permissions that do not exist');
  }
}

export const isDeclared = (
  { permissions }: Pick<Platform, 'permissions'>,
  name: string,
): name is PermissionName => Object.hasOwn(permissions, name);

/** The roles that somebody may give or meet at their places, with what each may do, in words. */
export async function describeRoles(
  platform: Platform,
  personId: string,
): Promise<ResponseOf<typeof access.roles>> {
  const roles = await listRolesNear(platform.db, personId);
  return roles.map(({ code, name_zh, name_en, place_id, permissions }) => ({
    code,
    zh: name_zh,
    en: name_en,
    placeId: place_id,
    permissions: permissions
      .filter((name) => isDeclared(platform, name))
      .map((name) => sentenceOf(platform, name)),
  }));
}

/** A permission in words. */
export const sentenceOf = (
  { permissions }: Pick<Platform, 'permissions'>,
  name: PermissionName,
) => ({ name, zh: permissions[name].zh, en: permissions[name].en });

/**
 * What a role may do, and the path of its place where it is not for everybody; nothing where there is no such role.
 * It stays so until the transaction ends: whoever gives it gives what they were asked about.
 */
export async function roleToGive(
  { db, platform }: Tx,
  role: string,
): Promise<{ permissions: PermissionName[]; path: string | null } | undefined> {
  const held = await holdRole(db, role);
  if (!held) return undefined;
  return {
    path: held.path,
    permissions: held.permissions.filter((name) => isDeclared(platform, name)),
  };
}
