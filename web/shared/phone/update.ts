/// <reference types="vite/client" />
/** Whether a newer version of the app waits to take over, and how to let it. */
type Update = { take: () => void } | null;

let update: Update = null;
const listeners = new Set<() => void>();

export function currentUpdate(): Update {
  return update;
}

export function onUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function offer(take: () => void): void {
  update = { take };
  for (const listener of listeners) listener();
}

/** Lets the app open without a network, and notices newer versions; the person says when they take over. `base` is the app's address. */
export function watchForUpdates(base: string): void {
  // Without a worker, a part of the page that was replaced on the server can no longer be loaded.
  window.addEventListener('vite:preloadError', () => offer(() => location.reload()));
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker
    .register(`${base}sw.js`, { scope: base })
    .then(watch)
    // Without it the app works as long as there is a network.
    .catch(() => undefined);
}

function watch(registration: ServiceWorkerRegistration): void {
  const offerWaiting = () => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    offer(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
        once: true,
      });
      waiting.postMessage('take-over');
    });
  };
  offerWaiting();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offerWaiting);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}
