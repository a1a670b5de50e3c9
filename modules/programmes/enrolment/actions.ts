import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { resetSignIn } from '../../people/public.ts';
import type { programmes } from '../contract.ts';
import { findEnrolled } from './queries.ts';

/**
 * Puts a person whom staff have checked face to face back to the initial password, in these apps
 * (SPEC G3.2).
 */
export async function resetPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  which: { id: number; enrolmentId: number },
  { apps, reason }: BodyOf<typeof programmes.resetPerson>,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const enrolled = getOrNotFound(await findEnrolled(tx.db, scope, which.id, which.enrolmentId));
    const { personId, placeId, realm } = enrolled;
    getOrNotFound((await resetSignIn(tx, personId, realm, apps)) || null);
    await tx.audit({
      action: 'person.reset',
      personId,
      placeId,
      reason: reason.trim(),
      details: { programmeId: which.id, apps },
    });
  });
}
