import type { Platform } from '../../../platform/platform.ts';
import type { Actor } from '../../../platform/scope.ts';
import { listOtherAnswers } from '../accounts/queries.ts';
import { credentialsOf, type StoredAnswer } from '../queries.ts';

/**
 * Which answer from another credential scope of the realm a first sign-in has to give (SPEC G3.1): the
 * initial password is a date that can be guessed. Always the same one, so that asking again does not help.
 */
export async function otherAnswer(
  platform: Platform,
  { personId, realm, app }: Pick<Actor, 'personId' | 'realm' | 'app'>,
): Promise<StoredAnswer | null> {
  const { scope } = await credentialsOf(platform.db, { realm, app });
  const answers = await listOtherAnswers(platform.db, personId, { realm, scope });
  const digest = platform.keys.hash('people.other-question', `${realm} ${scope} ${personId}`);
  return answers[digest.readUInt32BE(0) % Math.max(1, answers.length)] ?? null;
}
