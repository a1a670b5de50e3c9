import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';

const looks = createRoute({
  getParentRoute: () => signedIn,
  path: 'account/looks',
  component: lazyRouteComponent(() => import('./looks-page.tsx'), 'LooksPage'),
});

export const routes = [looks] as const;

export const feature: Feature = { name: 'oversight' };
