import type { Platform } from '../../../platform/platform.ts';
import { brokenConstraint, getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { reportsProblems } from '../contract.ts';
import { findAlert, insertStep, lockAlert, updateAlert } from './queries.ts';
import { decideStep, type Wish } from './rules.ts';

/**
 * Does something about an alert. Two members of staff come one after the other, and the second is told
 * who has it. The step, what became of the alert and the audit entry are one transaction.
 */
export async function stepAlert(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  { note, ...wish }: Wish & { note?: string | undefined },
): Promise<{ ok: true }> {
  const { placeId, personId, programmeId } = getOrNotFound(await findAlert(platform.db, scope, id));
  const words = note?.trim() || null;
  try {
    await platform.transaction(actor, async (tx) => {
      const { keeperName, ...status } = await lockAlert(tx.db, id);
      let { kind } = wish;
      let decision = decideStep(status, wish, actor.personId);
      if ('refused' in decision) {
        const params = { name: keeperName ?? '' };
        throw new Problem(reportsProblems[decision.refused], { params });
      }
      if ('recorded' in decision) {
        if (!words) return;
        // What was written with a step that is no longer needed is kept as a note.
        kind = 'noted';
        decision = { state: status.state, keeperId: status.keeperId };
      }
      await updateAlert(tx.db, id, { ...decision, since: tx.now });
      const step = { kind, note: words, byId: actor.personId, at: tx.now };
      await insertStep(tx.db, id, step);
      const details = { programmeId, alertId: id };
      await tx.audit({ action: `alert.${kind}`, placeId, personId, details });
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'alerts_unclosed') throw error;
    throw new Problem(reportsProblems.alert_followed);
  }
  return { ok: true };
}
