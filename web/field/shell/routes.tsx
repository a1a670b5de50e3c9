import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { FieldFrame, SignedIn } from './frame.tsx';
import { NotFound } from './not-found.tsx';

/** Where features hang their pages: all of them are for staff who are signed in. */
export const root = createRootRoute({ component: FieldFrame, notFoundComponent: NotFound });

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
});

export const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
});
