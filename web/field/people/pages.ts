import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { UserOutline } from 'antd-mobile-icons';
import { peopleProblems } from '../../../modules/people/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { SessionGate } from './session-gate.tsx';
import { words } from './words.ts';

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});

const password = createRoute({
  getParentRoute: () => signedIn,
  path: '/account/password',
  component: lazyRouteComponent(() => import('./password-page.tsx'), 'PasswordPage'),
});

export const routes = [account, password] as const;

export const feature: Feature = {
  problems: [peopleProblems],
  gate: SessionGate,
  tabs: [{ path: '/account', icon: UserOutline, title: textOf(words, 'account') }],
};
