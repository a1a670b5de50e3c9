import {
  ImportOutlined,
  KeyOutlined,
  ScanOutlined,
  UsergroupAddOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  memberRowProblems,
  placeRowProblems,
  staffProblems,
} from '../../../modules/staff/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { root, signedIn } from '../shell/routes.tsx';
import { apiKeyWords } from './api-key-words.ts';
import { memberImportsTitle, placeImportsTitle } from './import-titles.ts';
import { scannerWords } from './scanner-words.ts';
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

const scanners = createRoute({
  getParentRoute: () => signedIn,
  path: '/scanners',
  component: lazyRouteComponent(() => import('./scanners.tsx')),
});

const placeImports = createRoute({
  getParentRoute: () => signedIn,
  path: '/place-imports',
  component: lazyRouteComponent(() => import('./place-imports.tsx')),
});

const placeImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/place-imports/$importId',
  component: lazyRouteComponent(() => import('./place-imports.tsx'), 'PlaceImportPage'),
});

const memberImports = createRoute({
  getParentRoute: () => signedIn,
  path: '/member-imports',
  component: lazyRouteComponent(() => import('./member-imports.tsx')),
});

const memberImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/member-imports/$importId',
  component: lazyRouteComponent(() => import('./member-imports.tsx'), 'MemberImportPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./api-keys.tsx')),
});

export const publicRoutes = [first, link] as const;
export const routes = [
  ...([staff, scanners, placeImports, placeImport] as const),
  ...([memberImports, memberImport, apiKeys] as const),
] as const;

export const feature: Feature = {
  name: 'staff',
  problems: [staffProblems, placeRowProblems, memberRowProblems],
  menu: [
    {
      menu: 'installation',
      path: '/place-imports',
      icon: ImportOutlined,
      title: placeImportsTitle,
      permission: 'place.manage',
    },
    {
      menu: 'installation',
      path: '/staff',
      icon: UserSwitchOutlined,
      title: textOf(staffWords, 'staff'),
      permission: 'staff.manage',
    },
    {
      menu: 'installation',
      path: '/member-imports',
      icon: UsergroupAddOutlined,
      title: memberImportsTitle,
      permission: 'staff.manage',
    },
    {
      menu: 'installation',
      path: '/scanners',
      icon: ScanOutlined,
      title: textOf(scannerWords, 'scanners'),
      permission: 'scanner.read',
    },
    {
      menu: 'installation',
      path: '/api-keys',
      icon: KeyOutlined,
      title: textOf(apiKeyWords, 'apiKeys'),
      permission: 'key.manage',
    },
  ],
};
