import { type Route, route, signedIn } from '../../platform/routes.ts';
import { access } from './contract.ts';
import { listGrantsOf } from './queries.ts';

export const accessRoutes: Route[] = [
  route(access.mine, signedIn('console'), async ({ platform, actor }) => ({
    permissions: await platform.access.permissionsOf(platform.db, actor),
    grants: (await listGrantsOf(platform.db, actor.personId)).map((grant) => ({
      role: grant.role,
      placeId: grant.place_id,
      nameZh: grant.name_zh,
      nameEn: grant.name_en,
    })),
  })),
];
