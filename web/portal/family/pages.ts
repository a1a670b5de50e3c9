import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { familyProblems } from '../../../modules/family/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';

const family = createRoute({
  getParentRoute: () => signedIn,
  path: 'account/family',
  component: lazyRouteComponent(() => import('./family-page.tsx'), 'FamilyPage'),
});

export const routes = [family] as const;

export const feature: Feature = {
  problems: [familyProblems],
  home: () => import('./home.ts').then(({ home }) => home),
};
