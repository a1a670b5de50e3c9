import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { commonProblems } from '../../platform/contract.ts';
import { Problem } from '../../platform/problems.ts';
import { turns } from '../../platform/turns.ts';

/**
 * argon2id as OWASP recommends it: 19 MiB, two passes, one lane; runs outside the event loop. One
 * core stays free for everything else, so that a flood of sign-ins does not keep reports waiting.
 */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const take = turns({
  atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)),
  maxWaiting: 200,
  refuse: () => new Problem(commonProblems.busy, { retryAfter: 5 }),
});

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const endTurn = await take();
  try {
    return await work();
  } finally {
    endTurn();
  }
}

/** Hashes a password or an answer. Rejects with `busy` when too many wait already. */
export function hashSecret(secret: string): Promise<string> {
  return inTurn(() => hash(secret, options));
}

/** Hash of something that nobody can type; made once, when it is first needed. */
let unknowable: Promise<string> | undefined;

/**
 * Whether `secret` is the hashed one. Without a hash the work is done all the same and the answer is
 * no: how long it takes does not tell whether there was something to compare with.
 */
export async function verifySecret(secret: string, against: string | undefined): Promise<boolean> {
  unknowable ??= hash(crypto.getRandomValues(new Uint8Array(32)), options);
  const other = against ?? (await unknowable);
  const same = await inTurn(() => verify(other, secret));
  return same && against !== undefined;
}
