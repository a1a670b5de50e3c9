import {
  FileProtectOutlined,
  MessageOutlined,
  QrcodeOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { codesProblems } from '../../../modules/codes/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, signedIn } from '../shell/routes.tsx';
import { AppealBadge, OrderBadge } from './badges.tsx';
import { ComparedCode } from './compared-code.tsx';
import { codeMenuWords } from './menu-words.ts';

const people = createRoute({
  getParentRoute: () => programme,
  path: '/colours',
  component: lazyRouteComponent(() => import('./people.tsx')),
});

const orders = createRoute({
  getParentRoute: () => programme,
  path: '/orders',
  component: lazyRouteComponent(() => import('./orders.tsx')),
});

const appeals = createRoute({
  getParentRoute: () => programme,
  path: '/appeals',
  component: lazyRouteComponent(() => import('./appeals.tsx')),
});

const ledgers = createRoute({
  getParentRoute: () => signedIn,
  path: '/ledgers',
  component: lazyRouteComponent(() => import('./verify-page.tsx')),
});

export const routes = [ledgers] as const;
export const programmeRoutes = [people, orders, appeals] as const;

export const feature: Feature = {
  name: 'codes',
  problems: [codesProblems],
  menu: [
    {
      menu: 'programme',
      path: '/colours',
      icon: QrcodeOutlined,
      title: textOf(codeMenuWords, 'people'),
      permission: 'code.read',
      concerns: ({ definition }) => definition.colours !== undefined,
    },
    {
      menu: 'programme',
      path: '/orders',
      icon: SafetyCertificateOutlined,
      title: textOf(codeMenuWords, 'orders'),
      permission: 'code.read',
      badge: OrderBadge,
      concerns: ({ definition }) => definition.colours !== undefined,
    },
    {
      menu: 'programme',
      path: '/appeals',
      icon: MessageOutlined,
      title: textOf(codeMenuWords, 'appeals'),
      permission: 'appeal.decide',
      badge: AppealBadge,
      concerns: ({ definition }) => definition.colours !== undefined,
    },
  ],
  ofPerson: lazy(() => import('./person-code.tsx')),
  ofCompared: [
    {
      title: textOf(codeMenuWords, 'code'),
      Part: ComparedCode,
      concerns: ({ colours }) => colours !== undefined,
    },
  ],
};

/** Stands behind all others: it is for once in a while. */
export const ledgersFeature: Feature = {
  name: 'ledgers',
  menu: [
    {
      menu: 'installation',
      path: '/ledgers',
      icon: FileProtectOutlined,
      title: textOf(codeMenuWords, 'verify'),
      permission: 'ledger.verify',
    },
  ],
};
