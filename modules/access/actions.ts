import { randomUUID } from 'node:crypto';
import {
  type BodyOf,
  commonProblems,
  type PermissionName,
  type ResponseOf,
} from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, invalid, mapConstraintErrors, Problem } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { findPlace } from '../places/public.ts';
import { permissionsGrantedTo, permissionsHeldBy } from './access.ts';
import { isGivenByProduct } from './built-in-roles.ts';
import { type access, accessProblems } from './contract.ts';
import { managedRole } from './managed.ts';
import {
  deleteRole,
  findTakenNames,
  insertRole,
  listPathsWhereHeld,
  listRootPaths,
  lockNames,
  lockRole,
  updateRole,
  updateRolePermissions,
} from './queries-managed.ts';
import { listPermissionsOf } from './queries-roles.ts';
import { isDeclared } from './roles.ts';
import { covers, holdsAll, onEach, outermost, withoutNarrower } from './rules.ts';

type Managed = ResponseOf<typeof access.managedRole>;

export function addRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { placeId, ...typed }: BodyOf<typeof access.addRole>,
): Promise<Managed> {
  return platform.transaction(actor, async (tx) => {
    const code = randomUUID();
    const permissions = declared(tx, typed.permissions);
    const paths = await pathsOfRole(tx, scope, placeId);
    await mustHoldAll(tx, actor, permissions, paths);
    const named = await freeNames(tx, { ...typed, code, placeId });
    await insertRole(tx.db, { ...named, placeId, now: tx.now });
    await updateRolePermissions(tx.db, code, { added: permissions, removed: [] });
    await tx.audit({ action: 'role.added', placeId, details: { role: code, added: permissions } });
    return getOrNotFound(await managedRole(tx, scope, code));
  });
}

/** Changes a role, unless somebody else has changed it since `version`. */
export function changeRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  code: string,
  { version, ...typed }: BodyOf<typeof access.changeRole>,
): Promise<Managed> {
  const change = async (tx: Tx) => {
    const role = await lockManaged(tx, scope, code);
    if (role.version !== version) throw new Problem(accessProblems.role_changed);
    const wanted = declared(tx, typed.permissions);
    const added = wanted.filter((name) => !role.permissions.includes(name));
    const removed = role.permissions.filter((name) => !wanted.includes(name));
    const placeId = role.place?.id ?? null;
    const named = await freeNames(tx, { ...typed, code, placeId });
    await updateRole(tx.db, { ...named, now: tx.now });
    if (added.length + removed.length > 0) {
      const held = outermost(await listPathsWhereHeld(tx.db, code));
      await mustHoldAll(tx, actor, added, await pathsOfRole(tx, scope, placeId));
      await mustHoldAll(tx, actor, [...role.permissions, ...added], held);
      await notRaising(tx, actor, () => replacePermissions(tx, code, wanted));
    }
    await tx.audit({ action: 'role.changed', placeId, details: { role: code, added, removed } });
    return getOrNotFound(await managedRole(tx, scope, code));
  };
  return platform.transaction(actor, (tx) => platform.administrators.keep(tx, () => change(tx)));
}

export function removeRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  code: string,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const { place } = await lockManaged(tx, scope, code);
    if (isGivenByProduct(code)) throw new Problem(accessProblems.role_needed);
    const held = () => new Problem(accessProblems.role_held);
    await mapConstraintErrors({ grants_role_fkey: held }, () => deleteRole(tx.db, code));
    await tx.audit({ action: 'role.deleted', placeId: place?.id ?? null, details: { role: code } });
  });
}

/** A role that the actor may change, which nobody else changes or gives until the transaction ends. */
async function lockManaged(tx: Tx, scope: PlaceScope, code: string): Promise<Managed> {
  await lockRole(tx.db, code);
  const role = getOrNotFound(await managedRole(tx, scope, code));
  if (!role.mayChange) throw new Problem(commonProblems.forbidden);
  return role;
}

/** The paths where a role can be given, with all below; only whoever manages roles there may say so. */
async function pathsOfRole(
  { db }: Tx,
  scope: PlaceScope,
  placeId: number | null,
): Promise<string[]> {
  if (placeId !== null) return [getOrNotFound(await findPlace(db, scope, placeId)).path];
  const roots = await listRootPaths(db);
  const isReached = (root: string) => scope.paths.some((path) => root.startsWith(path));
  if (!roots.every(isReached)) throw new Problem(commonProblems.forbidden);
  return roots;
}

/** The permissions that were chosen; a part of another one among them says nothing more. */
function declared({ platform }: Tx, names: string[]): PermissionName[] {
  const known = names.filter((name) => isDeclared(platform, name));
  if (known.length < names.length) {
    throw invalid({ path: 'permissions', code: 'permission_unknown' });
  }
  return withoutNarrower(known, platform.permissions);
}

/** Nobody gives or takes what they do not have. */
async function mustHoldAll(
  tx: Tx,
  actor: Actor,
  permissions: PermissionName[],
  paths: string[],
): Promise<void> {
  const held = await permissionsHeldBy(tx, actor.personId);
  if (!covers(held, onEach(permissions, paths))) {
    throw new Problem(accessProblems.permission_not_held);
  }
}

/** Makes a change that lets the actor do no more than before, not even once a suspended role counts again. */
async function notRaising(tx: Tx, actor: Actor, change: () => Promise<void>): Promise<void> {
  const before = await permissionsGrantedTo(tx, actor.personId);
  await change();
  const after = await permissionsGrantedTo(tx, actor.personId);
  if (!holdsAll(before, after)) throw new Problem(accessProblems.role_raises_oneself);
}

/** Names that no contract declares stay, so that a release that knows them again finds them. */
async function replacePermissions(tx: Tx, code: string, wanted: PermissionName[]): Promise<void> {
  const stored = await listPermissionsOf(tx.db, code);
  await updateRolePermissions(tx.db, code, {
    added: wanted.filter((name) => !stored.includes(name)),
    removed: stored.filter(
      (name) => isDeclared(tx.platform, name) && !wanted.some((each) => each === name),
    ),
  });
}

type Named = { code: string; nameZh: string; nameEn: string; description: string };

/** What is stored of the names, which no other role of the same place has. */
async function freeNames(tx: Tx, role: Named & { placeId: number | null }): Promise<Named> {
  const { code, placeId } = role;
  const named = {
    ...{ code, nameZh: role.nameZh.trim(), nameEn: role.nameEn.trim() },
    description: role.description.trim(),
  };
  await lockNames(tx.db);
  const taken = await findTakenNames(tx.db, { ...named, placeId });
  const fields = [
    ...(taken.zh ? [{ path: 'nameZh', code: 'role_name_taken' }] : []),
    ...(taken.en ? [{ path: 'nameEn', code: 'role_name_taken' }] : []),
  ];
  if (fields.length > 0) throw new Problem(accessProblems.role_name_taken, { fields });
  return named;
}
