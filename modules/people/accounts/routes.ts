import { apps } from '../../../platform/contract.ts';
import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { changePassword } from './password.ts';

const done = { ok: true } as const;

export const accountRoutes: Route[] = [
  route(people.changePassword, signedIn(...apps), async ({ platform, actor, request, body }) => {
    await changePassword(platform, actor, request.ip, body);
    return done;
  }),
];
