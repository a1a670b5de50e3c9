import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { peopleProblems } from '../../../modules/people/contract.ts';
import {
  type RegistrationStep,
  registrationSteps,
} from '../../shared/participant/registration-steps.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, signedIn } from '../shell/routes.tsx';
import { SignInPage } from './sign-in-page.tsx';

const signIn = createRoute({
  getParentRoute: () => programme,
  path: 'sign-in',
  // Most people see it first: it comes with the app.
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
});

const forgotten = createRoute({
  getParentRoute: () => programme,
  path: 'forgotten',
  component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
});

const wechat = createRoute({
  getParentRoute: () => programme,
  path: 'wechat',
  component: lazyRouteComponent(() => import('./wechat-page.tsx'), 'WechatPage'),
});

const welcome = createRoute({
  getParentRoute: () => programme,
  path: 'welcome',
  component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
});

const register = createRoute({
  getParentRoute: () => programme,
  path: 'register',
  component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
  validateSearch: ({ at }: Record<string, unknown>): { at?: RegistrationStep } => {
    const step = registrationSteps.find((each) => each === at);
    return step ? { at: step } : {};
  },
});

const first = createRoute({
  getParentRoute: () => programme,
  path: 'first',
  component: lazyRouteComponent(() => import('./first-page.tsx'), 'FirstPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: 'account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});

const password = createRoute({
  getParentRoute: () => signedIn,
  path: 'account/password',
  component: lazyRouteComponent(() => import('./password-page.tsx'), 'PasswordPage'),
});

const phone = createRoute({
  getParentRoute: () => signedIn,
  path: 'account/phone',
  component: lazyRouteComponent(() => import('./phone-page.tsx'), 'PhonePage'),
});

export const publicRoutes = [signIn, wechat, forgotten, welcome, register, first] as const;
export const routes = [account, password, phone] as const;

export const feature: Feature = {
  problems: [peopleProblems],
  gate: lazyRouteComponent(() => import('./session-gate.tsx'), 'SessionGate'),
  home: () => import('./home.ts').then(({ home }) => home),
};
