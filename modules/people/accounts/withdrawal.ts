import type { Tx } from '../../../platform/platform.ts';
import { markSessionsWithdrawn } from '../sessions/queries.ts';
import { updateWithdrawnMemberships } from './queries-users.ts';

/** A person who takes no part in a realm from an instant on; null: takes part (again). */
type Withdrawal = { personId: string; at: Date | null };

/**
 * Closes people's sign-in to a realm from an instant on, and ends the sessions that they have there
 * by then; or opens it again. What they set up, and their other realms, stay as they are. Call
 * `lockRealm` first where `tx` has locked anything that a roster writes.
 */
export async function setWithdrawn(tx: Tx, realm: string, people: Withdrawal[]): Promise<void> {
  if (people.length === 0) return;
  await updateWithdrawnMemberships(tx.db, realm, people);
  await markSessionsWithdrawn(tx.db, realm, people, tx.now);
}
