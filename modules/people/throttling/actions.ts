import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';
import { findAttempts, lockAttempts, updateAttempts } from './queries.ts';
import {
  type Attempts,
  accountThrottle,
  addressKey,
  addressThrottle,
  codeAbroadThrottle,
  codeAddressThrottle,
  codeDayThrottle,
  codePairThrottle,
  codePhoneThrottle,
  failuresLeft,
  guessThrottle,
  pairThrottle,
  staffLookThrottle,
  type Throttle,
  waitUntil,
  withAttempt,
  withoutAttempt,
} from './rules.ts';

/** What is attempted: each kind is counted apart. */
type AttemptKind = 'sign-in' | 'recovery' | 'other-answer' | 'code' | 'identity';

export type Attempt = {
  kind: AttemptKind;
  /** Stands for the account, whether there is one or not; see {@link accountHash}. */
  account: Buffer;
  /** `request.ip`. */
  address: string;
  /** From a browser that has signed in to the account before; counted apart, so that strangers do not slow it. */
  knownBrowser?: boolean;
  /**
   * The realm whose accounts are counted together, where an address that guesses is to be held off
   * ({@link Counted}) and given puzzles, instead of everybody behind it having to wait.
   */
  guessedIn?: string;
  /** A code to a number outside of the mainland: all of them are counted together as well. */
  isAbroad?: boolean;
};

export type Counted = {
  /** Until when the next attempt has to wait. */
  waitUntil: Date | null;
  /** Until when only a password of one's own counts: too much was guessed from this address. */
  heldUntil: Date | null;
};

/** The account of a person, or of a card or user name that leads to nobody: both are throttled alike. */
export function accountHash(
  platform: Platform,
  realm: string,
  account: { personId: string } | { lookup: string },
): Buffer {
  const text = 'personId' in account ? `person ${account.personId}` : `name ${account.lookup}`;
  return platform.keys.hash('people.account', `${realm} ${text}`);
}

/** What is counted under one key. */
export type Bucket = { key: Buffer; throttle: Throttle; holds?: true };

/** What was guessed from an address in a realm. */
export function guessBucket(platform: Platform, realm: string, address: string): Bucket {
  const key = platform.keys.hash('people.guesses', `${realm} ${addressKey(address)}`);
  return { key, throttle: guessThrottle, holds: true };
}

function bucketsOf(platform: Platform, attempt: Attempt) {
  const { kind, account, address, knownBrowser, guessedIn, isAbroad } = attempt;
  const hash = (...parts: string[]) => platform.keys.hash(`people.${kind}`, parts.join(' '));
  const name = account.toString('hex');
  const network = addressKey(address);
  const pair = (label: string): Bucket => ({
    key: hash(label, name, network),
    throttle: pairThrottle,
  });
  if (kind === 'code') {
    const others: Bucket[] = [
      { key: hash('address', network), throttle: codeAddressThrottle },
      { key: hash('account', name), throttle: codePhoneThrottle },
      { key: hash('day', name), throttle: codeDayThrottle },
      ...(isAbroad ? [{ key: hash('abroad'), throttle: codeAbroadThrottle }] : []),
    ];
    return { pair: { ...pair('pair'), throttle: codePairThrottle }, others };
  }
  if (knownBrowser) {
    // All of them together as well: a cookie can be taken to as many addresses as somebody has.
    const all: Bucket = { key: hash('known-account', name), throttle: accountThrottle };
    return { pair: pair('known'), others: [all] };
  }
  const others: Bucket[] = [
    guessedIn
      ? guessBucket(platform, guessedIn, address)
      : { key: hash('address', network), throttle: addressThrottle },
    { key: hash('account', name), throttle: accountThrottle },
  ];
  return { pair: pair('pair'), others };
}

/**
 * Counts an attempt. Throws `wait_before_trying` where it comes too soon. Call {@link attemptSucceeded}
 * after a success, and nothing after a failure.
 */
export function countAttempt(platform: Platform, attempt: Attempt): Promise<Counted> {
  return passOrWait(platform, attempt, true);
}

/** Throws like {@link countAttempt} where an attempt would come too soon, and counts nothing. */
export async function checkThrottle(platform: Platform, attempt: Attempt): Promise<void> {
  await passOrWait(platform, attempt, false);
}

/** How much was guessed in a realm from an address and has not run off. */
export async function countGuesses(
  platform: Platform,
  realm: string,
  address: string,
): Promise<number> {
  const { key, throttle } = guessBucket(platform, realm, address);
  const attempts = await findAttempts(platform.db, key);
  return attempts ? failuresLeft(attempts, throttle, platform.clock.now()) : 0;
}

function passOrWait(platform: Platform, attempt: Attempt, count: boolean): Promise<Counted> {
  const { pair, others } = bucketsOf(platform, attempt);
  return platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [pair, ...others], now);
    const wait = longestWait(slowing(present), now);
    // Thrown in here, so that whoever goes on all the same leaves no rows behind.
    if (wait) throw tooSoon(wait, now);
    const heldUntil = longestWait(holding(present), now);
    if (!count) return { waitUntil: null, heldUntil };
    // What is tried while an address is held off does not hold it off for longer.
    const counting = heldUntil ? slowing(present) : present;
    const counted = await updateBuckets(db, counting, (bucket) =>
      withAttempt(bucket.attempts, bucket.throttle, now),
    );
    return { waitUntil: longestWait(slowing(counted), now), heldUntil };
  });
}

const slowing = (buckets: FilledBucket[]) => buckets.filter(({ holds }) => !holds);
const holding = (buckets: FilledBucket[]) => buckets.filter(({ holds }) => holds);

function longestWait(buckets: FilledBucket[], now: Date): Date | null {
  const waits = buckets.flatMap(
    ({ attempts, throttle }) => waitUntil(attempts, throttle, now) ?? [],
  );
  return waits.length > 0 ? new Date(Math.max(...waits.map(Number))) : null;
}

/**
 * Forgets what failed for the account from this address, and takes this one attempt back elsewhere.
 * Where guesses are counted, `heldUntil` is what {@link countAttempt} said of it.
 */
export async function attemptSucceeded(
  platform: Platform,
  attempt: Attempt,
  { heldUntil }: Pick<Counted, 'heldUntil'> = { heldUntil: null },
): Promise<void> {
  const { pair, others: all } = bucketsOf(platform, attempt);
  const others = all.filter(({ holds }) => !(holds && heldUntil));
  await platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [pair, ...others], now);
    await updateBuckets(db, present, ({ key, throttle, attempts }) =>
      key === pair.key
        ? { failures: 0, lastAt: now, blockedUntil: null }
        : withoutAttempt(attempts, throttle),
    );
  });
}

/** Whether a further attempt would be free; counts nothing. */
export async function isFree(platform: Platform, { key, throttle }: Bucket): Promise<boolean> {
  const attempts = await findAttempts(platform.db, key);
  return !attempts || waitUntil(attempts, throttle, platform.clock.now()) === null;
}

/** Counts an attempt where it is free, and says whether it was. */
export function countIfFree(platform: Platform, bucket: Bucket): Promise<boolean> {
  return platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [bucket], now);
    if (longestWait(present, now)) return false;
    await updateBuckets(db, present, ({ attempts, throttle }) =>
      withAttempt(attempts, throttle, now),
    );
    return true;
  });
}

/** Counts one document or phone that a member of staff types to find somebody. Throws `wait_before_trying`. */
export function countStaffLook(platform: Platform, personId: string): Promise<void> {
  const key = platform.keys.hash('people.staff-look', personId);
  const bucket: Bucket = { key, throttle: staffLookThrottle };
  return platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [bucket], now);
    const wait = longestWait(present, now);
    if (wait) throw tooSoon(wait, now);
    await updateBuckets(db, present, ({ attempts, throttle }) =>
      withAttempt(attempts, throttle, now),
    );
  });
}

/** Takes back one attempt that {@link countIfFree} counted. */
export async function takeBack(platform: Platform, bucket: Bucket): Promise<void> {
  await platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [bucket], now);
    await updateBuckets(db, present, ({ attempts, throttle }) =>
      withoutAttempt(attempts, throttle),
    );
  });
}

type FilledBucket = Bucket & { attempts: Attempts };

async function updateBuckets(
  db: Db,
  buckets: FilledBucket[],
  change: (bucket: FilledBucket) => Attempts,
): Promise<FilledBucket[]> {
  const changed = buckets.map((bucket) => ({ ...bucket, attempts: change(bucket) }));
  await updateAttempts(db, changed);
  return changed;
}

async function lockBuckets(db: Db, buckets: Bucket[], now: Date): Promise<FilledBucket[]> {
  const keys = buckets.map(({ key }) => key);
  const attempts = await lockAttempts(db, keys, now);
  return buckets.map((bucket, index) => ({ ...bucket, attempts: attempts[index] as Attempts }));
}

/** What somebody is told who has to wait. */
export function tooSoon(until: Date, now: Date): Problem {
  return new Problem(peopleProblems.wait_before_trying, {
    params: { until: until.toISOString() },
    retryAfter: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
  });
}
