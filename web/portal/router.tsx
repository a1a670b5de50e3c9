import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { BrokenPage } from '../shared/phone/broken.tsx';
import { Waiting } from '../shared/phone/messages.tsx';
import * as codes from './codes/pages.ts';
import * as family from './family/pages.ts';
import * as feedback from './feedback/pages.ts';
import * as notices from './notices/pages.ts';
import * as oversight from './oversight/pages.ts';
import * as people from './people/pages.ts';
import * as programmes from './programmes/pages.ts';
import * as reports from './reports/pages.ts';
import type { Feature } from './shell/feature.ts';
import { NotFound } from './shell/not-found.tsx';
import { home, programme, root, signedIn } from './shell/routes.tsx';
import { wardRewrite } from './shell/ward.ts';

/** In the order of the home page. */
export const features: Feature[] = [
  codes.feature,
  reports.feature,
  notices.feature,
  programmes.feature,
  people.feature,
  family.feature,
  feedback.feature,
  oversight.feature,
];

const routeTree = root.addChildren([
  programme.addChildren([
    ...people.publicRoutes,
    ...programmes.publicRoutes,
    signedIn.addChildren([
      home,
      ...codes.routes,
      ...reports.routes,
      ...notices.routes,
      ...people.routes,
      ...family.routes,
      ...feedback.routes,
      ...oversight.routes,
    ]),
  ]),
]);

/** The addresses of the portal. Each page is a bundle of its own. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries, features },
    basepath: '/portal',
    ...(wardRewrite && { rewrite: wardRewrite }),
    scrollRestoration: true,
    // The installed app ends where its programme's address, with the slash, ends.
    trailingSlash: 'preserve',
    defaultPendingComponent: Waiting,
    defaultPendingMs: 200,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: BrokenPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
