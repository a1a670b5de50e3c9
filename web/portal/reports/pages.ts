import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { reportsProblems } from '../../../modules/reports/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';

/** Below it stand the pages that ask for the declaration first. */
const declared = createRoute({
  getParentRoute: () => signedIn,
  id: 'declared',
  component: lazyRouteComponent(() => import('./declaration-gate.tsx'), 'DeclaredPages'),
});

/** A form of which there is one for each day opens today; one of which there are many, its list. */
const form = createRoute({
  getParentRoute: () => declared,
  path: 'forms/$form',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
});

const formDay = createRoute({
  getParentRoute: () => declared,
  path: 'forms/$form/days/$day',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'DayFormPage'),
});

const formEntry = createRoute({
  getParentRoute: () => declared,
  path: 'forms/$form/entries/$entry',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'EntryFormPage'),
});

const calendar = createRoute({
  getParentRoute: () => declared,
  path: 'records/$form',
  component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
});

const record = createRoute({
  getParentRoute: () => declared,
  path: 'records/$form/$slot',
  component: lazyRouteComponent(() => import('./record-page.tsx'), 'RecordPage'),
});

const missed = createRoute({
  getParentRoute: () => declared,
  path: 'missed/$form',
  component: lazyRouteComponent(() => import('./missed-page.tsx'), 'MissedPage'),
});

const together = createRoute({
  getParentRoute: () => declared,
  path: 'missed/$form/together',
  component: lazyRouteComponent(() => import('./together-page.tsx'), 'TogetherPage'),
});

const summary = createRoute({
  getParentRoute: () => declared,
  path: 'summary',
  component: lazyRouteComponent(() => import('./summary-page.tsx'), 'SummaryPage'),
});

/** Notices point at forms by their code alone. */
const shortcut = createRoute({
  getParentRoute: () => signedIn,
  path: '$shortcut',
  component: lazyRouteComponent(() => import('./shortcut-page.tsx'), 'ShortcutPage'),
});

export const routes = [
  declared.addChildren([form, formDay, formEntry, calendar, record, missed, together, summary]),
  shortcut,
] as const;

export const feature: Feature = {
  problems: [reportsProblems],
  home: () => import('./home.tsx').then(({ home }) => home),
  forWards: true,
};
