import { Worker } from 'node:worker_threads';
import type { PublicJwk } from '../../../credential/keyring.ts';
import { batched } from '../../../platform/batch.ts';
import { perPlatform } from '../../../platform/platform.ts';
import { ask } from '../../../platform/thread.ts';
import { recentKeys } from '../signing-keys/actions.ts';
import type { Reading, ReadingOrder } from './reading-thread.ts';

/**
 * Takes a code apart and verifies both signatures (`readPresentation`), in a thread of its own: one core verifies some
 * nine thousand signatures a second, in which requests would wait. Codes of the same moment go together.
 */
export const readCode = perPlatform((platform) => {
  const thread = new ReadingThread();
  const keys = recentKeys(platform);
  return batched<string, Reading>({
    async run(texts) {
      const read = await thread.read(texts, await keys(keysLast));
      const unknown = texts.filter((_, n) => read[n] === 'unknown_key');
      if (unknown.length === 0) return read;
      // A new key may sign since a moment ago.
      const again = (await thread.read(unknown, await keys(0))).values();
      return read.map((each) => (each === 'unknown_key' ? (again.next().value as Reading) : each));
    },
    maxItems: 64,
    maxInFlight: 1,
  });
});

/** Keys change once in weeks; what withdraws one counts after so many milliseconds. */
const keysLast = 5_000;

const megabytes = 256;
/** Many times as long as a batch takes. */
const patience = 10_000;

class ReadingThread {
  #worker: Worker | undefined;
  /** The keys that it was told. */
  #told: string | undefined;

  async read(texts: readonly string[], jwks: readonly PublicJwk[]): Promise<Reading[]> {
    const worker = this.#started();
    const names = jwks.map(({ kid }) => kid).join();
    const order: ReadingOrder = { texts, ...(names !== this.#told && { jwks }) };
    this.#told = names;
    try {
      return await ask<Reading[]>(worker, order, AbortSignal.timeout(patience));
    } catch (error) {
      this.#forget(worker);
      await worker.terminate();
      throw error;
    }
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      ...{ env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: megabytes } },
    });
    // Also while nobody asks.
    for (const event of ['error', 'exit']) worker.on(event, () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#told = undefined;
  }
}
