import type { Instant } from '../../../forms/definition.ts';

/** The few facts of each person from which a colour follows, and what adds to them. */

/** So long a measurement can be undone by whoever mistyped it. */
export const undoWindow = 10 * 60_000;

export type CauseKind = 'report' | 'measurement' | 'order';

/** What makes a rule hold: the newest of its kind, or one that stands in an order. */
export type Cause = {
  rule: string;
  kind: CauseKind;
  id: string;
  at: Instant;
  /** The first report after it by which the rule was clear. */
  cleanAt?: Instant;
  /** The merge that brought it here from another record of the person; it goes with that. */
  merge?: string;
};

export type Measurement = {
  /** That of the check, of which it is a part. */
  id: string;
  at: Instant;
  recordedAt: Instant;
  celsius: number;
  /** First reports after it by which rules were clear. */
  cleanAt?: { [rule: string]: Instant };
};

export type Facts = {
  /** When the newest report arrived of those that give the code its age. */
  reportedAt: Instant | null;
  causes: Cause[];
  /** Those that can be undone and matter, in their order. */
  measured: Measurement[];
};

export const noFacts: Facts = { reportedAt: null, causes: [], measured: [] };

export type Change =
  | { kind: 'report'; id: string; at: Instant; met: string[]; clears: string[]; renews: boolean }
  | ({ kind: 'measurement' } & Measurement)
  | { kind: 'measurement_undone'; id: string }
  | { kind: 'order'; id: string; rule: string; merge?: string }
  /** Another record of the person was merged into this one, with what makes rules hold there. */
  | { kind: 'merge'; id: string; causes: Cause[] }
  | { kind: 'merge_undone'; id: string }
  | { kind: 'order_ended'; id: string }
  | {
      kind: 'appeal';
      id: string;
      reason: Pick<Cause, 'rule' | 'kind' | 'id'>;
      writtenAt: Instant;
    };

export const ms = (instant: Instant): number => Date.parse(instant);
export const iso = (time: number): Instant => new Date(time).toISOString();
export const latest = (...all: Instant[]): Instant => all.toSorted().at(-1) ?? '';
