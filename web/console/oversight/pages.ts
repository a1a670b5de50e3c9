import {
  ApiOutlined,
  AuditOutlined,
  DashboardOutlined,
  EyeOutlined,
  HourglassOutlined,
} from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oversightProblems } from '../../../modules/oversight/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, signedIn } from '../shell/routes.tsx';
import { overviewWords } from './overview-words.ts';
import { RetentionCount } from './retention-count.tsx';
import { retentionMenuWords } from './retention-menu-words.ts';
import { UnusualCount } from './unusual-count.tsx';
import { unusualWords } from './unusual-words.ts';
import { webhookWords } from './webhook-words.ts';
import { auditWords } from './words.ts';

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit.tsx')),
});

const overview = createRoute({
  getParentRoute: () => programme,
  path: '/overview',
  component: lazyRouteComponent(() => import('./overview.tsx')),
});

const webhooks = createRoute({
  getParentRoute: () => programme,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./webhooks.tsx')),
});

const unusual = createRoute({
  getParentRoute: () => signedIn,
  path: '/unusual',
  component: lazyRouteComponent(() => import('./unusual.tsx')),
});

const retention = createRoute({
  getParentRoute: () => signedIn,
  path: '/retention',
  component: lazyRouteComponent(() => import('./retention.tsx')),
});

export const routes = [audit, unusual, retention] as const;
export const programmeRoutes = [overview, webhooks] as const;

/** Stands before all others: it is what somebody sees who comes in. */
export const overviewFeature: Feature = {
  name: 'overview',
  problems: [oversightProblems],
  menu: [
    {
      menu: 'programme',
      path: '/overview',
      icon: DashboardOutlined,
      title: textOf(overviewWords, 'overview'),
      permission: 'overview.read',
    },
  ],
};

export const feature: Feature = {
  name: 'oversight',
  menu: [
    {
      menu: 'programme',
      path: '/webhooks',
      icon: ApiOutlined,
      title: textOf(webhookWords, 'webhooks'),
      permission: 'webhook.manage',
    },
    {
      menu: 'installation',
      path: '/audit',
      icon: AuditOutlined,
      title: textOf(auditWords, 'audit'),
      permission: 'audit.read',
    },
    {
      menu: 'installation',
      path: '/unusual',
      icon: EyeOutlined,
      title: textOf(unusualWords, 'unusual'),
      permission: 'audit.read',
      count: UnusualCount,
    },
    {
      menu: 'installation',
      path: '/retention',
      icon: HourglassOutlined,
      title: textOf(retentionMenuWords, 'retention'),
      permission: 'retention.read',
      count: RetentionCount,
    },
  ],
};
