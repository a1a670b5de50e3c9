import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { peopleProblems } from '../../../modules/people/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, signedIn } from '../shell/routes.tsx';
import { AccountActions } from './account-actions.tsx';
import { SessionGate } from './session-gate.tsx';

const forgotten = createRoute({
  getParentRoute: () => programme,
  path: 'forgotten',
  component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
});

/** Whoever is not signed in signs in at the address that they want. */
const signIn = createRoute({
  getParentRoute: () => programme,
  path: 'sign-in',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$programme', params, replace: true });
  },
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: 'account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});

export const publicRoutes = [forgotten, signIn] as const;
export const routes = [account] as const;

export const feature: Feature = {
  name: 'people',
  problems: [peopleProblems],
  gate: SessionGate,
  accountActions: AccountActions,
};
