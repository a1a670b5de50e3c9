import type { App, ResponseOf } from '../../platform/contract.ts';
import type { Platform } from '../../platform/platform.ts';
import { getOrNotFound } from '../../platform/problems.ts';
import type { people } from './contract.ts';
import { accountNames, type KeptAnswer, namesOf } from './queries.ts';
import { listOtherAnswers } from './queries-accounts.ts';

/** As much of an {@link Actor} as it takes to say who somebody is. */
export type Who = { personId: string; realm: string; app: App; mustFinish: boolean };

/** Who is signed in, as the apps show it. */
export async function meOf(platform: Platform, who: Who): Promise<ResponseOf<typeof people.me>> {
  const { personId, realm, app, mustFinish } = who;
  const { db } = platform;
  const names = await namesOf(db, [personId]);
  const accounts = await accountNames(db, realm, [personId]);
  const other = mustFinish ? await otherAnswer(platform, who) : null;
  return {
    personId,
    realm,
    app,
    mustFinish,
    name: getOrNotFound(names.get(personId)),
    account: accounts.get(personId) ?? '',
    otherQuestion: other?.question ?? null,
  };
}

/**
 * Which answer from another app of the realm a first sign-in has to give (SPEC G3.1): the initial
 * password is a date that can be guessed. Always the same one, so that asking again does not help.
 */
export async function otherAnswer(
  platform: Platform,
  { personId, realm, app }: Who,
): Promise<KeptAnswer | null> {
  const answers = await listOtherAnswers(platform.db, personId, realm, app);
  const digest = platform.keys.hash('people.other-question', `${realm} ${app} ${personId}`);
  return answers[digest.readUInt32BE(0) % Math.max(1, answers.length)] ?? null;
}
