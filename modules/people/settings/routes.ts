import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { keepSetting } from './actions.ts';
import { findSetting } from './queries.ts';

export const settingRoutes: Route[] = [
  route(people.setting, signedIn('console'), async ({ platform, actor, params }) => ({
    value: await findSetting(platform.db, actor.personId, params.code),
  })),
  route(people.keepSetting, signedIn('console'), async ({ platform, actor, params, body }) => {
    await keepSetting(platform, actor, params.code, body.value);
    return { ok: true as const };
  }),
];
