import { apps } from '../../../platform/contract.ts';
import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { changePassword } from './password.ts';
import { changePhone, phoneOf, requestPhoneCode } from './phone.ts';

const done = { ok: true } as const;

export const accountRoutes: Route[] = [
  route(people.changePassword, signedIn(...apps), async ({ platform, actor, request, body }) => {
    await changePassword(platform, actor, request.ip, body);
    return done;
  }),
  route(people.phone, signedIn(...apps), async ({ platform, self }) => ({
    phone: await phoneOf(platform, self),
  })),
  route(people.requestPhoneCode, signedIn(...apps), ({ platform, actor, request, body }) =>
    requestPhoneCode(platform, actor, request.ip, body),
  ),
  route(people.changePhone, signedIn(...apps), ({ platform, actor, body }) =>
    changePhone(platform, actor, body),
  ),
];
