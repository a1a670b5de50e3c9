import type { Db } from '../../../platform/database.ts';
import { lockStates } from '../evaluate/queries.ts';
import type { Cause } from '../evaluate/rules.ts';

/** The orders that make rules hold for a person; their code is held until the transaction ends. */
export async function openOrders(db: Db, enrolmentId: number): Promise<Cause[]> {
  const [state] = await lockStates(db, [enrolmentId]);
  return state?.facts.causes.filter(({ kind }) => kind === 'order') ?? [];
}
