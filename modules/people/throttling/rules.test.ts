import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  accountThrottle,
  addressKey,
  addressThrottle,
  guessThrottle,
  noPuzzleThrottle,
  pairThrottle,
  type Throttle,
  waitUntil,
  withAttempt,
  withoutAttempt,
} from './rules.ts';

const start = new Date('2022-01-20T04:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const none: Attempts = { failures: 0, lastAt: start, blockedUntil: null };

const fail = (times: number, throttle: Throttle, at = start): Attempts =>
  Array.from({ length: times }).reduce<Attempts>((each) => withAttempt(each, throttle, at), none);

describe('throttling attempts', () => {
  it('waits after five, twice as long each time, and never longer than a quarter of an hour', () => {
    expect(waitUntil(fail(4, pairThrottle), pairThrottle, start)).toBeNull();
    const waits = [5, 6, 7, 8, 9, 10, 11, 50].map((times) => {
      const until = waitUntil(fail(times, pairThrottle), pairThrottle, start);
      return until && (until.getTime() - start.getTime()) / 1000;
    });
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('lets one try again at the very instant it named', () => {
    const attempts = fail(5, pairThrottle);
    expect(waitUntil(attempts, pairThrottle, later(29.999))).toEqual(later(30));
    expect(waitUntil(attempts, pairThrottle, later(30))).toBeNull();
    // One more failure after the wait, and the next wait is longer although some seconds ran off.
    expect(
      waitUntil(withAttempt(attempts, pairThrottle, later(30)), pairThrottle, later(30)),
    ).toEqual(later(90));
  });

  it('forgets with time', () => {
    const tomorrow = later(24 * 3600);
    expect(
      waitUntil(withAttempt(fail(7, pairThrottle), pairThrottle, tomorrow), pairThrottle, tomorrow),
    ).toBeNull();
  });

  it('never shuts an account out for longer than two minutes, whoever else tries', () => {
    expect(waitUntil(fail(19, accountThrottle), accountThrottle, start)).toBeNull();
    expect(waitUntil(fail(5000, accountThrottle), accountThrottle, start)).toEqual(later(120));
  });

  it('lets a campus fail six hundred times at once and two times a second for ever', () => {
    expect(waitUntil(fail(599, addressThrottle), addressThrottle, start)).toBeNull();
    let attempts = none;
    for (let second = 0; second < 3600; second += 0.5) {
      attempts = withAttempt(attempts, addressThrottle, later(second));
      expect(waitUntil(attempts, addressThrottle, later(second))).toBeNull();
    }
  });

  it('takes a success back, and leaves a wait that others caused', () => {
    const own = withoutAttempt(fail(5, pairThrottle), pairThrottle);
    expect(own).toMatchObject({ failures: 4, blockedUntil: null });
    expect(withoutAttempt(fail(6, pairThrottle), pairThrottle).blockedUntil).toEqual(later(60));
    expect(withoutAttempt(none, pairThrottle).failures).toBe(0);
  });

  it('holds no lock that is longer than its rule, as a clock leaves that had jumped ahead', () => {
    const ahead = later(30 * 24 * 3600);
    const attempts = fail(9, pairThrottle, ahead);
    expect(waitUntil(attempts, pairThrottle, ahead)).toEqual(later(30 * 24 * 3600 + 480));
    expect(waitUntil(attempts, pairThrottle, start)).toBeNull();
    // What failed counts on: the next failure waits by the clock that is right.
    const again = withAttempt(attempts, pairThrottle, start);
    expect(waitUntil(again, pairThrottle, start)).toEqual(later(900));
    // The longest wait there is stays as long as it is.
    const longest = fail(50, pairThrottle, later(0));
    expect(waitUntil(longest, pairThrottle, start)).toEqual(later(900));
  });

  it('has whoever came at the same time wait, too, although they began a moment earlier', () => {
    // Of many at once, each looks when the one before has counted, by the time at which it began itself.
    const full = fail(10, noPuzzleThrottle, later(2));
    expect(waitUntil(full, noPuzzleThrottle, later(1))).toEqual(later(2 + 144 * 60));
    const longest = fail(50, accountThrottle, later(2));
    expect(waitUntil(longest, accountThrottle, start)).toEqual(later(122));
  });

  it('lets one address guess three hundred times, and once a minute after that', () => {
    expect(waitUntil(fail(299, guessThrottle), guessThrottle, start)).toBeNull();
    const full = fail(300, guessThrottle);
    expect(waitUntil(full, guessThrottle, start)).toEqual(later(30));
    let [attempts, guesses] = [full, 0];
    for (let second = 0; second < 24 * 3600; second += 1) {
      if (waitUntil(attempts, guessThrottle, later(second))) continue;
      attempts = withAttempt(attempts, guessThrottle, later(second));
      guesses += 1;
    }
    expect(guesses).toBeLessThanOrEqual(24 * 60);
  });

  it('spares ten guesses a puzzle, and one more each time that one has run off', () => {
    expect(waitUntil(fail(9, noPuzzleThrottle), noPuzzleThrottle, start)).toBeNull();
    let attempts = fail(10, noPuzzleThrottle);
    for (let n = 1; n <= 20; n += 1) {
      const next = later(n * 144 * 60);
      expect(waitUntil(attempts, noPuzzleThrottle, later(n * 144 * 60 - 1))).toEqual(next);
      expect(waitUntil(attempts, noPuzzleThrottle, next)).toBeNull();
      attempts = withAttempt(attempts, noPuzzleThrottle, next);
    }
    // What is tried together with a right password is taken back, and no more than that.
    const right = withoutAttempt(fail(10, noPuzzleThrottle), noPuzzleThrottle);
    expect(right).toMatchObject({ failures: 9, blockedUntil: null });
  });

  it('counts the network of an IPv6 address, and an IPv4 address as itself', () => {
    expect(addressKey('198.51.100.7')).toBe('198.51.100.7');
    expect(addressKey('::ffff:198.51.100.7')).toBe('198.51.100.7');
    expect(addressKey('2001:db8:0:1::5')).toBe(addressKey('2001:0db8:0000:0001:9:8:7:6'));
    expect(addressKey('2001:db8:0:2::5')).not.toBe(addressKey('2001:db8:0:1::5'));
    expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0');
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(addressKey('::1')).toBe('0:0:0:0');
  });
});
