import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { isDay } from '../../forms/days.ts';
import { MemberGate } from './people/member-gate.tsx';
import { ProgrammeFrame } from './programmes/frame.tsx';
import { BrokenPage } from './shell/broken-page.tsx';
import { NoSuchPage } from './shell/no-such-page.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

const programme = createRoute({
  getParentRoute: () => root,
  path: '$programme',
  component: ProgrammeFrame,
});

const forgotten = createRoute({
  getParentRoute: () => programme,
  path: 'forgotten',
  component: lazyRouteComponent(() => import('./people/forgotten-page.tsx'), 'ForgottenPage'),
});

/** Everything below is for members of the programme; whoever is none yet is asked to sign in there. */
const member = createRoute({
  getParentRoute: () => programme,
  id: 'member',
  component: MemberGate,
});

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('./reports/home-page.tsx'), 'HomePage'),
});

const signIn = createRoute({
  getParentRoute: () => programme,
  path: 'sign-in',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$programme', params, replace: true });
  },
});

/** A form of which there is one for each day opens today's; one of which there are many, its list. */
const form = createRoute({
  getParentRoute: () => member,
  path: 'forms/$form',
  component: lazyRouteComponent(() => import('./reports/form-page.tsx'), 'FormPage'),
});

const formDay = createRoute({
  getParentRoute: () => member,
  path: 'forms/$form/days/$day',
  component: lazyRouteComponent(() => import('./reports/form-page.tsx'), 'DayFormPage'),
});

const formEntry = createRoute({
  getParentRoute: () => member,
  path: 'forms/$form/entries/$entry',
  component: lazyRouteComponent(() => import('./reports/form-page.tsx'), 'EntryFormPage'),
});

const records = createRoute({
  getParentRoute: () => member,
  path: 'records/$form',
  component: lazyRouteComponent(() => import('./reports/records-page.tsx'), 'RecordsPage'),
  validateSearch: (search: Record<string, unknown>): { day?: string } =>
    isDay(search.day) ? { day: search.day } : {},
});

const missed = createRoute({
  getParentRoute: () => member,
  path: 'missed/$form',
  component: lazyRouteComponent(() => import('./reports/missed-page.tsx'), 'MissedPage'),
});

const summary = createRoute({
  getParentRoute: () => member,
  path: 'summary',
  component: lazyRouteComponent(() => import('./reports/summary-page.tsx'), 'SummaryPage'),
});

const inbox = createRoute({
  getParentRoute: () => member,
  path: 'inbox',
  component: lazyRouteComponent(() => import('./notices/inbox-page.tsx'), 'InboxPage'),
});

const account = createRoute({
  getParentRoute: () => member,
  path: 'account',
  component: lazyRouteComponent(() => import('./people/account-page.tsx'), 'AccountPage'),
});

const support = createRoute({
  getParentRoute: () => member,
  path: 'support',
  component: lazyRouteComponent(() => import('./programmes/support-page.tsx'), 'SupportPage'),
});

const page = createRoute({
  getParentRoute: () => member,
  path: 'pages/$page',
  component: lazyRouteComponent(() => import('./programmes/help-page.tsx'), 'HelpPage'),
});

/** Notices point at forms by their code alone. */
const shortcut = createRoute({
  getParentRoute: () => member,
  path: '$shortcut',
  component: lazyRouteComponent(() => import('./reports/shortcut-page.tsx'), 'ShortcutPage'),
});

const nowhere = createRoute({
  getParentRoute: () => member,
  path: '$',
  component: NoSuchPage,
});

const routeTree = root.addChildren([
  programme.addChildren([
    ...[forgotten, signIn],
    member.addChildren([
      ...[home, form, formDay, formEntry, records, missed, summary],
      ...[inbox, account, support, page, shortcut, nowhere],
    ]),
  ]),
]);

/** The addresses of the desk: `/desk/<programme>/…`. */
export function makeRouter() {
  return createRouter({
    routeTree,
    basepath: '/desk',
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultNotFoundComponent: NoSuchPage,
    defaultErrorComponent: BrokenPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
