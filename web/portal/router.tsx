import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { setRealm } from '../shared/api.ts';
import { publicProgrammeQuery } from '../shared/participant/public-programme.ts';
import { meQuery } from '../shared/participant/session.ts';
import { NotFound, Waiting } from './parts/messages.tsx';
import { SignInPage } from './people/sign-in-page.tsx';
import { ProgrammeFrame } from './programmes/frame.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const programme = createRoute({
  getParentRoute: () => root,
  path: '$programme',
  component: ProgrammeFrame,
});

const signIn = createRoute({
  getParentRoute: () => programme,
  path: 'sign-in',
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
});

const forgotten = createRoute({
  getParentRoute: () => programme,
  path: 'forgotten',
  component: lazyRouteComponent(() => import('./people/forgotten-page.tsx'), 'ForgottenPage'),
});

const first = createRoute({
  getParentRoute: () => programme,
  path: 'first',
  component: lazyRouteComponent(() => import('./people/first-page.tsx'), 'FirstPage'),
});

const support = createRoute({
  getParentRoute: () => programme,
  path: 'support',
  component: lazyRouteComponent(() => import('./programmes/support-page.tsx'), 'SupportPage'),
});

const page = createRoute({
  getParentRoute: () => programme,
  path: 'pages/$page',
  component: lazyRouteComponent(() => import('./programmes/help-page.tsx'), 'HelpPage'),
});

/** Who asks for a member's page; nothing where that cannot be found out now. */
async function whoAsks(queries: QueryClient, code: string) {
  try {
    const { realm } = await queries.ensureQueryData(publicProgrammeQuery(code));
    setRealm(realm);
    return { me: await queries.ensureQueryData(meQuery) };
  } catch {
    return undefined;
  }
}

/** Everything below is for members of the programme who are signed in; others load none of it. */
const member = createRoute({
  getParentRoute: () => programme,
  id: 'member',
  beforeLoad: async ({ context, params, location }) => {
    const who = await whoAsks(context.queries, params.programme);
    if (!who) return;
    if (!who.me) {
      const search = { to: location.href };
      throw redirect({ to: '/$programme/sign-in', params, search, replace: true });
    }
    if (who.me.mustFinish) throw redirect({ to: '/$programme/first', params, replace: true });
  },
  component: lazyRouteComponent(() => import('./people/member-frame.tsx'), 'MemberFrame'),
});

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('./reports/home-page.tsx'), 'HomePage'),
});

const declaration = createRoute({
  getParentRoute: () => member,
  path: 'declaration',
  component: lazyRouteComponent(() => import('./reports/declaration-page.tsx'), 'DeclarationPage'),
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
});

/** A form of which there is one for each day opens today; one of which there are many, its list. */
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

const calendar = createRoute({
  getParentRoute: () => member,
  path: 'records/$form',
  component: lazyRouteComponent(() => import('./reports/calendar-page.tsx'), 'CalendarPage'),
});

const record = createRoute({
  getParentRoute: () => member,
  path: 'records/$form/$slot',
  component: lazyRouteComponent(() => import('./reports/record-page.tsx'), 'RecordPage'),
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

const password = createRoute({
  getParentRoute: () => member,
  path: 'account/password',
  component: lazyRouteComponent(() => import('./people/password-page.tsx'), 'PasswordPage'),
});

/** Notices point at forms by their code alone. */
const shortcut = createRoute({
  getParentRoute: () => member,
  path: '$shortcut',
  component: lazyRouteComponent(() => import('./reports/shortcut-page.tsx'), 'ShortcutPage'),
});

const routeTree = root.addChildren([
  programme.addChildren([
    ...[signIn, forgotten, first, support, page],
    member.addChildren([
      ...[home, declaration, form, formDay, formEntry, calendar, record, missed],
      ...[summary, inbox, account, password, shortcut],
    ]),
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPendingComponent: Waiting,
    defaultPendingMs: 200,
    basepath: '/portal',
    scrollRestoration: true,
    // The installed app ends where its programme's address, with the slash, ends.
    trailingSlash: 'preserve',
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
