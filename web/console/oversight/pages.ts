import { AuditOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { auditWords } from './words.ts';

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit.tsx')),
});

export const routes = [audit] as const;

export const feature: Feature = {
  name: 'oversight',
  menu: [
    {
      menu: 'installation',
      path: '/audit',
      icon: AuditOutlined,
      title: textOf(auditWords, 'audit'),
      permission: 'audit.read',
    },
  ],
};
