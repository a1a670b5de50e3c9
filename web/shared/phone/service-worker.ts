/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

export type Worker = ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/**
 * Lets an app open without a network. It keeps the app's own files and nothing else: what people
 * send and what the server tells never passes through here. `app` names the folder below `/`.
 */
export function cacheApp(worker: Worker, app: string, files: Worker['__WB_MANIFEST']): void {
  cleanupOutdatedCaches();
  precacheAndRoute(files);
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL(`/${app}/index.html`), {
      allowlist: [new RegExp(`^/${app}(/|$)`)],
      denylist: [/\.\w+$/],
    }),
  );

  // The first visit is to be the last one that needs a network.
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

  // A new version waits until the person says so: a form may be half filled in.
  worker.addEventListener('message', (event) => {
    if (event.data === 'take-over') void worker.skipWaiting();
  });
}
