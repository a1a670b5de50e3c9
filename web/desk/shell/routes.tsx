import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { Gates } from '../../shared/features.tsx';
import { useFeatures } from './feature.ts';
import { DeskLayout } from './layout.tsx';
import { NoSuchPage } from './no-such-page.tsx';
import { ProgrammeFrame } from './programme-frame.tsx';

function SignedIn() {
  return (
    <Gates features={useFeatures()}>
      <DeskLayout />
    </Gates>
  );
}

/** Where features add their pages: below `programme` before signing in, below `signedIn` after it. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

export const programme = createRoute({
  getParentRoute: () => root,
  path: '$programme',
  component: ProgrammeFrame,
});

export const signedIn = createRoute({
  getParentRoute: () => programme,
  id: 'signed-in',
  component: SignedIn,
});

/** An address that no feature knows, once somebody is signed in. */
export const unknown = createRoute({
  getParentRoute: () => signedIn,
  path: '$',
  component: NoSuchPage,
});
