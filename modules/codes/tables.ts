import type { Cause, Measurement } from './evaluate/facts.ts';
import type { Transition } from './evaluate/rules.ts';
import type { Standing } from './evaluate/standing.ts';

/** The causes and measurements of `Facts`; when the newest report came is a column, for it changes alone. */
export type StoredFacts = { causes: Cause[]; measured: Measurement[] };

/** What an entry of the ledger says, as it is committed to. */
export type Content = Omit<Transition, 'at'> & {
  /** When the colour changed; earlier than the entry where it changed by time alone. */
  at: string;
  programme: { id: number; version: number };
  /** The person who did it; null where nobody did. */
  actorId: string | null;
  /** The second person of an order. */
  approverId?: string;
  /** The organisation or site that did it. */
  placeId?: number;
  /** What the person is told of it. */
  note?: string;
  /** What an order rests on; told to the person as well. */
  evidence?: string;
};

export type { Standing };
