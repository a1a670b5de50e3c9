import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Text } from '../../../platform/contract.ts';
import { defineJob } from '../../../platform/jobs.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';
import { decryptIdentifier } from '../identifiers.ts';
import { newToken, tokenHash } from '../sessions/actions.ts';
import {
  type CodeKey,
  countTry,
  deleteCode,
  findCode,
  findPhoneOfCode,
  insertCode,
  type SignInCode,
  updateCode,
} from './queries.ts';
import type { SignInAt } from './way.ts';

/** A code is good for so long, and for so many tries. */
const lifetime = 5 * 60_000;
const maxTries = 5;
const digits = 6;

/**
 * Has a code sent to a phone, if anybody has it. The answer, and the work until then, are the same for
 * a phone that nobody has: a job finds out, so that not even the time that this takes tells.
 */
export async function orderCode(
  { platform, caller, realm }: SignInAt,
  phoneLookup: string,
): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = newToken();
  const id = randomUUID();
  return platform.transaction(null, async ({ db, now }) => {
    const expiresAt = new Date(now.getTime() + lifetime);
    await insertCode(db, {
      ...{ id, token_hash: hash, realm, app: caller.app, phone_lookup: phoneLookup },
      ...{ code_hash: null, tries: 0, expires_at: expiresAt },
    });
    await platform.jobs.send(sendCode, { id }, db);
    return { token, expiresAt };
  });
}

/**
 * Makes the code and sends it: it exists nowhere but in the message. A try that failed is followed by
 * another code, so that a message which came late is worth nothing.
 */
export const sendCode = defineJob<{ id: string }>({
  name: 'people.send-code',
  async handle({ db, keys, clock, transports }, { id }) {
    const found = await findPhoneOfCode(db, id, clock.now());
    // Nobody has the phone, or it is too late.
    if (!found) return;
    const code = String(randomInt(10 ** digits)).padStart(digits, '0');
    await updateCode(db, id, codeHash(keys, id, code));
    const { realm, person_id: personId, encrypted } = found;
    const to = decryptIdentifier(keys, { realm, kind: 'phone', personId }, encrypted);
    await transports.send({ channel: 'sms', to, text: message(code) });
  },
});

const message = (code: string): Text => ({
  zh: `验证码 ${code}，5 分钟内有效。请勿告诉他人。`,
  en: `${code} is your sign-in code. It is valid for 5 minutes. Do not share it with anyone.`,
});

const codeHash = (keys: Platform['keys'], id: string, code: string): Buffer =>
  keys.hash('people.sign-in-code', `${id} ${code}`);

const keyOf = ({ platform, caller, realm }: SignInAt, token: string): CodeKey => ({
  ...{ tokenHash: tokenHash(token), realm, app: caller.app },
  ...{ now: platform.clock.now(), maxTries },
});

const expired = () => new Problem(peopleProblems.code_expired);

/** The phone to which the code of a request goes, as it is looked up. Throws `code_expired`. */
export async function findPhoneOf(at: SignInAt, token: string): Promise<string> {
  const found = await findCode(at.platform.db, keyOf(at, token));
  if (!found) throw expired();
  return found.phone_lookup;
}

/** Checks a code and counts the try. Throws `code_wrong`, and `code_expired` after the last one. */
export async function tryCode(at: SignInAt, token: string, typed: string): Promise<SignInCode> {
  const { platform } = at;
  const found = await countTry(platform.db, keyOf(at, token));
  if (!found) throw expired();
  const code = typed.normalize('NFKC').replace(/\s+/g, '');
  const hash = codeHash(platform.keys, found.id, code);
  if (!found.code_hash || !timingSafeEqual(found.code_hash, hash)) {
    throw new Problem(peopleProblems.code_wrong, {
      fields: [{ path: 'code', code: 'code_wrong' }],
    });
  }
  return found;
}

/** Uses a code up; of two who do so at once, one gets false. */
export const spendCode = deleteCode;
