import { isDeepStrictEqual } from 'node:util';
import { alertsOf, reasonsOf } from '../../../forms/alerts.ts';
import type { FormDefinition, Values } from '../../../forms/definition.ts';
import type { AlertState, AlertStep, alertProblems } from './contract.ts';

/**
 * Whether two versions of a report say the same to whoever looks after alerts: the same rules are met,
 * by the same values. What says something else opens a new alert where the former was closed already.
 */
export function alertAlike(definition: FormDefinition, before: Values, after: Values): boolean {
  return isDeepStrictEqual(tellingPart(definition, before), tellingPart(definition, after));
}

function tellingPart(definition: FormDefinition, values: Values) {
  const codes = alertsOf(definition, values).map(({ code }) => code);
  const met = reasonsOf(definition, codes, values).map((code) => [code, values[code]]);
  return { codes, met };
}

/** Where an alert stands when somebody does something about it. */
export type AlertStatus = {
  state: AlertState;
  keeperId: string | null;
  /** The newest version of the report. */
  version: number;
};

/** What somebody wants to do about an alert. */
export type Wish = {
  kind: AlertStep;
  /** Whom they know to have it, and take it over from. */
  from?: string | undefined;
  /** The newest version of the report that they have seen. */
  seen?: number | undefined;
};

/** What becomes of an alert; `recorded` where it is so already. */
type Decision =
  | { refused: keyof typeof alertProblems }
  | { recorded: true }
  | { state: AlertState; keeperId: string | null };

/** Decides what `me` may do. Who looks after an alert is never passed over without being named. */
export function decideStep(
  { state, keeperId, version }: AlertStatus,
  wish: Wish,
  me: string,
): Decision {
  const isMine = keeperId === me;
  const isElsewhere = state === 'care' && !isMine;
  switch (wish.kind) {
    case 'noted':
      return { state, keeperId };
    case 'reopened':
      return state === 'closed'
        ? { state: 'open', keeperId: null }
        : { refused: 'alert_not_closed' };
    case 'taken':
      if (state === 'closed') return { refused: 'alert_closed' };
      if (isElsewhere && wish.from !== keeperId) return { refused: 'alert_taken' };
      return state === 'care' && isMine ? { recorded: true } : { state: 'care', keeperId: me };
    case 'returned':
      if (state === 'closed') return { refused: 'alert_closed' };
      if (isElsewhere) return { refused: 'alert_taken' };
      return state === 'open' ? { recorded: true } : { state: 'open', keeperId: null };
    case 'closed':
      if (state === 'closed') return { refused: 'alert_closed' };
      if (isElsewhere) return { refused: 'alert_taken' };
      if (wish.seen !== version) return { refused: 'alert_news' };
      return { state: 'closed', keeperId: me };
    default:
      return wish.kind satisfies never;
  }
}
