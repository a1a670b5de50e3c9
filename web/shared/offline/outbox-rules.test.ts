import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import {
  afterTry,
  dueEntries,
  exchange,
  forgetOld,
  mayGoOn,
  nextTryAt,
  type OutboxEntry,
  put,
  recordOutcome,
  startSending,
  waitAfter,
} from './outbox-rules.ts';

const entry = (changes: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: 'r1',
  account: 'colony/penguin',
  subject: 'weighIn|2026-01-02',
  about: { form: 'weighIn', day: '2026-01-02' },
  earlier: [],
  state: 'waiting',
  begun: false,
  createdAt: 1000,
  attempts: 0,
  nextAt: 1000,
  encrypted: { iv: new Uint8Array(12), data: new ArrayBuffer(1) },
  ...changes,
});

const failed = (code: string, status: number) => ({
  kind: 'failed' as const,
  error: new ApiProblem(code, status, { params: { day: '2026-01-02' } }),
});

describe('after a try to send an entry', () => {
  test.each(['sent', 'overtaken'] as const)(
    'nothing of its content stays when it is %s',
    (kind) => {
      const problem = { code: 'x', params: {} };
      const settled = afterTry(entry({ problem }), { kind }, 5000, 0);
      expect(settled).toMatchObject({ state: kind, settledAt: 5000 });
      expect(settled).not.toHaveProperty('encrypted');
      expect(settled).not.toHaveProperty('problem');
    },
  );

  test.each([
    ['no network', 'offline', 0],
    ['a busy server', 'busy', 503],
    ['a broken server', 'internal', 500],
    ['too many at once', 'too_many_requests', 429],
  ])('%s lets it wait, each time longer', (_, code, status) => {
    const once = afterTry(entry(), failed(code, status), 5000, 1);
    expect(once).toMatchObject({ state: 'waiting', attempts: 1 });
    const twice = afterTry(once, failed(code, status), 5000, 1);
    expect(twice.nextAt).toBeGreaterThan(once.nextAt);
    expect(twice.encrypted).toBeDefined();
  });

  test.each(['not_signed_in', 'withdrawn', 'somebody_else', 'must_finish', 'declaration_needed'])(
    '%s is for the person to settle: it waits and counts no try',
    (code) => {
      const held = afterTry(entry({ attempts: 2 }), failed(code, 403), 5000, 0);
      expect(held).toMatchObject({ state: 'waiting', attempts: 2 });
      // Asking again at once would be asking for ever.
      expect(held.nextAt).toBeGreaterThan(5000);
    },
  );

  test('a refusal is stored with its reason and its content, to be changed', () => {
    const refused = afterTry(entry(), failed('day_passed', 422), 5000, 0);
    expect(refused).toMatchObject({
      state: 'refused',
      problem: { code: 'day_passed', params: { day: '2026-01-02' } },
    });
    expect(refused.encrypted).toBeDefined();
  });

  test('an error that is none of the server’s counts as a try', () => {
    const strange = afterTry(entry(), { kind: 'failed', error: new TypeError() }, 5000, 0);
    expect(strange).toMatchObject({ state: 'waiting', attempts: 1 });
  });
});

describe('entries about one subject', () => {
  test('an entry takes the place of the one that it was made from, in whatever state', () => {
    for (const state of ['waiting', 'sending', 'refused'] as const) {
      const fresh = entry({ id: 'r2', earlier: ['r1'] });
      expect(put(fresh)([entry({ state })])).toEqual({ entries: [fresh], result: true });
    }
  });

  test('one that was made from nothing takes no other’s place', () => {
    const before = [entry()];
    expect(put(entry({ id: 'r2' }))(before)).toEqual({ entries: before, result: false });
  });

  test('a settled one and those about something else stay', () => {
    const before = [entry({ state: 'sent' }), entry({ id: 'r3', subject: 'other' })];
    const fresh = entry({ id: 'r2' });
    expect(put(fresh)(before)).toEqual({ entries: [...before, fresh], result: true });
  });

  test('what is rebased takes the place of the former only while that is still there', () => {
    const fresh = entry({ id: 'r2', earlier: ['r1'], state: 'sending' });
    expect(exchange('r1', fresh)([entry({ state: 'sending' })]).entries).toEqual([fresh]);
    expect(exchange('r1', fresh)([entry({ id: 'r9' })]).result).toBe(false);
    expect(exchange('r1', fresh)([entry({ state: 'sent' })]).result).toBe(false);
  });
});

describe('sending', () => {
  test('is begun by one tab at a time, and taken over from one that was closed', () => {
    const { entries, result } = startSending('r1', { now: 5000 })([entry()]);
    expect(result).toEqual(entry());
    expect(entries[0]).toMatchObject({ state: 'sending', begun: true });
    expect(startSending('r1', { now: 6000 })(entries).result).toBeNull();
    expect(startSending('r1', { now: 6000, eager: true })(entries).result).toBeNull();
    expect(startSending('r1', { now: 6000, alone: true })(entries).result).not.toBeNull();
    expect(startSending('r1', { now: 5000 + 3_600_000 })(entries).result).not.toBeNull();
  });

  test('an outcome is written only of the entry that was sent, and never after it was settled', () => {
    const other = [entry({ id: 'r2' })];
    expect(recordOutcome('r1', { kind: 'sent' }, 5000, 0)(other).entries).toEqual(other);
    const sent = [entry({ state: 'sent', settledAt: 4000 })];
    expect(recordOutcome('r1', failed('day_passed', 422), 5000, 0)(sent).entries).toEqual(sent);
  });

  test('goes on after a refusal, and not when nothing can be sent', () => {
    expect(mayGoOn({ kind: 'sent' })).toBe(true);
    expect(mayGoOn(failed('day_passed', 422))).toBe(true);
    expect(mayGoOn(failed('offline', 0))).toBe(false);
    expect(mayGoOn(failed('not_signed_in', 401))).toBe(false);
  });

  test('is due when its time has come, oldest first; what a person asks for is due at once', () => {
    const entries = [
      entry({ id: 'later', nextAt: 9000 }),
      entry({ id: 'young', createdAt: 3000 }),
      entry({ id: 'left', state: 'sending', createdAt: 2000 }),
      entry({ id: 'elsewhere', state: 'sending', nextAt: 9000 }),
      entry({ id: 'sent', state: 'sent' }),
      entry({ id: 'refused', state: 'refused' }),
    ];
    expect(dueEntries(entries, { now: 5000 }).map(({ id }) => id)).toEqual(['left', 'young']);
    expect(dueEntries(entries, { now: 5000, eager: true }).map(({ id }) => id)).toEqual([
      'later',
      'left',
      'young',
    ]);
    expect(nextTryAt(entries, 5000)).toBe(1000);
    expect(nextTryAt([entry({ state: 'sent' })], 5000)).toBeNull();
  });

  test('happens, too, after the clock of the device was put back', () => {
    const [now, waits] = [1_000_000_000, 5 * 60_000];
    for (const state of ['waiting', 'sending'] as const) {
      const waitsFor = (time: number) => [entry({ state, nextAt: now + time })];
      expect(dueEntries(waitsFor(waits), { now })).toHaveLength(0);
      expect(dueEntries(waitsFor(waits + 1), { now })).toHaveLength(1);
      expect(nextTryAt(waitsFor(40 * 86_400_000), now)).toBe(now + waits);
    }
  });

  test('waits longer each time, not for ever, and not all devices alike', () => {
    expect(waitAfter(2, 1)).toBe(2 * waitAfter(1, 1));
    expect(waitAfter(30, 1)).toBe(5 * 60_000);
    expect(waitAfter(3, 0)).toBe(waitAfter(3, 1) / 2);
  });
});

test('what was settled a day ago is forgotten', () => {
  const day = 24 * 3_600_000;
  const entries = [
    entry({ id: 'old', settledAt: 0 }),
    entry({ id: 'new', settledAt: day }),
    entry(),
  ];
  const left = forgetOld(day + 1)(entries).entries.map(({ id }) => id);
  expect(left).toEqual(['new', 'r1']);
});
