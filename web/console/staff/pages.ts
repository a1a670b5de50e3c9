import { UserSwitchOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffProblems } from '../../../modules/staff/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { root, signedIn } from '../shell/routes.tsx';
import { staffWords } from './words.ts';

const first = createRoute({
  getParentRoute: () => root,
  path: '/first',
  component: lazyRouteComponent(() => import('./first-administrator.tsx'), 'FirstAdministrator'),
});

const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('./administrator-link.tsx'), 'AdministratorLink'),
});

const staff = createRoute({
  getParentRoute: () => signedIn,
  path: '/staff',
  component: lazyRouteComponent(() => import('./staff.tsx')),
});

export const publicRoutes = [first, link] as const;
export const routes = [staff] as const;

export const feature: Feature = {
  name: 'staff',
  problems: [staffProblems],
  menu: [
    {
      menu: 'installation',
      path: '/staff',
      icon: UserSwitchOutlined,
      title: textOf(staffWords, 'staff'),
      permission: 'staff.manage',
    },
  ],
};
