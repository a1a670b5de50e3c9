import { BarChartOutlined, BellOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { reportsProblems } from '../../../modules/reports/contract.ts';
import { pictureProblems } from '../../../platform/file-problems.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme } from '../shell/routes.tsx';
import { AlertBadge } from './alert-count.tsx';
import { ComparedReports } from './compared-reports.tsx';
import { OverProgramme } from './over-programme.tsx';
import { reportWords } from './words.ts';

const completion = createRoute({
  getParentRoute: () => programme,
  path: '/completion',
  component: lazyRouteComponent(() => import('./completion.tsx')),
});

const alerts = createRoute({
  getParentRoute: () => programme,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./alerts.tsx')),
});

export const programmeRoutes = [completion, alerts] as const;

export const feature: Feature = {
  name: 'reports',
  problems: [reportsProblems, pictureProblems],
  menu: [
    {
      menu: 'programme',
      path: '/completion',
      icon: BarChartOutlined,
      title: textOf(reportWords, 'completionToday'),
      permission: 'report.read',
    },
    {
      menu: 'programme',
      path: '/alerts',
      icon: BellOutlined,
      title: textOf(reportWords, 'alerts'),
      permission: 'report.read',
      badge: AlertBadge,
    },
  ],
  overProgramme: OverProgramme,
  ofCompared: [{ title: textOf(reportWords, 'reports'), Part: ComparedReports }],
};
