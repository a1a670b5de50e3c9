import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { createCaptcha } from './actions.ts';

export const captchaRoutes: Route[] = [
  route(people.captcha, isPublic, ({ platform, request, body }) =>
    createCaptcha(platform, body.kind, request.ip),
  ),
];
