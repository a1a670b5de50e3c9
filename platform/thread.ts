import type { Worker } from 'node:worker_threads';

/**
 * What a thread answers to a message, the only one that it works on. Fails where the thread ends before, and where the
 * signal comes; the thread is not to be asked again then. The process does not wait for a thread that nobody asks.
 */
export async function ask<T>(worker: Worker, message: unknown, signal?: AbortSignal): Promise<T> {
  worker.ref();
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread ended')));
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.postMessage(message);
    });
  } finally {
    // By name: a worker keeps listeners of its own that it cannot do without.
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.unref();
  }
}
