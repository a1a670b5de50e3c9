import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { peopleProblems } from '../../../modules/people/contract.ts';
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

export const publicRoutes = [signIn, forgotten, first] as const;
export const routes = [account, password] as const;

export const feature: Feature = {
  problems: [peopleProblems],
  gate: lazyRouteComponent(() => import('./session-gate.tsx'), 'SessionGate'),
  home: () => import('./home.ts').then(({ home }) => home),
};
