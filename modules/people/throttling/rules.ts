/**
 * How attempts are throttled (SPEC G3.2). Each failed one fills a bucket, which runs off with time; once it
 * holds `free`, a wait starts that doubles with each further failure. Times in milliseconds.
 */
export type Throttle = {
  free: number;
  firstWait: number;
  longestWait: number;
  /** How many failures run off in a minute. */
  leakPerMinute: number;
};

const second = 1000;
const minute = 60 * second;

/** For one account from one address. */
export const pairThrottle: Throttle = {
  free: 5,
  firstWait: 30 * second,
  longestWait: 15 * minute,
  leakPerMinute: 1 / 60,
};

/** For one account from everywhere: a guesser with many addresses is slowed, its owner never shut out for long. */
export const accountThrottle: Throttle = {
  free: 20,
  firstWait: 30 * second,
  longestWait: 2 * minute,
  leakPerMinute: 1 / 10,
};

/** For one address and all accounts: a whole campus may stand behind it. */
export const addressThrottle: Throttle = {
  free: 600,
  firstWait: 5 * second,
  longestWait: 30 * second,
  leakPerMinute: 120,
};

/**
 * For sign-ins from one address to all accounts of a realm, where initial passwords can be guessed: what
 * runs off is what people behind one address give up on, not what a program guesses. While it waits,
 * nobody waits but who has no password of their own yet.
 */
export const guessThrottle: Throttle = {
  free: 300,
  firstWait: 30 * second,
  longestWait: 5 * minute,
  leakPerMinute: 1,
};

/**
 * For guesses of known browsers, which are asked no puzzle: of all the browsers of one person, for whichever
 * accounts. Nobody waits while it does; a puzzle is asked then.
 */
export const noPuzzleThrottle: Throttle = {
  free: 10,
  firstWait: 144 * minute,
  longestWait: 144 * minute,
  leakPerMinute: 1 / 144,
};

/**
 * For codes by SMS to one phone from one address: a minute between two, longer the more there were.
 * Every request counts, for every message costs money and disturbs somebody.
 */
export const codePairThrottle: Throttle = {
  free: 1,
  firstWait: minute,
  longestWait: 15 * minute,
  leakPerMinute: 1 / 10,
};

/** For codes by SMS to one phone from everywhere: its owner never waits long for what strangers do. */
export const codePhoneThrottle: Throttle = {
  free: 1,
  firstWait: minute,
  longestWait: 5 * minute,
  leakPerMinute: 1 / 10,
};

/** For codes by SMS to one phone in a day, whoever asks for them: ten, then one as each runs off. */
export const codeDayThrottle: Throttle = {
  free: 10,
  firstWait: 144 * minute,
  longestWait: 144 * minute,
  leakPerMinute: 1 / 144,
};

/** For codes by SMS from one address to all phones: a village may register behind one, and no more than that. */
export const codeAddressThrottle: Throttle = {
  free: 300,
  firstWait: 30 * second,
  longestWait: 5 * minute,
  leakPerMinute: 10,
};

/**
 * For codes by SMS to all numbers outside of the mainland, from everywhere: some of them cost a lot, and earn whoever
 * has them called.
 */
export const codeAbroadThrottle: Throttle = {
  free: 1000,
  firstWait: 30 * second,
  longestWait: 5 * minute,
  leakPerMinute: 60,
};

/**
 * For documents and phones that one member of staff types to find out whether somebody is known: a whole gate can be
 * set up in an hour, and no list of numbers be tried.
 */
export const staffLookThrottle: Throttle = {
  free: 120,
  firstWait: minute,
  longestWait: 15 * minute,
  leakPerMinute: 2,
};

export type Attempts = { failures: number; lastAt: Date; blockedUntil: Date | null };

/** By so much one of two who come at once may have begun later than the other, and be counted first. */
const atOnce = minute;

/**
 * Until when nothing may be tried; null when it may be now. A wait that is longer than any the rule
 * makes comes from a clock that had jumped ahead, and does not count.
 */
export function waitUntil(attempts: Attempts, throttle: Throttle, now: Date): Date | null {
  const { blockedUntil } = attempts;
  const wait = (blockedUntil?.getTime() ?? 0) - now.getTime();
  return wait > 0 && wait <= throttle.longestWait + atOnce ? blockedUntil : null;
}

/**
 * Counts an attempt before its outcome is known, so that many at once do not all pass; one that succeeds
 * is taken back with {@link withoutAttempt}.
 */
export function withAttempt(attempts: Attempts, throttle: Throttle, now: Date): Attempts {
  const failures = failuresLeft(attempts, throttle, now) + 1;
  return { failures, lastAt: now, blockedUntil: blockedAfter(failures, throttle, now) };
}

/** How many failures have not run off by now. */
export function failuresLeft(
  { failures, lastAt }: Attempts,
  throttle: Throttle,
  now: Date,
): number {
  const minutes = Math.max(0, now.getTime() - lastAt.getTime()) / minute;
  return Math.max(0, failures - minutes * throttle.leakPerMinute);
}

/** Takes back one counted attempt. Others may have been counted meanwhile: their wait stays. */
export function withoutAttempt(attempts: Attempts, throttle: Throttle): Attempts {
  const failures = Math.max(0, attempts.failures - 1);
  const blockedUntil = isFull(failures, throttle) ? attempts.blockedUntil : null;
  return { ...attempts, failures, blockedUntil };
}

/** A little has always run off since the last attempt; five in a row are five. */
const isFull = (failures: number, { free }: Throttle): boolean => Math.ceil(failures) >= free;

function blockedAfter(failures: number, throttle: Throttle, now: Date): Date | null {
  if (!isFull(failures, throttle)) return null;
  const doublings = Math.min(30, Math.ceil(failures) - throttle.free);
  const wait = Math.min(throttle.longestWait, throttle.firstWait * 2 ** doublings);
  return new Date(now.getTime() + wait);
}

/**
 * What stands for an address when attempts are counted: whoever has an IPv6 address has 2^64 of them, so
 * its network counts; an IPv4 address written as IPv6 counts as what it is.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
