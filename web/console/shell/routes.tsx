import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { Gates } from '../../shared/features.tsx';
import { useFeatures } from './feature.ts';
import { ConsoleLayout } from './layout.tsx';
import { Home, NoSuchPage, ProgrammePages } from './pages.tsx';

function SignedIn() {
  return (
    <Gates features={useFeatures()}>
      <ConsoleLayout />
    </Gates>
  );
}

/** Where features hang their pages: `root` before signing in, `signedIn` after, `programme` below one. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
});

export const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: Home });

export const programme = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$programme',
  component: ProgrammePages,
});
