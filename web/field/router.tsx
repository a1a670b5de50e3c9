import { createRouter } from '@tanstack/react-router';
import { BrokenPage } from '../shared/phone/broken.tsx';
import { Waiting } from '../shared/phone/messages.tsx';
import * as family from './family/pages.ts';
import * as feedback from './feedback/pages.ts';
import * as notices from './notices/pages.ts';
import * as people from './people/pages.ts';
import * as screening from './screening/pages.ts';
import type { Feature } from './shell/feature.ts';
import { NotFound } from './shell/not-found.tsx';
import { home, root, signedIn } from './shell/routes.tsx';
import * as staff from './staff/pages.ts';

/** In the order of the tabs and of the home page. */
export const features: Feature[] = [
  people.feature,
  screening.feature,
  family.feature,
  staff.feature,
  notices.feature,
  feedback.feature,
];

const routeTree = root.addChildren([
  signedIn.addChildren([
    home,
    ...people.routes,
    ...screening.routes,
    ...family.routes,
    ...staff.routes,
    ...notices.routes,
    ...feedback.routes,
  ]),
]);

/** The addresses of the field app. Each page is a bundle of its own. */
export function makeRouter() {
  return createRouter({
    routeTree,
    basepath: '/field',
    scrollRestoration: true,
    // The installed app ends where its address, with the slash, ends.
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
