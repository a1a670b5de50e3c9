import { staffApps } from '../../platform/contract.ts';
import { getOrNotFound } from '../../platform/problems.ts';
import { type Route, route, signedIn } from '../../platform/routes.ts';
import { addRole, changeRole, removeRole } from './actions.ts';
import { access } from './contract.ts';
import {
  effectOf,
  listManaged,
  managedRole,
  permissionsOfPerson,
  permissionTree,
} from './managed.ts';
import { listGrantsInForce, roleOf } from './queries.ts';
import { describeRoles } from './roles.ts';

export const accessRoutes: Route[] = [
  route(access.mine, signedIn(...staffApps), async ({ platform, actor }) => ({
    permissions: await platform.access.permissionsOf(platform.db, actor),
    grants: (await listGrantsInForce(platform.db, actor.personId)).map((grant) => ({
      role: roleOf(grant),
      placeId: grant.place_id,
      nameZh: grant.name_zh,
      nameEn: grant.name_en,
    })),
  })),
  route(access.roles, signedIn('console'), ({ platform, actor }) =>
    describeRoles(platform, actor.personId),
  ),
  route(access.permissions, 'role.manage', ({ platform, actor, scope, query }) =>
    permissionTree(platform, actor, scope, query.placeId),
  ),
  route(access.managedRoles, 'role.manage', ({ platform, scope, body }) =>
    listManaged(platform, scope, body),
  ),
  route(access.managedRole, 'role.manage', async ({ platform, scope, params }) =>
    getOrNotFound(await managedRole({ db: platform.db, platform }, scope, params.code)),
  ),
  route(access.addRole, 'role.manage', ({ platform, actor, scope, body }) =>
    addRole(platform, actor, scope, body),
  ),
  route(access.changeRole, 'role.manage', ({ platform, actor, scope, params, body }) =>
    changeRole(platform, actor, scope, params.code, body),
  ),
  route(access.roleEffect, 'role.manage', ({ platform, scope, params, body }) =>
    effectOf(platform, scope, params.code, body.permissions),
  ),
  route(access.deleteRole, 'role.manage', async ({ platform, actor, scope, params }) => {
    await removeRole(platform, actor, scope, params.code);
    return { ok: true } as const;
  }),
  route(access.permissionsOfPerson, 'staff.read', ({ platform, scope, params }) =>
    permissionsOfPerson(platform, scope, params.personId),
  ),
];
