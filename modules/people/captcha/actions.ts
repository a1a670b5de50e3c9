import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as svgCaptcha from 'svg-captcha';
import { batched } from '../../../platform/batch.ts';
import { type BodyOf, commonProblems, type ResponseOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { type people, peopleProblems } from '../contract.ts';
import { countSpared, isSpared, type KnownBrowser } from '../known-browsers/actions.ts';
import type { Caller } from '../sign-in/caller.ts';
import { countGuesses } from '../throttling/actions.ts';
import { addressKey } from '../throttling/rules.ts';
import { type CaptchaRow, insertCaptchas, takeCaptcha } from './queries.ts';
import { allowancePerMinute, costOf, isHardEnough, levelOf } from './rules.ts';

type Kind = BodyOf<typeof people.captcha>['kind'];
type Captcha = ResponseOf<typeof people.captcha>;

/** A captcha as a request answers it. */
export type CaptchaAnswer = BodyOf<typeof people.recover>['captcha'];

/** Who asks for a captcha or spends it. */
type CaptchaCaller = Pick<Caller, 'realm' | 'address' | 'canSolve' | 'browser'>;

const lifetime = 5 * 60_000;

/** Without characters that look like another one, in either case. */
const characters = 'ACDEFHKPRTUWXY34679';
const length = 4;

/**
 * A captcha for one use within five minutes; `too_many_requests` where an address asks for thousands a
 * minute. A picture comes with a puzzle once much was guessed from the address, except in a known browser.
 */
export async function createCaptcha(
  platform: Platform,
  kind: Kind,
  caller: CaptchaCaller,
): Promise<Captcha> {
  takeFromAllowance(platform, caller.address);
  const id = randomUUID();
  const expires = new Date(platform.clock.now().getTime() + lifetime);
  const asked = await levelFor(platform, caller);
  const level = asked > 0 && (await isSpared(platform, caller.browser)) ? 0 : asked;
  const cost = costOf(level, kind);
  const { challenge, answer } = kind === 'picture' ? picture() : await puzzle(platform, id, cost);
  const further = kind === 'picture' && level > 0 ? await puzzle(platform, id, cost) : null;
  await store(platform)({
    id,
    kind,
    level,
    answer_hash: answerHash(platform, id, answer),
    puzzle_hash: further && answerHash(platform, id, further.answer),
    expires_at: expires,
  });
  if (kind === 'picture') {
    const at = platform.clock.now();
    const text = { zh: answer, en: answer };
    platform.transports.outbox?.add({ at, kind: 'captcha', to: id, text });
  }
  return { id, ...challenge, ...further?.challenge, expiresAt: expires.toISOString() };
}

/** How hard a puzzle has to be where somebody is; 0 for none. */
async function levelFor(platform: Platform, caller: CaptchaCaller): Promise<number> {
  if (!caller.canSolve) return 0;
  return levelOf(await countGuesses(platform, caller.realm, caller.address));
}

/**
 * Uses a captcha up. Throws `captcha_wrong` unless it was still good and the answer right, and
 * `captcha_outgrown` where a harder one is asked for by now. `spared` is the known browser for which a guess was
 * counted instead of a puzzle.
 */
export async function spendCaptcha(
  platform: Platform,
  caller: CaptchaCaller,
  captcha: CaptchaAnswer,
): Promise<{ spared: KnownBrowser | null }> {
  const kept = await takeCaptcha(platform.db, captcha.id, platform.clock.now());
  if (!kept || !(await isRight(platform, kept, captcha))) throw atAnswer('captcha_wrong');
  if (isHardEnough(kept.level, await levelFor(platform, caller))) return { spared: null };
  if (await countSpared(platform, caller.browser)) return { spared: caller.browser };
  throw atAnswer('captcha_outgrown');
}

function atAnswer(code: 'captcha_wrong' | 'captcha_outgrown'): Problem {
  return new Problem(peopleProblems[code], { fields: [{ path: 'captcha.answer', code }] });
}

async function isRight(
  platform: Platform,
  { id, kind, answer_hash, puzzle_hash }: CaptchaRow,
  { answer, solution }: CaptchaAnswer,
): Promise<boolean> {
  if (kind === 'puzzle') return isSolved(platform, { id, hash: answer_hash }, answer);
  const typed = answer.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  if (!timingSafeEqual(answerHash(platform, id, typed), answer_hash)) return false;
  return puzzle_hash === null || isSolved(platform, { id, hash: puzzle_hash }, solution ?? '');
}

/** Whether this is the solution of just this puzzle. */
async function isSolved(
  platform: Platform,
  { id, hash }: { id: string; hash: Buffer },
  solution: string,
): Promise<boolean> {
  const payload = payloadOf(solution);
  const signature = payload?.challenge.signature;
  if (!signature || !timingSafeEqual(answerHash(platform, id, signature), hash)) return false;
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
 * 256 key derivations on average for the browser, one to check, none to make. Expiry is kept in the
 * database, by the installation's clock, which the challenge knows nothing of.
 */
async function puzzle(platform: Platform, id: string, cost: number) {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
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

const allowances = perPlatform(() => allowancePerMinute(6000));

function takeFromAllowance(platform: Platform, address: string): void {
  const wait = allowances(platform)(addressKey(address), platform.clock.now());
  if (wait !== null) throw new Problem(commonProblems.too_many_requests, { retryAfter: wait });
}
