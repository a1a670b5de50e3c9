import type { PermissionName, ResponseOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type BuiltInRole, builtInRoles } from './built-in-roles.ts';
import type { access } from './contract.ts';
import {
  findRolePermissions,
  insertDefaults,
  listNamedPermissions,
  listRoles,
} from './queries-roles.ts';

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

/** All roles with what each may do, in words. */
export async function describeRoles(platform: Platform): Promise<ResponseOf<typeof access.roles>> {
  const roles = await listRoles(platform.db);
  return roles.map(({ code, name_zh, name_en, permissions }) => ({
    code,
    zh: name_zh,
    en: name_en,
    permissions: permissions
      .filter((name) => isDeclared(platform, name))
      .map((name) => ({ name, ...platform.permissions[name] })),
  }));
}

/** What a role may do; nothing where there is no such role. */
export async function permissionsOfRole(
  { db, platform }: Tx,
  role: string,
): Promise<PermissionName[] | undefined> {
  const named = await findRolePermissions(db, role);
  return named?.filter((name) => isDeclared(platform, name));
}
