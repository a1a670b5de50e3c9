import type { OrderState, orderProblems } from './contract.ts';
import { ordersPerDay } from './contract.ts';

type Refusal = keyof typeof orderProblems | 'accounts_of_one_hand';

/**
 * Whether a code is of whoever acts, in whichever of their accounts. Nobody can tell where no document of theirs is on
 * record, and then they may not.
 */
export type Subject = 'oneself' | 'other' | 'unknown';

export const refusalOfSubject = {
  oneself: 'own_code',
  unknown: 'own_document_missing',
} as const satisfies Record<Exclude<Subject, 'other'>, Refusal>;

/** What is known when somebody wants to decide an order. */
export type Decision = {
  state: OrderState;
  proposedBy: string;
  /** Whether one of whoever proposed and whoever decides has made the other's account lately, or its password. */
  isOneHand: boolean;
  subject: Subject;
  /** How many they have decided within 24 hours. */
  lately: number;
};

/** Why somebody may not approve or refuse an order. */
export function refusalOfDecision(me: string, order: Decision): Refusal | null {
  if (order.state !== 'proposed') return 'order_decided';
  if (order.proposedBy === me) return 'own_order';
  if (order.isOneHand) return 'accounts_of_one_hand';
  if (order.subject !== 'other') return refusalOfSubject[order.subject];
  return order.lately >= ordersPerDay ? 'too_many_orders' : null;
}

/** Why somebody may not propose one. */
export function refusalOfProposal(known: {
  subject: Subject;
  lately: number;
  isByHand: boolean;
}): Refusal | null {
  if (!known.isByHand) return 'rule_not_by_hand';
  if (known.subject !== 'other') return refusalOfSubject[known.subject];
  return known.lately >= ordersPerDay ? 'too_many_orders' : null;
}
