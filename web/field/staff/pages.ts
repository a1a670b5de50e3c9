import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { EnvironmentOutline, ShopbagOutline, TeamOutline } from 'antd-mobile-icons';
import { placesProblems } from '../../../modules/places/contract.ts';
import { isScannerRole, staffProblems } from '../../../modules/staff/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { OwnSites, Personal } from './account-cards.tsx';
import { CurrentSite } from './current-site.tsx';
import { words } from './words.ts';

const page = <const Path extends string>(path: Path) => ({ getParentRoute: () => signedIn, path });

const reporting = createRoute({
  ...page('/reporting'),
  component: lazyRouteComponent(() => import('./reporting-page.tsx'), 'ReportingPage'),
});

const sites = createRoute({
  ...page('/sites'),
  component: lazyRouteComponent(() => import('./sites-page.tsx'), 'SitesPage'),
});

const numberIn = (search: Record<string, unknown>, name: string): number | undefined => {
  const number = Number(search[name]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

const newSite = createRoute({
  ...page('/sites/new'),
  validateSearch: (search: Record<string, unknown>) => ({ below: numberIn(search, 'below') ?? 0 }),
  component: lazyRouteComponent(() => import('./site-form.tsx'), 'AddSitePage'),
});

const site = createRoute({
  ...page('/sites/$site'),
  component: lazyRouteComponent(() => import('./site-page.tsx'), 'SitePage'),
});

const editSite = createRoute({
  ...page('/sites/$site/edit'),
  component: lazyRouteComponent(() => import('./site-form.tsx'), 'EditSitePage'),
});

const scanners = createRoute({
  ...page('/scanners'),
  component: lazyRouteComponent(() => import('./scanners-page.tsx'), 'ScannersPage'),
});

const newScanner = createRoute({
  ...page('/scanners/new'),
  validateSearch: (search: Record<string, unknown>): { site?: number } => {
    const given = numberIn(search, 'site');
    return given === undefined ? {} : { site: given };
  },
  component: lazyRouteComponent(() => import('./add-scanner-page.tsx'), 'AddScannerPage'),
});

const scanner = createRoute({
  ...page('/scanners/$scanner'),
  component: lazyRouteComponent(() => import('./scanner-page.tsx'), 'ScannerPage'),
});

export const routes = [
  reporting,
  sites,
  newSite,
  site,
  editSite,
  scanners,
  newScanner,
  scanner,
] as const;

export const feature: Feature = {
  problems: [staffProblems, placesProblems],
  strip: CurrentSite,
  accountCards: [Personal, OwnSites],
  tools: [
    {
      path: '/reporting',
      icon: EnvironmentOutline,
      title: textOf(words, 'reporting'),
      hint: textOf(words, 'reportingHint'),
      hasRole: isScannerRole,
    },
    {
      path: '/sites',
      icon: ShopbagOutline,
      title: textOf(words, 'sites'),
      hint: textOf(words, 'sitesHint'),
      permission: 'scanner.read',
    },
    {
      path: '/scanners',
      icon: TeamOutline,
      title: textOf(words, 'scanners'),
      hint: textOf(words, 'scannersHint'),
      permission: 'scanner.read',
    },
  ],
};
