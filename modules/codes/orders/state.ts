import type { ColourRules } from '../../../forms/colours.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { Cause } from '../evaluate/facts.ts';
import { lockStates } from '../evaluate/queries.ts';
import { ordersAt } from '../evaluate/standing.ts';

/** The orders that make rules hold for a person now; their code is held until the transaction ends. */
export async function openOrders(
  { db, now }: Tx,
  colours: ColourRules | undefined,
  enrolmentId: number,
): Promise<Cause[]> {
  const [state] = await lockStates(db, [enrolmentId]);
  return state && colours ? ordersAt(colours, state.facts, now.toISOString()) : [];
}
