import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';
import { lockAttempts, updateAttempts } from './queries.ts';
import {
  type Attempts,
  accountThrottle,
  addressKey,
  addressThrottle,
  codePairThrottle,
  codePhoneThrottle,
  pairThrottle,
  type Throttle,
  waitUntil,
  withAttempt,
  withoutAttempt,
} from './rules.ts';

/** What is attempted: each kind is counted apart. */
type AttemptKind = 'sign-in' | 'recovery' | 'other-answer' | 'code';

export type Attempt = {
  kind: AttemptKind;
  /** Stands for the account, whether there is one or not; see {@link accountHash}. */
  account: Buffer;
  /** `request.ip`. */
  address: string;
  /** From a browser that has signed in to the account before; counted apart, so that strangers do not slow it. */
  knownBrowser?: boolean;
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

type Bucket = { key: Buffer; throttle: Throttle };

function bucketsOf(platform: Platform, { kind, account, address, knownBrowser }: Attempt) {
  const hash = (...parts: string[]) => platform.keys.hash(`people.${kind}`, parts.join(' '));
  const name = account.toString('hex');
  const network = addressKey(address);
  const isCode = kind === 'code';
  const pair = (label: string): Bucket => ({
    key: hash(label, name, network),
    throttle: isCode ? codePairThrottle : pairThrottle,
  });
  if (knownBrowser) return { pair: pair('known'), others: [] };
  const others: Bucket[] = [
    { key: hash('address', network), throttle: addressThrottle },
    { key: hash('account', name), throttle: isCode ? codePhoneThrottle : accountThrottle },
  ];
  return { pair: pair('pair'), others };
}

/**
 * Counts an attempt and returns until when the next one has to wait. Throws `wait_before_trying` where
 * it comes too soon. Call {@link attemptSucceeded} after a success, and nothing after a failure.
 */
export function countAttempt(platform: Platform, attempt: Attempt): Promise<Date | null> {
  return passOrWait(platform, attempt, true);
}

/** Throws like {@link countAttempt} where an attempt would come too soon, and counts nothing. */
export async function checkThrottle(platform: Platform, attempt: Attempt): Promise<void> {
  await passOrWait(platform, attempt, false);
}

function passOrWait(platform: Platform, attempt: Attempt, count: boolean): Promise<Date | null> {
  const { pair, others } = bucketsOf(platform, attempt);
  return platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [pair, ...others], now);
    const wait = longestWait(present, now);
    // Thrown in here, so that whoever goes on all the same leaves no rows behind.
    if (wait) throw tooSoon(wait, now);
    if (!count) return null;
    return longestWait(
      await updateBuckets(db, present, (bucket) =>
        withAttempt(bucket.attempts, bucket.throttle, now),
      ),
      now,
    );
  });
}

function longestWait(buckets: FilledBucket[], now: Date): Date | null {
  const waits = buckets.flatMap(
    ({ attempts, throttle }) => waitUntil(attempts, throttle, now) ?? [],
  );
  return waits.length > 0 ? new Date(Math.max(...waits.map(Number))) : null;
}

/** Forgets what failed for the account from this address, and takes this one attempt back elsewhere. */
export async function attemptSucceeded(platform: Platform, attempt: Attempt): Promise<void> {
  const { pair, others } = bucketsOf(platform, attempt);
  await platform.transaction(null, async ({ db, now }) => {
    const present = await lockBuckets(db, [pair, ...others], now);
    await updateBuckets(db, present, ({ key, throttle, attempts }) =>
      key === pair.key
        ? { failures: 0, lastAt: now, blockedUntil: null }
        : withoutAttempt(attempts, throttle),
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

function tooSoon(until: Date, now: Date): Problem {
  return new Problem(peopleProblems.wait_before_trying, {
    params: { until: until.toISOString() },
    retryAfter: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
  });
}
