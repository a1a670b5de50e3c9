import { type Route, route } from '../../../platform/routes.ts';
import { staff } from '../contract.ts';
import { addApiKey, apiKeys, revokeApiKey } from './actions.ts';

export const apiKeyRoutes: Route[] = [
  route(staff.apiKeys, 'key.manage', ({ platform, scope, query }) =>
    apiKeys(platform, scope, query),
  ),
  route(staff.addApiKey, 'key.manage', ({ platform, actor, scope, body }) =>
    addApiKey(platform, actor, scope, body),
  ),
  route(staff.revokeApiKey, 'key.manage', async ({ platform, actor, scope, params }) => {
    await revokeApiKey(platform, actor, scope, params.id);
    return { ok: true } as const;
  }),
];
