/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

// Keeps the portal's own files and nothing else: what people report never passes through here.
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/portal/index.html'), {
    allowlist: [/^\/portal\//],
    denylist: [/\.\w+$/],
  }),
);

// The first visit is to be the last one that needs a network.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A new version waits until the person says so: a form may be half filled in.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});
