import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { InboxLink } from './inbox-link.tsx';

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});

export const routes = [inbox] as const;

export const feature: Feature = { corner: InboxLink };
