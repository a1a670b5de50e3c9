import { startOfDay } from '../../../forms/days.ts';
import type { Tx } from '../../../platform/platform.ts';
import { setWithdrawn } from '../../people/public.ts';
import { type EnrolmentChange, enrolmentsChanged, type Programme } from '../model.ts';

/**
 * Tells all others that enrolments were added or changed: `people`, which knows no programmes, from
 * when on somebody cannot sign in, or can again, and whoever handles the event.
 */
export async function emitEnrolmentChanges(
  tx: Tx,
  { realm, definition: { zone } }: Programme,
  changes: EnrolmentChange[],
): Promise<void> {
  const moved = changes.filter(
    ({ withdrawnOn, before }) => withdrawnOn !== (before?.withdrawnOn ?? null),
  );
  const withdrawals = moved.map(({ personId, withdrawnOn }) => ({
    personId,
    at: withdrawnOn === null ? null : startOfDay(withdrawnOn, zone),
  }));
  await setWithdrawn(tx, realm, withdrawals);
  await tx.emit(enrolmentsChanged, changes);
}
