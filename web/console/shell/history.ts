import { isSame } from '../../../forms/identity-changes.ts';
import { type Path, withAt } from './paths.ts';

/** What was done to a draft, so that it can be undone. */
export type History<T> = {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** Where the last change was typed: more of the same, such as the next letter, is one step. */
  lastAt: string | null;
};

/** More steps than this nobody goes back. */
const mostSteps = 200;

export function startOf<T>(now: T): History<T> {
  return { past: [], now, future: [], lastAt: null };
}

/** One step on; with `typedAt`, it goes on with the last step that was typed there. */
export function step<T>(history: History<T>, now: T, typedAt: string | null = null): History<T> {
  const isMore = typedAt !== null && typedAt === history.lastAt;
  const past = isMore ? history.past : [...history.past, history.now].slice(-mostSteps);
  return { past, now, future: [], lastAt: typedAt };
}

/** Another value at a path of the draft. Only what is typed grows letter by letter; all else is a step each time. */
export function stepAt<T>(history: History<T>, path: Path, value: unknown): History<T> {
  const isTyped = typeof value === 'string' || typeof value === 'number';
  return step(history, withAt(history.now, path, value), isTyped ? path.join('.') : null);
}

/** The same history where there is nothing to go back or forward to. */
export function moveBy<T>(history: History<T>, way: 'undo' | 'redo'): History<T> {
  const { past, now, future } = history;
  const next = way === 'undo' ? past.at(-1) : future[0];
  if (next === undefined) return history;
  return way === 'undo'
    ? { past: past.slice(0, -1), now: next, future: [now, ...future], lastAt: null }
    : { past: [...past, now], now: next, future: future.slice(1), lastAt: null };
}

/**
 * The history over what somebody else stored meanwhile: `carry` puts one's own steps over it, so that undoing them
 * leaves the other's alone. Where it goes on with something else than one's own, that is one step more.
 */
export function carriedOver<T>(
  { past, now, future }: History<T>,
  carry: (each: T) => T,
  next: T,
): History<T> {
  const own = carry(now);
  const carried = { past: past.map(carry), now: own, future: future.map(carry), lastAt: null };
  return isSame(own, next) ? { ...carried, now: next } : step(carried, next);
}
