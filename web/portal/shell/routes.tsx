import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { setRealm } from '../../shared/api.ts';
import { Gates } from '../../shared/features.tsx';
import { publicProgrammeQuery } from '../../shared/participant/public-programme.ts';
import { visitorQuery } from '../../shared/participant/session.ts';
import type { Feature } from './feature.ts';
import { NotFound } from './not-found.tsx';
import { ProgrammeFrame } from './programme-frame.tsx';
import { wardLink } from './ward.ts';

/** What every route knows. */
type PortalContext = { queries: QueryClient; features: readonly Feature[] };

export const root = createRootRouteWithContext<PortalContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** Below it stand the pages of a programme that everybody may see. */
export const programme = createRoute({
  getParentRoute: () => root,
  path: '$programme',
  component: ProgrammeFrame,
});

/** Who asks for a page of participants; nothing where that cannot be found out now. */
async function loadVisitor(queries: QueryClient, code: string) {
  try {
    const { realm } = await queries.ensureQueryData(publicProgrammeQuery(code));
    setRealm(realm);
    return await queries.ensureQueryData(visitorQuery(realm));
  } catch {
    return undefined;
  }
}

/** Where people register themselves, the home page begins with a page for everybody. */
async function entranceOf(queries: QueryClient, code: string, { pathname }: { pathname: string }) {
  const { signIn } = await queries.ensureQueryData(publicProgrammeQuery(code));
  const isHome = pathname.replace(/\/$/, '').endsWith(`/${code}`);
  return { registers: signIn.registration !== undefined, isHome };
}

/** Below it stand the pages of participants who are signed in; others load none of them. */
export const signedIn = createRoute({
  getParentRoute: () => programme,
  id: 'member',
  beforeLoad: async ({ context, params, location }) => {
    const visitor = await loadVisitor(context.queries, params.programme);
    if (!visitor) return;
    if (!visitor.me) {
      const { registers, isHome } = await entranceOf(context.queries, params.programme, location);
      if (registers && isHome) throw redirect({ to: '/$programme/welcome', params, replace: true });
      const search = visitor.left ? {} : { to: location.href };
      throw redirect({ to: '/$programme/sign-in', params, search, replace: true });
    }
    if (visitor.me.mustFinish) throw redirect({ to: '/$programme/first', params, replace: true });
  },
  // Together with the page, instead of before it.
  loader: ({ context }) => Promise.all(context.features.map(({ gate }) => gate?.preload?.())),
  component: SignedIn,
});

function SignedIn(): ReactNode {
  const { features } = signedIn.useRouteContext();
  return (
    <Gates features={features}>
      <Outlet />
    </Gates>
  );
}

export const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  loader: async ({ context }) => {
    const features = context.features.filter(({ forWards }) => forWards || wardLink === null);
    const parts = await Promise.all(features.map(({ home: load }) => load?.()));
    return parts.flatMap((each) => each ?? []);
  },
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
});
