import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { canSolvePuzzles, knownBrowserOf } from '../sign-in/caller.ts';
import { createCaptcha } from './actions.ts';

export const captchaRoutes: Route[] = [
  route(people.captcha, isPublic, (call) => {
    const { platform, request, realm, body } = call;
    return createCaptcha(platform, body.kind, {
      realm: realm ?? '',
      address: request.ip,
      canSolve: canSolvePuzzles(platform, request),
      browser: knownBrowserOf(call),
    });
  }),
];
