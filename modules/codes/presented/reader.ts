import { Worker } from 'node:worker_threads';
import type { PublicJwk } from '../../../credential/keyring.ts';
import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { ask } from '../../../platform/thread.ts';
import { publicKeys } from '../signing-keys/actions.ts';
import type { Reading, ReadingOrder } from './reading-thread.ts';

/**
 * Takes a code apart and verifies both signatures (`readPresentation`), in a thread of its own: one core verifies some
 * nine thousand signatures a second, in which requests would wait. Codes of the same moment go together.
 */
export const readCode = perPlatform((platform) => {
  const thread = new ReadingThread();
  const keys = recentKeys(platform);
  return batched<string, Reading>({
    run: async (texts) => thread.read(texts, await keys()),
    maxItems: 64,
    maxInFlight: 1,
  });
});

/** Keys change once in weeks; what withdraws one counts after so many milliseconds. */
const keysLast = 5_000;

function recentKeys(platform: Platform): () => Promise<PublicJwk[]> {
  let known: { at: number; keys: Promise<PublicJwk[]> } | undefined;
  return () => {
    const at = performance.now();
    if (known && at - known.at <= keysLast) return known.keys;
    const fresh = { at, keys: publicKeys(platform) };
    known = fresh;
    fresh.keys.catch(() => {
      if (known === fresh) known = undefined;
    });
    return fresh.keys;
  };
}

const megabytes = 256;

class ReadingThread {
  #worker: Worker | undefined;
  /** The keys that it was told. */
  #told: string | undefined;

  async read(texts: readonly string[], jwks: readonly PublicJwk[]): Promise<Reading[]> {
    this.#worker ??= new Worker(new URL('./reading-thread.ts', import.meta.url), {
      ...{ env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: megabytes } },
    });
    const names = jwks.map(({ kid }) => kid).join();
    const order: ReadingOrder = { texts, ...(names !== this.#told && { jwks }) };
    this.#told = names;
    try {
      return await ask<Reading[]>(this.#worker, order);
    } catch (error) {
      const broken = this.#worker;
      this.#worker = undefined;
      this.#told = undefined;
      await broken.terminate();
      throw error;
    }
  }
}
