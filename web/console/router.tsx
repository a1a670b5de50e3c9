import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router';
import { lazy } from 'react';
import { Account } from './people/account.tsx';
import { ConsoleLayout } from './shell/layout.tsx';
import { Home, NoSuchPage, ProgrammePages } from './shell/pages.tsx';
import { SessionGate } from './shell/session.tsx';
import { FirstAdministrator } from './staff/first-administrator.tsx';

const Completion = lazy(() => import('./reports/completion.tsx'));
const Alerts = lazy(() => import('./reports/alerts.tsx'));
const Roster = lazy(() => import('./programmes/roster.tsx'));
const Imports = lazy(() => import('./programmes/imports.tsx'));
const ImportPage = lazy(() => import('./programmes/import-page.tsx'));
const NewProgramme = lazy(() => import('./programmes/new-programme.tsx'));
const Places = lazy(() => import('./places/places.tsx'));
const Staff = lazy(() => import('./staff/staff.tsx'));
const Audit = lazy(() => import('./oversight/audit.tsx'));

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

const first = createRoute({
  getParentRoute: () => root,
  path: '/first',
  component: FirstAdministrator,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: () => (
    <SessionGate>
      <ConsoleLayout />
    </SessionGate>
  ),
});

const programme = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$programme',
  component: ProgrammePages,
});

function page(path: string, component: RouteComponent) {
  return createRoute({ getParentRoute: () => signedIn, path, component });
}

function programmePage(path: string, component: RouteComponent) {
  return createRoute({ getParentRoute: () => programme, path, component });
}

const routes = root.addChildren([
  first,
  signedIn.addChildren([
    page('/', Home),
    page('/new-programme', NewProgramme),
    page('/places', Places),
    page('/staff', Staff),
    page('/audit', Audit),
    page('/account', Account),
    programme.addChildren([
      programmePage('/completion', Completion),
      programmePage('/alerts', Alerts),
      programmePage('/roster', Roster),
      programmePage('/imports', Imports),
      programmePage('/imports/$importId', ImportPage),
    ]),
  ]),
]);

/** The addresses of the console. Lists that are long to fetch are pages of their own bundle. */
export function makeRouter() {
  return createRouter({ routeTree: routes, basepath: '/console', defaultPreload: 'intent' });
}
