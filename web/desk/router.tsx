import { createRouter } from '@tanstack/react-router';
import * as feedback from './feedback/pages.ts';
import * as notices from './notices/pages.ts';
import * as oversight from './oversight/pages.ts';
import * as people from './people/pages.ts';
import * as programmes from './programmes/pages.ts';
import * as reports from './reports/pages.ts';
import { BrokenPage } from './shell/broken-page.tsx';
import type { Feature } from './shell/feature.ts';
import { NoSuchPage } from './shell/no-such-page.tsx';
import { programme, root, signedIn, unknown } from './shell/routes.tsx';

/** In the order of the top bar. */
export const features: Feature[] = [
  reports.feature,
  programmes.feature,
  notices.feature,
  feedback.feature,
  people.feature,
  oversight.feature,
];

const routeTree = root.addChildren([
  programme.addChildren([
    ...people.publicRoutes,
    signedIn.addChildren([
      ...reports.routes,
      ...programmes.routes,
      ...notices.routes,
      ...feedback.routes,
      ...people.routes,
      ...oversight.routes,
      unknown,
    ]),
  ]),
]);

/** The addresses of the desk: `/desk/<programme>/…`. Each page is a bundle of its own. */
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
