import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { App, Text } from '../../../platform/contract.ts';
import { defineJob } from '../../../platform/jobs.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import {
  type Delivery,
  deliveryOf,
  handOver,
  providerFails,
  recordMessage,
} from '../../../platform/sms/messages.ts';
import { peopleProblems } from '../contract.ts';
import { maskIdentifier } from '../identifier-kinds.ts';
import { decryptIdentifier, lookupOf } from '../identifiers.ts';
import { newToken, tokenHash } from '../sessions/actions.ts';
import { accountHash, countAttempt } from '../throttling/actions.ts';
import { hasRoom, requireSmsRoom } from './limits.ts';
import { encryptNumber, findNumber } from './number.ts';
import {
  type Code,
  type CodeKey,
  countTry,
  deleteCode,
  findCode,
  findNumberOf,
  findRequest,
  findVerified,
  insertCode,
  lockCode,
  markVerified,
  updateCode,
} from './queries.ts';
import {
  type CodePurpose,
  codeDigits,
  codeLifetime,
  isAlwaysSent,
  maxCodeTries,
  stepsLifetime,
} from './rules.ts';

/** For what, and where, a code is asked for. */
export type CodeAudience = { purpose: CodePurpose; realm: string; app: App };

/** A code that was asked for, as its page is told of it. */
export type OrderedCode = { token: string; phone: string; expiresAt: string; nextAt: string };

type CodeOrder = {
  /** As E.164, the form of `cleanIdentifier`. */
  phone: string;
  address: string;
  /** Whom it is for, where that is known. */
  personId?: string;
};

/**
 * Has a code sent to a phone, if that may get one. The answer, and the work until then, are the same for
 * a phone that nobody has: a job finds out, so that not even the time that this takes tells. Throws
 * `sms_unavailable`, `sms_used_up`, at the phone `phone_country`, and `wait_before_trying` where it comes too soon; `nextAt` says from when on another may be
 * asked for.
 */
export async function orderCode(
  platform: Platform,
  { purpose, realm, app }: CodeAudience,
  { phone, address, personId }: CodeOrder,
): Promise<OrderedCode> {
  if (!platform.transports.sms) throw new Problem(peopleProblems.sms_unavailable);
  const lookup = lookupOf(platform.keys, 'phone', phone);
  if (!lookup) throw new Error('A code can only be sent to a phone number.');
  await requireSmsRoom(platform, phone);
  // The same phone in whichever realm: it rings in one pocket, and each message costs.
  const account = accountHash(platform, 'codes', { lookup });
  const isAbroad = !phone.startsWith('+86');
  const { waitUntil } = await countAttempt(platform, { kind: 'code', account, address, isAbroad });
  const { token, hash } = newToken();
  const id = randomUUID();
  return platform.transaction(null, async ({ db, now, platform: { keys, jobs } }) => {
    const expiresAt = new Date(now.getTime() + codeLifetime);
    await insertCode(db, {
      ...{ id, token_hash: hash, purpose, realm, app, phone_lookup: lookup },
      number_encrypted: isAlwaysSent[purpose] ? encryptNumber(keys, id, phone) : null,
      ...{ person_id: personId ?? null, expires_at: expiresAt },
    });
    await jobs.send(sendCode, { id }, db);
    return {
      ...{ token, phone: maskIdentifier('phone', phone) },
      ...{ expiresAt: expiresAt.toISOString(), nextAt: (waitUntil ?? now).toISOString() },
    };
  });
}

/**
 * Makes the code and hands it over: it exists nowhere but in the message. A job that is done a second time
 * finds the message made, and hands over what was not handed over yet.
 */
export const sendCode = defineJob<{ id: string }>({
  name: 'people.send-code',
  // A whole village may register at once, and a code is good for minutes.
  atOnce: 100,
  async handle(platform, { id }) {
    // Many may have been asked for at one moment.
    if (!(await hasRoom(platform))) return;
    const message = await platform.transaction(null, (tx) => makeMessage(tx, id));
    if (message) await handOver(platform, message);
  },
});

/** The message for a code; nothing where nobody has the phone, or it is too late. */
async function makeMessage(tx: Tx, id: string): Promise<string | null> {
  const { db, now, platform } = tx;
  const order = await lockCode(db, id, now);
  if (!order || order.message_id) return order?.message_id ?? null;
  const to = await numberFor(platform, tx.db, order);
  if (to === null) return null;
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const minutes = codeLifetime / 60_000;
  const message = { to, code, minutes, text: text(code, minutes) };
  const messageId = await recordMessage(tx, message, order.expires_at);
  const made = { code_hash: codeHash(platform.keys, id, code), message_id: messageId };
  await updateCode(db, id, made);
  return messageId;
}

async function numberFor({ keys }: Platform, db: Tx['db'], order: Code): Promise<string | null> {
  const typed = findNumber(keys, order);
  if (typed) return typed;
  const found = await findNumberOf(db, order);
  if (!found) return null;
  const { realm } = order;
  const owner = { realm, kind: 'phone', personId: found.person_id } as const;
  return decryptIdentifier(keys, owner, found.encrypted);
}

const text = (code: string, minutes: number): Text => ({
  zh: `验证码 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  en: `${code} is your code. It is valid for ${minutes} minutes. Do not share it with anyone.`,
});

const codeHash = (keys: Platform['keys'], id: string, code: string): Buffer =>
  keys.hash('people.sign-in-code', `${id} ${code}`);

const keyOf = (platform: Platform, at: CodeAudience, token: string): CodeKey => ({
  ...{ tokenHash: tokenHash(token), purpose: at.purpose, realm: at.realm, app: at.app },
  ...{ now: platform.clock.now(), maxTries: maxCodeTries },
});

const expired = () => new Problem(peopleProblems.code_expired);

/** The request for a code that was not entered yet. Throws `code_expired`. */
export async function getRequest(
  platform: Platform,
  at: CodeAudience,
  token: string,
): Promise<Code> {
  const found = await findCode(platform.db, keyOf(platform, at, token));
  if (!found) throw expired();
  return found;
}

/** Checks a code and counts the try. Throws `code_wrong`, and `code_expired` after the last one. */
export async function tryCode(
  platform: Platform,
  at: CodeAudience,
  token: string,
  typed: string,
): Promise<Code> {
  const found = await countTry(platform.db, keyOf(platform, at, token));
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

/** A phone that somebody has shown to hold. `personId` is for whom, where that is known. */
export type VerifiedPhone = { id: string; lookup: string; personId: string | null };

/**
 * Keeps a code that was entered right for the steps that follow, under the same token. Throws `code_expired`
 * for the second of two who do so at once.
 */
export async function keepVerified(
  { db, clock }: Platform,
  { id, person_id: given }: Code,
  personId = given,
): Promise<{ expiresAt: string }> {
  const at = clock.now();
  const until = new Date(at.getTime() + stepsLifetime);
  if (!(await markVerified(db, id, { at, until, personId }))) throw expired();
  return { expiresAt: until.toISOString() };
}

/** The phone that a token stands for since its code was entered right. Throws `steps_expired`. */
export async function getVerified(
  platform: Platform,
  at: CodeAudience,
  token: string,
): Promise<VerifiedPhone & { number: string | null }> {
  const found = await findVerified(platform.db, keyOf(platform, at, token));
  if (!found) throw stepsExpired();
  const { id, phone_lookup: lookup, person_id: personId } = found;
  return { id, lookup, personId, number: findNumber(platform.keys, found) };
}

/** The steps took too long, or were finished in another tab. */
export const stepsExpired = () => new Problem(peopleProblems.steps_expired);

/** What became of the message with a code. Where that would tell whether one was sent, it is what is usual now. */
export async function deliveryOfCode(
  platform: Platform,
  at: Omit<CodeAudience, 'purpose'>,
  token: string,
): Promise<Delivery> {
  const { realm, app } = at;
  const key = { tokenHash: tokenHash(token), realm, app, now: platform.clock.now() };
  const order = await findRequest(platform.db, key);
  if (!order) throw expired();
  if (!isAlwaysSent[order.purpose]) {
    return (await providerFails(platform)) ? 'provider_failed' : 'sent';
  }
  return order.message_id ? deliveryOf(platform, order.message_id) : 'sending';
}
