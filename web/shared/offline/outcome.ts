import { ApiProblem } from '../api.ts';
import type { QueueEntry } from './store.ts';

/** What sending came to. */
export type Outcome = { sent: true } | { sent: false; error: unknown };

const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const HOLD_MS = 60_000;

/** How long to wait after so many tries in vain; `chance` (0 to 1) spreads phones that came back together. */
export function waitAfter(attempts: number, chance: number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);
  return Math.round(full * (0.5 + chance / 2));
}

/** Problems that the person must settle elsewhere (sign in, declaration); the report itself is fine. */
const onHold = new Set([
  'not_signed_in',
  'must_finish',
  'declaration_needed',
  'declaration_outdated',
]);

/** Whether sending others makes sense after this one failed. */
export function mayGoOn(outcome: Outcome): boolean {
  if (outcome.sent) return true;
  const { error } = outcome;
  return error instanceof ApiProblem && !onHold.has(error.code) && !isPassing(error);
}

function isPassing(error: ApiProblem): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** The entry after a try to send it: gone to the server, refused for good, or to be tried again. */
export function afterTry(
  entry: QueueEntry,
  outcome: Outcome,
  now: number,
  chance: number,
): QueueEntry {
  if (outcome.sent) {
    const { sealed: _, problem: __, ...rest } = entry;
    return { ...rest, state: 'sent', sentAt: now };
  }
  const { error } = outcome;
  if (error instanceof ApiProblem && onHold.has(error.code)) {
    return { ...entry, state: 'waiting', nextAt: now + HOLD_MS };
  }
  if (error instanceof ApiProblem && !isPassing(error)) {
    const { code, params } = error;
    return { ...entry, state: 'refused', problem: { code, params } };
  }
  const attempts = entry.attempts + 1;
  return { ...entry, state: 'waiting', attempts, nextAt: now + waitAfter(attempts, chance) };
}

/** Entries to send now, oldest first. One left at `sending` belongs to a tab that was closed. */
export function dueEntries(entries: QueueEntry[], now: number): QueueEntry[] {
  return entries
    .filter(({ state, nextAt }) => (state === 'waiting' || state === 'sending') && nextAt <= now)
    .sort((a, b) => a.createdAt - b.createdAt);
}

/** When the next try is due, or null when none is. */
export function nextTryAt(entries: QueueEntry[]): number | null {
  const waiting = entries.filter(({ state }) => state === 'waiting' || state === 'sending');
  return waiting.length === 0 ? null : Math.min(...waiting.map(({ nextAt }) => nextAt));
}
