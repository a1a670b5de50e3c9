import { parentPort } from 'node:worker_threads';
import { type Keyring, keyringOf, type PublicJwk } from '../../../credential/keyring.ts';
import {
  type Presentation,
  readPresentation,
  VerifiedCredentials,
} from '../../../credential/presentation.ts';
import type { ReadingProblem } from '../../../credential/problems.ts';
import { nodeCurve } from './node-curve.ts';

/** Codes to be read; the keys stand in the first order, and wherever they are others than before. */
export type ReadingOrder = { jwks?: readonly PublicJwk[]; texts: readonly string[] };

/** What each of them says, or what is wrong with it. */
export type Reading = Presentation | ReadingProblem;

/** Remembered credentials, some two kilobytes each: those of a whole rush hour. */
const verified = new VerifiedCredentials(20_000, nodeCurve);

let keyring: Promise<Keyring> = Promise.resolve(new Map());

parentPort?.on('message', async ({ jwks, texts }: ReadingOrder) => {
  if (jwks) keyring = keyringOf(jwks);
  const ring = await keyring;
  const read = texts.map((text) => readPresentation(text, ring, verified));
  parentPort?.postMessage((await Promise.all(read)) satisfies Reading[]);
});
