import { initialPasswordOf } from '../../../forms/sign-in.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { oneTimePassword, resetSignIn, setOneTimePassword } from '../../people/public.ts';
import type { programmes } from '../contract.ts';
import { currentProgramme } from '../programme/cache.ts';
import { findEnrolled } from './queries.ts';

/**
 * Puts a person whom staff have checked face to face back to the initial password, in these apps
 * (SPEC G3.2). Where initial passwords are handed out, answers a new one; the one before is worth nothing then.
 */
export async function resetPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  which: { id: number; enrolmentId: number },
  { apps, reason }: BodyOf<typeof programmes.resetPerson>,
): Promise<ResponseOf<typeof programmes.resetPerson>> {
  return platform.transaction(actor, async (tx) => {
    const enrolled = getOrNotFound(await findEnrolled(tx.db, scope, which.id, which.enrolmentId));
    const { personId, placeId, realm } = enrolled;
    const { definition } = await currentProgramme(platform, which.id);
    const password = initialPasswordOf(definition.signIn) === 'random' ? oneTimePassword() : null;
    if (password === null) getOrNotFound((await resetSignIn(tx, personId, realm, apps)) || null);
    else await setOneTimePassword(tx, { personId, realm, apps }, password);
    await tx.audit({
      action: 'person.reset',
      personId,
      placeId,
      reason: reason.trim(),
      details: { programmeId: which.id, apps },
    });
    return { oneTimePassword: password };
  });
}
