import { ScanOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { screeningProblems } from '../../../modules/screening/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme } from '../shell/routes.tsx';
import { ComparedChecks } from './compared-checks.tsx';
import { checkWords } from './words.ts';

const checks = createRoute({
  getParentRoute: () => programme,
  path: '/checks',
  component: lazyRouteComponent(() => import('./checks.tsx')),
});

export const programmeRoutes = [checks] as const;

export const feature: Feature = {
  name: 'screening',
  problems: [screeningProblems],
  menu: [
    {
      menu: 'programme',
      path: '/checks',
      icon: ScanOutlined,
      title: textOf(checkWords, 'checks'),
      permission: 'check.read_own',
      concerns: ({ definition }) => definition.colours !== undefined,
    },
  ],
  ofCompared: [
    {
      title: textOf(checkWords, 'comparedChecks'),
      Part: ComparedChecks,
      concerns: ({ colours }) => colours !== undefined,
    },
  ],
};
