import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as svgCaptcha from 'svg-captcha';
import { batched } from '../../../platform/batch.ts';
import { type BodyOf, commonProblems, type ResponseOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { type people, peopleProblems } from '../contract.ts';
import { addressKey } from '../throttling/rules.ts';
import { type CaptchaRow, insertCaptchas, takeCaptcha } from './queries.ts';

type Kind = BodyOf<typeof people.captcha>['kind'];
type Captcha = ResponseOf<typeof people.captcha>;

const lifetime = 5 * 60_000;
const perMinute = 600;

/** Without characters that look like another one, in either case. */
const characters = 'ACDEFHKPRTUWXY34679';
const length = 4;

/** A captcha for one use within five minutes; `too_many_requests` where an address asks for hundreds a minute. */
export async function createCaptcha(
  platform: Platform,
  kind: Kind,
  address: string,
): Promise<Captcha> {
  takeFromAllowance(platform, address);
  const id = randomUUID();
  const expires = new Date(platform.clock.now().getTime() + lifetime);
  const { challenge, answer } = kind === 'picture' ? picture() : await puzzle(platform, id);
  await store(platform)({
    id,
    kind,
    answer_hash: answerHash(platform, id, answer),
    expires_at: expires,
  });
  if (kind === 'picture') {
    const at = platform.clock.now();
    const text = { zh: answer, en: answer };
    platform.transports.outbox?.add({ at, kind: 'captcha', to: id, text });
  }
  return { id, ...challenge, expiresAt: expires.toISOString() };
}

/** Uses a captcha up. Throws `captcha_wrong` unless it was still good and the answer right. */
export async function spendCaptcha(
  platform: Platform,
  { id, answer }: { id: string; answer: string },
): Promise<void> {
  const kept = await takeCaptcha(platform.db, id, platform.clock.now());
  if (!kept || !(await isRight(platform, kept, answer))) {
    throw new Problem(peopleProblems.captcha_wrong, {
      fields: [{ path: 'captcha.answer', code: 'captcha_wrong' }],
    });
  }
}

async function isRight(platform: Platform, kept: CaptchaRow, answer: string): Promise<boolean> {
  const same = (text: string) =>
    timingSafeEqual(answerHash(platform, kept.id, text), kept.answer_hash);
  if (kept.kind === 'picture')
    return same(answer.normalize('NFKC').replace(/\s+/g, '').toUpperCase());
  const payload = payloadOf(answer);
  if (!payload?.challenge.signature || !same(payload.challenge.signature)) return false;
  const { verified } = await verifySolution({
    ...payload,
    deriveKey,
    hmacSignatureSecret: puzzleSecret(platform),
  });
  return verified;
}

function answerHash(platform: Platform, id: string, answer: string): Buffer {
  return platform.keys.hash('people.captcha', `${id} ${answer}`);
}

/** The characters come from a source that cannot be foretold; the library's own could be. */
const { default: draw } = svgCaptcha as unknown as {
  default(text: string, options: object): string;
};

function picture(): { challenge: { picture: string }; answer: string } {
  const answer = Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
  const drawn = draw(answer, { width: 150, height: 50, fontSize: 52, noise: 2, color: false });
  return { challenge: { picture: drawn }, answer };
}

/**
 * Some 128 key derivations on average for the browser, one to check, none to make. Expiry is kept in
 * the database, by the installation's clock, which the challenge knows nothing of.
 */
async function puzzle(platform: Platform, id: string) {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 5000,
    keyPrefix: '00',
    data: { id },
    deriveKey,
    hmacSignatureSecret: puzzleSecret(platform),
  });
  return { challenge: { puzzle: { ...challenge } }, answer: challenge.signature ?? '' };
}

function puzzleSecret(platform: Platform): string {
  return platform.keys.hash('people.puzzle', 'signature').toString('hex');
}

/** What ALTCHA's parts send: base64 of the challenge with its solution. Nothing for anything else. */
function payloadOf(answer: string): Payload | null {
  try {
    const payload = JSON.parse(Buffer.from(answer, 'base64').toString('utf8'));
    const { challenge, solution } = payload ?? {};
    const { nonce, salt } = challenge?.parameters ?? {};
    const strings = [challenge?.signature, nonce, salt].every((each) => typeof each === 'string');
    return strings && typeof solution === 'object' ? { challenge, solution } : null;
  } catch {
    return null;
  }
}

const store = perPlatform((platform) =>
  batched<CaptchaRow, true>({
    maxItems: 500,
    maxInFlight: 2,
    async run(rows) {
      await insertCaptchas(platform.db, rows);
      return rows.map(() => true);
    },
  }),
);

/** How many captchas each address was given in the present minute. */
const allowances = perPlatform(() => ({ minute: 0, given: new Map<string, number>() }));

function takeFromAllowance(platform: Platform, address: string): void {
  const allowance = allowances(platform);
  const now = platform.clock.now().getTime();
  const minute = Math.floor(now / 60_000);
  if (allowance.minute !== minute) {
    allowance.minute = minute;
    allowance.given.clear();
  }
  const key = addressKey(address);
  const given = (allowance.given.get(key) ?? 0) + 1;
  if (given > perMinute) {
    const retryAfter = 60 - Math.floor((now % 60_000) / 1000);
    throw new Problem(commonProblems.too_many_requests, { retryAfter });
  }
  allowance.given.set(key, given);
}
