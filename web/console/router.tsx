import { createRouter } from '@tanstack/react-router';
import * as access from './access/pages.ts';
import * as codes from './codes/pages.ts';
import * as feedback from './feedback/pages.ts';
import * as forms from './forms/pages.ts';
import * as oversight from './oversight/pages.ts';
import * as people from './people/pages.ts';
import * as places from './places/pages.ts';
import * as programmes from './programmes/pages.ts';
import * as reports from './reports/pages.ts';
import * as rules from './rules/pages.ts';
import * as screening from './screening/pages.ts';
import type { Feature } from './shell/feature.ts';
import { NoSuchPage, PageWaiting } from './shell/pages.tsx';
import { home, programme, root, signedIn } from './shell/routes.tsx';
import * as staff from './staff/pages.ts';

/** In the order of the menus. */
export const features: Feature[] = [
  oversight.overviewFeature,
  reports.feature,
  codes.feature,
  screening.feature,
  programmes.feature,
  forms.feature,
  rules.feature,
  places.feature,
  people.feature,
  staff.feature,
  access.feature,
  feedback.feature,
  oversight.feature,
  codes.ledgersFeature,
];

const routeTree = root.addChildren([
  ...staff.publicRoutes,
  ...forms.publicRoutes,
  signedIn.addChildren([
    home,
    ...programmes.routes,
    ...places.routes,
    ...people.routes,
    ...staff.routes,
    ...access.routes,
    ...feedback.routes,
    ...oversight.routes,
    ...codes.routes,
    programme.addChildren([
      ...oversight.programmeRoutes,
      ...reports.programmeRoutes,
      ...codes.programmeRoutes,
      ...screening.programmeRoutes,
      ...programmes.programmeRoutes,
      ...forms.programmeRoutes,
      ...rules.programmeRoutes,
    ]),
  ]),
]);

/** The addresses of the console. Each page is a bundle of its own. */
export function makeRouter() {
  return createRouter({
    routeTree,
    basepath: '/console',
    defaultPreload: 'intent',
    defaultPendingComponent: PageWaiting,
    defaultPendingMs: 200,
    defaultNotFoundComponent: NoSuchPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
