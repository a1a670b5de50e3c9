import { SafetyCertificateOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { accessProblems } from '../../../modules/access/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { accessWords } from './words.ts';

const roles = createRoute({
  getParentRoute: () => signedIn,
  path: '/roles',
  component: lazyRouteComponent(() => import('./roles.tsx')),
});

export const routes = [roles] as const;

export const feature: Feature = {
  name: 'access',
  problems: [accessProblems],
  menu: [
    {
      menu: 'installation',
      path: '/roles',
      icon: SafetyCertificateOutlined,
      title: textOf(accessWords, 'roles'),
      permission: 'role.manage',
    },
  ],
};
