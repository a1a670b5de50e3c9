import type { Tx } from './platform.ts';

/**
 * Something that a module says has happened, for modules to its right that it does not know.
 * Said once for an array, so that those who handle can work on all of it in one statement.
 */
export type EventKind<T> = { name: string; readonly items?: T };

export type EventHandler = {
  event: EventKind<unknown>;
  handle(tx: Tx, items: never[]): Promise<void>;
};

export function defineEvent<T>(name: string): EventKind<T> {
  return { name };
}

/** Takes up an event inside the transaction that said it: both are kept, or neither. */
export function on<T>(
  event: EventKind<T>,
  handle: (tx: Tx, items: T[]) => Promise<void>,
): EventHandler {
  return { event, handle: handle as EventHandler['handle'] };
}
