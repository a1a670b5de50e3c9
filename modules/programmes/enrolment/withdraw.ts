import { dayOf } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { EnrolmentChange, Programme } from '../model.ts';
import { inForce } from '../programme/in-force.ts';
import { emitEnrolmentChanges } from './changes.ts';
import { updateWithdrawnEnrolments } from './queries.ts';

/**
 * Withdraws people from a programme: from the day on, which is today unless given, they take no part
 * and cannot sign in there. Answers those who were not withdrawn from that day on before. Asks nobody.
 */
export async function withdrawPeople(
  tx: Tx,
  known: Programme,
  enrolmentIds: number[],
  day: Day = dayOf(tx.now, known.definition.zone),
): Promise<EnrolmentChange[]> {
  // A roster locks the realm, then enrolments: in another order the two could wait for each other.
  const programme = await inForce(tx, known);
  const at = { day, now: tx.now };
  const rows = await updateWithdrawnEnrolments(tx.db, programme.id, enrolmentIds, at);
  const changes = rows.map(({ wasWithdrawnOn, ...now }) => ({
    ...now,
    programmeId: programme.id,
    programmeVersion: programme.version,
    before: { ...now, withdrawnOn: wasWithdrawnOn },
  }));
  await emitEnrolmentChanges(tx, programme, changes);
  return changes;
}
