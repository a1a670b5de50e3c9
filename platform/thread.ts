import type { Worker } from 'node:worker_threads';

/**
 * What a thread answers to a message, the only one that it works on. Fails where the thread ends before, and where the
 * signal comes; the thread is not to be asked again then. The process does not wait for a thread that nobody asks.
 */
export async function ask<T>(worker: Worker, message: unknown, signal: AbortSignal): Promise<T> {
  const over = Promise.withResolvers<T>();
  const listeners = {
    message: over.resolve,
    error: over.reject,
    exit: () => over.reject(new Error('the thread ended')),
  };
  const giveUp = () => over.reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', giveUp);
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  worker.ref();
  try {
    worker.postMessage(message);
    return await over.promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
    for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
    worker.unref();
  }
}
