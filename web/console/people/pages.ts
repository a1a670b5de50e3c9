import { UserOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { peopleProblems } from '../../../modules/people/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { SessionGate } from './session-gate.tsx';
import { peopleWords } from './words.ts';

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./account.tsx'), 'Account'),
});

export const routes = [account] as const;

export const feature: Feature = {
  name: 'people',
  problems: [peopleProblems],
  gate: SessionGate,
  menu: [
    {
      menu: 'account',
      path: '/account',
      icon: UserOutlined,
      title: textOf(peopleWords, 'account'),
    },
  ],
};
