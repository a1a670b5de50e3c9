import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { canSolvePuzzles } from '../sign-in/caller.ts';
import { createCaptcha } from './actions.ts';

export const captchaRoutes: Route[] = [
  route(people.captcha, isPublic, ({ platform, request, realm, body }) =>
    createCaptcha(platform, body.kind, {
      realm: realm ?? '',
      address: request.ip,
      canSolve: canSolvePuzzles(platform, request),
    }),
  ),
];
