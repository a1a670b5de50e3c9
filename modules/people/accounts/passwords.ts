import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { commonProblems } from '../../../platform/contract.ts';
import { Problem } from '../../../platform/problems.ts';
import { semaphore } from '../../../platform/semaphore.ts';
import { answerText } from './questions.ts';
import { passwordText } from './rules.ts';

/**
 * argon2id as OWASP recommends it: 19 MiB, two passes, one lane; runs outside the event loop. One
 * core stays free for everything else, so that a flood of sign-ins does not keep reports waiting.
 */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const acquire = semaphore({
  atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)),
  maxWaiting: 200,
  refuse: () => new Problem(commonProblems.busy, { retryAfter: 5 }),
});

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const release = await acquire();
  try {
    return await work();
  } finally {
    release();
  }
}

/** Hashes a password. Rejects with `busy` when too many wait already. */
export function hashSecret(password: string): Promise<string> {
  return inTurn(() => hash(passwordText(password), options));
}

/** Hashes the answer to a security question. */
export function hashAnswer(answer: string): Promise<string> {
  return inTurn(() => hash(answerText(answer), options));
}

/** Hash of something that nobody can type; made once, when it is first needed. */
let unknowable: Promise<string> | undefined;

/**
 * Whether the password is the hashed one. Without a hash the work is done all the same and the answer
 * is no: how long it takes does not tell whether there was something to compare with.
 */
export function verifySecret(password: string, against: string | undefined): Promise<boolean> {
  return verifyText(passwordText(password), against);
}

/** As {@link verifySecret}, for the answer to a security question. */
export function verifyAnswer(answer: string, against: string | undefined): Promise<boolean> {
  return verifyText(answerText(answer), against);
}

async function verifyText(text: string, against: string | undefined): Promise<boolean> {
  unknowable ??= hash(randomBytes(32), options);
  const other = against ?? (await unknowable);
  const same = await inTurn(() => verify(other, text));
  return same && against !== undefined;
}
