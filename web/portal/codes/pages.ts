import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { codesProblems } from '../../../modules/codes/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';

const code = createRoute({
  getParentRoute: () => signedIn,
  path: 'code',
  component: lazyRouteComponent(() => import('./code-page.tsx'), 'CodePage'),
});

export const routes = [code] as const;

export const feature: Feature = {
  problems: [codesProblems],
  home: () => import('./home.tsx').then(({ home }) => home),
  forWards: true,
};
