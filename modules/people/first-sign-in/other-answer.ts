import type { Platform } from '../../../platform/platform.ts';
import { listOtherAnswers } from '../accounts/queries.ts';
import type { StoredAnswer } from '../queries.ts';
import type { Who } from '../sessions/me.ts';

/**
 * Which answer from another app of the realm a first sign-in has to give (SPEC G3.1): the initial
 * password is a date that can be guessed. Always the same one, so that asking again does not help.
 */
export async function otherAnswer(
  platform: Platform,
  { personId, realm, app }: Who,
): Promise<StoredAnswer | null> {
  const answers = await listOtherAnswers(platform.db, personId, realm, app);
  const digest = platform.keys.hash('people.other-question', `${realm} ${app} ${personId}`);
  return answers[digest.readUInt32BE(0) % Math.max(1, answers.length)] ?? null;
}
