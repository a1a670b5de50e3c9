import type { Route } from '../../platform/routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { captchaRoutes } from './captcha/routes.ts';
import { firstSignInRoutes } from './first-sign-in/routes.ts';
import { recoveryRoutes } from './recovery/routes.ts';
import { registrationRoutes } from './registration/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { settingRoutes } from './settings/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { codeRoutes } from './verification-codes/routes.ts';
import { wechatRoutes } from './wechat/routes.ts';

export const peopleRoutes: Route[] = [
  ...captchaRoutes,
  ...codeRoutes,
  ...signInRoutes,
  ...firstSignInRoutes,
  ...recoveryRoutes,
  ...registrationRoutes,
  ...accountRoutes,
  ...sessionRoutes,
  ...settingRoutes,
  ...wechatRoutes,
];
