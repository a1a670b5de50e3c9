import { staffApps } from '../../platform/contract.ts';
import { type Route, route, signedIn } from '../../platform/routes.ts';
import { access } from './contract.ts';
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
  route(access.roles, signedIn('console'), ({ platform }) => describeRoles(platform)),
];
