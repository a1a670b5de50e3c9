import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import { afterTry, dueEntries, mayGoOn, nextTryAt, waitAfter } from './outcome.ts';
import type { QueueEntry } from './store.ts';

const entry = (changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id: 'r1',
  account: 'colony/penguin',
  form: 'weighIn',
  day: '2026-01-02',
  state: 'sending',
  createdAt: 1000,
  attempts: 0,
  nextAt: 1000,
  sealed: { iv: new Uint8Array(12), data: new ArrayBuffer(1) },
  ...changes,
});

const failed = (code: string, status: number) => ({
  sent: false as const,
  error: new ApiProblem(code, status, { params: { day: '2026-01-02' } }),
});

describe('after a try to send a report', () => {
  test('nothing of its content stays when it was sent', () => {
    const sent = afterTry(entry({ problem: { code: 'x', params: {} } }), { sent: true }, 5000, 0);
    expect(sent).toMatchObject({ state: 'sent', sentAt: 5000 });
    expect(sent).not.toHaveProperty('sealed');
    expect(sent).not.toHaveProperty('problem');
  });

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
    expect(twice.sealed).toBeDefined();
  });

  test.each(['not_signed_in', 'must_finish', 'declaration_needed'])(
    '%s is for the person to settle: it waits and counts no try',
    (code) => {
      const held = afterTry(entry({ attempts: 2 }), failed(code, 403), 5000, 0);
      expect(held).toMatchObject({ state: 'waiting', attempts: 2 });
      // Asking again at once would be asking for ever.
      expect(held.nextAt).toBeGreaterThan(5000);
    },
  );

  test('a refusal is kept with its reason and its content, to be changed', () => {
    const refused = afterTry(entry(), failed('day_passed', 422), 5000, 0);
    expect(refused).toMatchObject({
      state: 'refused',
      problem: { code: 'day_passed', params: { day: '2026-01-02' } },
    });
    expect(refused.sealed).toBeDefined();
  });

  test('an error that is none of the server’s counts as a try', () => {
    const strange = afterTry(entry(), { sent: false, error: new TypeError() }, 5000, 0);
    expect(strange).toMatchObject({ state: 'waiting', attempts: 1 });
  });
});

test('others are sent after a refusal, and not when none could be', () => {
  expect(mayGoOn({ sent: true })).toBe(true);
  expect(mayGoOn(failed('day_passed', 422))).toBe(true);
  expect(mayGoOn(failed('offline', 0))).toBe(false);
  expect(mayGoOn(failed('not_signed_in', 401))).toBe(false);
});

test('the wait grows, has an end, and is not the same for all', () => {
  expect(waitAfter(2, 1)).toBe(2 * waitAfter(1, 1));
  expect(waitAfter(30, 1)).toBe(5 * 60_000);
  expect(waitAfter(3, 0)).toBe(waitAfter(3, 1) / 2);
});

test('due are those whose time has come, oldest first, and those that a closed tab left behind', () => {
  const entries = [
    entry({ id: 'later', state: 'waiting', nextAt: 9000 }),
    entry({ id: 'young', state: 'waiting', createdAt: 3000 }),
    entry({ id: 'left', state: 'sending', createdAt: 2000 }),
    entry({ id: 'sent', state: 'sent' }),
    entry({ id: 'refused', state: 'refused' }),
  ];
  expect(dueEntries(entries, 5000).map(({ id }) => id)).toEqual(['left', 'young']);
  expect(dueEntries(entries, Infinity)).toHaveLength(3);
  expect(nextTryAt(entries)).toBe(1000);
  expect(nextTryAt([entry({ state: 'sent' })])).toBeNull();
});
