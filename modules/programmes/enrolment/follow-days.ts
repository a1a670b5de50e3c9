import { allPages } from '../../../platform/all-pages.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { EnrolmentChange, Programme } from '../model.ts';
import { daysFollowing } from '../programme/days.ts';
import { emitEnrolmentChanges } from './changes.ts';
import { lockEnrolments, updateDays } from './queries-days.ts';

/** So many enrolments are moved by one statement. */
const batch = 2000;

/**
 * Moves the enrolments of a programme along with its days, those withdrawn included, and tells all others of
 * every one: also whose own days stay may be due until the programme ends.
 */
export async function followDays(tx: Tx, was: Programme, now: Programme): Promise<void> {
  // In the order of the people, as reporting periods are locked: in another one two could wait for each other.
  const pages = allPages(
    batch,
    (after: string | undefined, limit) => lockEnrolments(tx.db, now.id, after ?? null, limit),
    ({ personId }) => personId,
  );
  for await (const rows of pages) {
    const changes = rows.map((before): EnrolmentChange => {
      const days = daysFollowing(before, was.definition, now.definition);
      return { ...before, ...days, programmeId: now.id, programmeVersion: now.version, before };
    });
    const moved = changes.filter(
      ({ startsOn, endsOn, before }) => startsOn !== before?.startsOn || endsOn !== before.endsOn,
    );
    await updateDays(tx.db, moved, tx.now);
    await emitEnrolmentChanges(tx, now, changes);
  }
}
