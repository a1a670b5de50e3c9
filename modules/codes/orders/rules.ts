import type { OrderState, orderProblems } from './contract.ts';
import { ordersPerDay } from './contract.ts';

type Refusal = keyof typeof orderProblems;

/** What is known when somebody wants to decide an order. */
export type Decision = {
  state: OrderState;
  proposedBy: string;
  /** Whether one of whoever proposed and whoever decides has made the other's account lately, or its password. */
  isOneHand: boolean;
  /** Whether whoever decides is the person whose code it is, in whichever of their accounts. */
  isSubject: boolean;
  /** How many they have decided within 24 hours. */
  lately: number;
};

/** Why somebody may not approve or refuse an order. */
export function refusalOfDecision(me: string, order: Decision): Refusal | null {
  if (order.state !== 'proposed') return 'order_decided';
  if (order.proposedBy === me) return 'own_order';
  if (order.isOneHand) return 'accounts_of_one_hand';
  if (order.isSubject) return 'own_code';
  return order.lately >= ordersPerDay ? 'too_many_orders' : null;
}

/** Why somebody may not propose one. */
export function refusalOfProposal(known: {
  isSubject: boolean;
  lately: number;
  isByHand: boolean;
}): Refusal | null {
  if (!known.isByHand) return 'rule_not_by_hand';
  if (known.isSubject) return 'own_code';
  return known.lately >= ordersPerDay ? 'too_many_orders' : null;
}
