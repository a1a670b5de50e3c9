import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { programmesProblems } from '../../../modules/programmes/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { programme } from '../shell/routes.tsx';

const support = createRoute({
  getParentRoute: () => programme,
  path: 'support',
  component: lazyRouteComponent(() => import('./support-page.tsx'), 'SupportPage'),
});

const page = createRoute({
  getParentRoute: () => programme,
  path: 'pages/$page',
  component: lazyRouteComponent(() => import('./help-page.tsx'), 'HelpPage'),
});

export const publicRoutes = [support, page] as const;

export const feature: Feature = {
  problems: [programmesProblems],
  home: () => import('./home.ts').then(({ home }) => home),
  forWards: true,
};
