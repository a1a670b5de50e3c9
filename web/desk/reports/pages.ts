import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { isDay } from '../../../forms/days.ts';
import { reportsProblems } from '../../../modules/reports/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { CountsLine } from './counts.tsx';
import { DeclarationGate } from './declaration-gate.tsx';
import { menuEntries } from './menu-entries.ts';

/** The service that has forms, which the declaration guards. */
const reporting = createRoute({
  getParentRoute: () => signedIn,
  id: 'reporting',
  component: DeclarationGate,
});

const home = createRoute({
  getParentRoute: () => reporting,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
});

/** A form of which there is one for each day opens today's; one of which there are many, its list. */
const form = createRoute({
  getParentRoute: () => reporting,
  path: 'forms/$form',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
});

const formDay = createRoute({
  getParentRoute: () => reporting,
  path: 'forms/$form/days/$day',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'DayFormPage'),
});

const formEntry = createRoute({
  getParentRoute: () => reporting,
  path: 'forms/$form/entries/$entry',
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'EntryFormPage'),
});

const records = createRoute({
  getParentRoute: () => reporting,
  path: 'records/$form',
  component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
  validateSearch: (search: Record<string, unknown>): { day?: string } =>
    isDay(search.day) ? { day: search.day } : {},
});

const missed = createRoute({
  getParentRoute: () => reporting,
  path: 'missed/$form',
  component: lazyRouteComponent(() => import('./missed-page.tsx'), 'MissedPage'),
});

const together = createRoute({
  getParentRoute: () => reporting,
  path: 'missed/$form/together',
  component: lazyRouteComponent(() => import('./together-page.tsx'), 'TogetherPage'),
});

const summary = createRoute({
  getParentRoute: () => reporting,
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
  reporting.addChildren([home, form, formDay, formEntry, records, missed, together, summary]),
  shortcut,
] as const;

export const feature: Feature = {
  name: 'reports',
  problems: [reportsProblems],
  services: { reports: menuEntries },
  topFacts: CountsLine,
};
