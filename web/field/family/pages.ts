import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { TeamOutline } from 'antd-mobile-icons';
import { familyProblems } from '../../../modules/family/contract.ts';
import { isScannerRole } from '../../../modules/staff/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { words } from './words.ts';

const family = createRoute({
  getParentRoute: () => signedIn,
  path: '/family',
  component: lazyRouteComponent(() => import('./family-page.tsx'), 'FamilyPage'),
});

export const routes = [family] as const;

export const feature: Feature = {
  problems: [familyProblems],
  tools: [
    {
      ...{ path: '/family', icon: TeamOutline, hasRole: isScannerRole },
      title: textOf(words, 'family'),
      hint: textOf(words, 'familyHint'),
    },
  ],
};
