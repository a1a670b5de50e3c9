import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  accountSlowing,
  addressKey,
  addressSlowing,
  counted,
  pairSlowing,
  type Slowing,
  takenBack,
  waitUntil,
} from './rules-attempts.ts';
import {
  answerText,
  decoyQuestions,
  passwordProblems,
  questionProblems,
} from './rules-passwords.ts';
import { deviceOf, sessionEnd } from './rules-sessions.ts';

const start = new Date('2022-01-20T04:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const none: Attempts = { failures: 0, lastAt: start, blockedUntil: null };

const fail = (times: number, slowing: Slowing, at = start): Attempts =>
  Array.from({ length: times }).reduce<Attempts>((each) => counted(each, slowing, at), none);

describe('slowing tries down', () => {
  it('waits after five, twice as long each time, and never longer than a quarter of an hour', () => {
    expect(waitUntil(fail(4, pairSlowing), start)).toBeNull();
    const waits = [5, 6, 7, 8, 9, 10, 11, 50].map((times) => {
      const until = waitUntil(fail(times, pairSlowing), start);
      return until && (until.getTime() - start.getTime()) / 1000;
    });
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('lets one try again at the very instant it named', () => {
    const attempts = fail(5, pairSlowing);
    expect(waitUntil(attempts, later(29.999))).toEqual(later(30));
    expect(waitUntil(attempts, later(30))).toBeNull();
    // One more failure after the wait, and the next wait is longer although some seconds ran off.
    expect(waitUntil(counted(attempts, pairSlowing, later(30)), later(30))).toEqual(later(90));
  });

  it('forgets with time', () => {
    const tomorrow = later(24 * 3600);
    expect(waitUntil(counted(fail(7, pairSlowing), pairSlowing, tomorrow), tomorrow)).toBeNull();
  });

  it('never shuts an account out for longer than two minutes, whoever else tries', () => {
    expect(waitUntil(fail(19, accountSlowing), start)).toBeNull();
    expect(waitUntil(fail(5000, accountSlowing), start)).toEqual(later(120));
  });

  it('lets a campus fail six hundred times at once and two times a second for ever', () => {
    expect(waitUntil(fail(599, addressSlowing), start)).toBeNull();
    let attempts = none;
    for (let second = 0; second < 3600; second += 0.5) {
      attempts = counted(attempts, addressSlowing, later(second));
      expect(waitUntil(attempts, later(second))).toBeNull();
    }
  });

  it('takes a success back, and leaves a wait that others caused', () => {
    const own = takenBack(fail(5, pairSlowing), pairSlowing);
    expect(own).toMatchObject({ failures: 4, blockedUntil: null });
    expect(takenBack(fail(6, pairSlowing), pairSlowing).blockedUntil).toEqual(later(60));
    expect(takenBack(none, pairSlowing).failures).toBe(0);
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

describe('a new password', () => {
  const context = { account: '1096044', initial: '20080808' };
  const problem = (password: string) => passwordProblems(password, context)[0]?.code;

  it.each([
    ['20080808', 'password_same'],
    ['２００８０８０８', 'password_same'],
    ['Abc12', 'password_too_short'],
    ['企鹅企鹅企鹅a1', undefined],
    ['a1'.repeat(65), 'password_too_long'],
    ['abcdefgh', 'password_too_simple'],
    ['39571046', 'password_too_simple'],
    ['aaaaaaa1', 'password_too_simple'],
    ['Password123', 'password_too_simple'],
    ['P@ssw0rd!', 'password_too_simple'],
    ['abcd1234', 'password_too_simple'],
    ['woaini1314', 'password_too_simple'],
    ['1990-02-14', 'password_too_simple'],
    ['14.02.1990', 'password_too_simple'],
    ['1990年02月14日', 'password_too_simple'],
    ['x1096044x', 'password_too_simple'],
    ['1990-57-93', undefined],
    ['snow and 7 seals', undefined],
    ['kiruna47', undefined],
  ])('%s: %s', (password, code) => {
    expect(problem(password)).toBe(code);
  });

  it('may be a short date as one of its parts, and needs no initial one to compare with', () => {
    expect(passwordProblems('seal 20080808', { account: 'a', initial: null })).toEqual([]);
  });
});

describe('security questions', () => {
  const offered = ['school', 'teacher', 'pet', 'street'];
  const chosen = (...pairs: [string, string][]) =>
    questionProblems(
      pairs.map(([question, answer]) => ({ question, answer })),
      offered,
    );

  it('are three different ones of those offered, with three different answers', () => {
    expect(chosen(['school', 'a'], ['pet', 'b'], ['street', 'c'])).toEqual([]);
    expect(chosen(['school', 'a'], ['pet', 'b'])).toMatchObject([{ code: 'questions_incomplete' }]);
    expect(chosen(['school', 'a'], ['school', 'b'], ['pet', 'c'])).toMatchObject([
      { path: 'questions', code: 'questions_incomplete' },
    ]);
    expect(chosen(['school', 'a'], ['pet', 'b'], ['colour', 'c'])).toEqual([
      { path: 'questions.2.question', code: 'question_unknown' },
    ]);
    expect(chosen(['school', 'Ａ '], ['pet', 'b'], ['street', 'a'])).toEqual([
      { path: 'questions.2.answer', code: 'answers_alike' },
    ]);
  });

  it('are none where none are offered', () => {
    expect(questionProblems([], [])).toEqual([]);
    expect(questionProblems([{ question: 'school', answer: 'a' }], [])).toHaveLength(1);
  });

  it('compare answers by their words', () => {
    expect(answerText('  ICE　Ｓｃｈｏｏｌ ')).toBe('ice school');
  });

  it('are the same three for the same unknown card, and not for all', () => {
    const digest = (byte: number) =>
      Buffer.from(Array.from({ length: 32 }, (_, at) => byte * 31 + at * 7));
    expect(decoyQuestions(offered, digest(1))).toEqual(decoyQuestions(offered, digest(1)));
    const kinds = new Set<string>();
    for (let byte = 0; byte < 60; byte += 1) {
      const decoys = decoyQuestions(offered, digest(byte));
      expect(new Set(decoys).size).toBe(3);
      kinds.add(decoys.join());
    }
    expect(kinds.size).toBeGreaterThan(5);
  });
});

describe('sessions', () => {
  it('end when unused, and after a time in any case', () => {
    const hours = (count: number) => later(count * 3600);
    expect(sessionEnd('desk', false, start, start)).toEqual(hours(2));
    expect(sessionEnd('desk', false, start, hours(7))).toEqual(hours(8));
    expect(sessionEnd('console', false, start, hours(11))).toEqual(hours(12));
    expect(sessionEnd('portal', false, start, start)).toEqual(hours(30 * 24));
    expect(sessionEnd('portal', true, start, hours(0.5))).toEqual(hours(1));
  });

  it.each([
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile/15E Safari/604',
      'Safari · iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E MicroMessenger/8.0',
      'WeChat · iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox · Linux'],
    ['curl/8', ''],
  ])('say which device: %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});
