import { ApiProblem } from '../api.ts';
import { isPassing } from '../query.ts';
import type { Encrypted } from './vault.ts';

/**
 * Requests that wait on this device until the server has taken them. The content under an id never
 * changes: other content is another entry, which takes the place of the one before. So an outcome
 * is true of its entry whoever writes it down, and nobody is told of content that was not sent.
 */
export type OutboxEntry = {
  /** Id of the request, made on this device: the server takes each once. */
  id: string;
  account: string;
  /** What the request is about, such as the form and day of a report: one unsettled entry for each. */
  subject: string;
  /** Facts that a list may show without opening the content; nothing personal. */
  about: Readonly<Record<string, string>>;
  /** Ids under which earlier content of the same edit may have reached the server. */
  earlier: readonly string[];
  /**
   * waiting: to be sent; sending: a tab is at it; sent: the server has it and nothing newer;
   * overtaken: the server took it, and has something newer by now; refused: it must be changed.
   */
  state: 'waiting' | 'sending' | 'sent' | 'overtaken' | 'refused';
  createdAt: number;
  /** Tries that failed. */
  attempts: number;
  /** Sending was begun at least once, so that the server may have it. */
  begun: boolean;
  /**
   * waiting: not to be tried again before; sending: until then no other tab takes it over, unless
   * it knows that the tab was closed. In milliseconds of this device's clock.
   */
  nextAt: number;
  settledAt?: number;
  /** Why it was refused. */
  problem?: { code: string; params: Record<string, string | number> };
  /** Gone as soon as it is not needed any more. */
  encrypted?: Encrypted;
};

/** What sending came to; gone: the entry was replaced or taken out meanwhile, so nothing was sent. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'overtaken' }
  | { kind: 'gone' }
  | { kind: 'failed'; error: unknown };

/** A change of an account's entries, made in one transaction. */
export type Change<T> = (entries: OutboxEntry[]) => { entries: OutboxEntry[]; result: T };

const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const HOLD_MS = 60_000;
/** Longer than a request may take: whoever has not finished by then was closed. */
const SENDING_MS = 60_000;
/** How long a settled entry is still listed. */
const REMEMBER_MS = 24 * 3_600_000;

/** How long to wait after so many failed tries; `chance` (0 to 1) spreads devices that came back together. */
export function waitAfter(attempts: number, chance: number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);
  return Math.round(full * (0.5 + chance / 2));
}

/** Problems that the person must settle elsewhere (sign in, take part again, declaration); the content is fine. */
const onHold = new Set([
  'not_signed_in',
  'withdrawn',
  'somebody_else',
  'must_finish',
  'declaration_needed',
  'declaration_outdated',
]);

/** Whether sending other entries makes sense after this outcome. */
export function mayGoOn(outcome: Outcome): boolean {
  if (outcome.kind !== 'failed') return true;
  const { error } = outcome;
  return error instanceof ApiProblem && !onHold.has(error.code) && !mayWait(error);
}

/** Whether the same request may well be taken later, so that it is worth keeping. */
export function mayWait(error: unknown): boolean {
  return isPassing(error) || (error instanceof ApiProblem && error.status >= 500);
}

/** Whether the entry is done with, or stays until the person changes it. */
const isSettled = ({ state }: OutboxEntry) => state === 'sent' || state === 'overtaken';

/** The unsettled entry about a subject: one that waits, is being sent, or was refused. */
export function findUnsettled(entries: OutboxEntry[], subject: string): OutboxEntry | undefined {
  return entries.find((each) => each.subject === subject && !isSettled(each));
}

/**
 * Puts in an entry. It takes the place of the unsettled one about the same subject if it was made
 * from that one (`earlier` names it); otherwise nothing is changed and the result is false.
 */
export function put(fresh: OutboxEntry): Change<boolean> {
  return (entries) => {
    const before = findUnsettled(entries, fresh.subject);
    if (before && !fresh.earlier.includes(before.id)) return { entries, result: false };
    return { entries: [...entries.filter((each) => each !== before), fresh], result: true };
  };
}

/** Takes the place of an entry while it is being sent; false where it is not there any more. */
export function exchange(id: string, fresh: OutboxEntry): Change<boolean> {
  return (entries) => {
    const before = entries.find((each) => each.id === id);
    if (!before || isSettled(before)) return { entries, result: false };
    return { entries: entries.map((each) => (each === before ? fresh : each)), result: true };
  };
}

/** What decides whether to send an entry now. */
type Moment = {
  now: number;
  /** Does not wait for the next try of an entry that failed before. */
  eager?: boolean;
  /** It is known that no other tab is sending it: one left at `sending` belongs to a tab that was closed. */
  alone?: boolean;
};

/**
 * Marks an entry as being sent and gives it as it was; null where it is gone, settled, refused, or
 * another tab sends it.
 */
export function startSending(id: string, moment: Moment): Change<OutboxEntry | null> {
  return (entries) => {
    const entry = entries.find((each) => each.id === id);
    const { now } = moment;
    if (!entry || !isDue(entry, moment)) return { entries, result: null };
    const claimed = { ...entry, ...sendingState(now) };
    return { entries: entries.map((each) => (each === entry ? claimed : each)), result: entry };
  };
}

/** What an entry has while it is being sent. */
export function sendingState(now: number) {
  return { state: 'sending', begun: true, nextAt: now + SENDING_MS } as const;
}

/** Writes down what sending an entry came to, where it is still there and was not settled before. */
export function recordOutcome(
  id: string,
  outcome: Outcome,
  now: number,
  chance: number,
): Change<void> {
  return (entries) => ({
    entries: entries.map((each) =>
      each.id === id && !isSettled(each) ? afterTry(each, outcome, now, chance) : each,
    ),
    result: undefined,
  });
}

export function remove(ids: readonly string[]): Change<void> {
  return (entries) => ({
    entries: entries.filter(({ id }) => !ids.includes(id)),
    result: undefined,
  });
}

/** Drops entries that were settled long ago. */
export function forgetOld(now: number): Change<void> {
  const isOld = ({ settledAt }: OutboxEntry) =>
    settledAt !== undefined && settledAt < now - REMEMBER_MS;
  return (entries) => ({ entries: entries.filter((each) => !isOld(each)), result: undefined });
}

/** The entry after a try to send it: settled, refused for good, or to be tried again. */
export function afterTry(
  entry: OutboxEntry,
  outcome: Outcome,
  now: number,
  chance: number,
): OutboxEntry {
  if (outcome.kind === 'gone') return entry;
  if (outcome.kind !== 'failed') {
    const { encrypted: _, problem: __, ...rest } = entry;
    return { ...rest, state: outcome.kind, settledAt: now };
  }
  const { error } = outcome;
  if (error instanceof ApiProblem && onHold.has(error.code)) {
    return { ...entry, state: 'waiting', nextAt: now + HOLD_MS };
  }
  if (error instanceof ApiProblem && !mayWait(error)) {
    const { code, params } = error;
    return { ...entry, state: 'refused', problem: { code, params } };
  }
  const attempts = entry.attempts + 1;
  return { ...entry, state: 'waiting', attempts, nextAt: now + waitAfter(attempts, chance) };
}

function isDue({ state, nextAt }: OutboxEntry, { now, eager, alone }: Moment): boolean {
  // Nothing waits longer than that: the clock was put back since.
  const wasPutBack = nextAt > now + LONGEST_WAIT_MS;
  if (nextAt <= now || wasPutBack) return state === 'waiting' || state === 'sending';
  return state === 'waiting' ? eager === true : state === 'sending' && alone === true;
}

/** Entries to send now, oldest first. */
export function dueEntries(entries: OutboxEntry[], moment: Moment): OutboxEntry[] {
  return entries.filter((each) => isDue(each, moment)).sort((a, b) => a.createdAt - b.createdAt);
}

/** When to look again for what is due, or null where nothing is to be sent. */
export function nextTryAt(entries: OutboxEntry[], now: number): number | null {
  const open = entries.filter(({ state }) => state === 'waiting' || state === 'sending');
  if (open.length === 0) return null;
  return Math.min(now + LONGEST_WAIT_MS, ...open.map(({ nextAt }) => nextAt));
}
