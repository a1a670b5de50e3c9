import { identifierKinds } from '../../../forms/sign-in.ts';
import type { App, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { needsCurrentPassword } from '../accounts/password.ts';
import type { people } from '../contract.ts';
import { otherAnswer } from '../first-sign-in/other-answer.ts';
import { listMaskedIdentifiers } from '../identifiers.ts';
import { namesOf } from '../queries.ts';

/** As much of an {@link Actor} as it takes to say who somebody is. */
type SessionIdentity = {
  personId: string;
  realm: string;
  app: App;
  mustFinish: boolean;
  sessionId: string;
};

/** Who is signed in, as the apps show it. */
export async function meOf(
  platform: Platform,
  who: SessionIdentity,
): Promise<ResponseOf<typeof people.me>> {
  const { personId, realm, app, mustFinish } = who;
  const { db } = platform;
  const names = await namesOf(db, [personId]);
  const known =
    (await listMaskedIdentifiers(db, platform.keys, realm, [personId])).get(personId) ?? [];
  const [account] = identifierKinds.flatMap((kind) => known.filter((each) => each.kind === kind));
  const other = mustFinish ? await otherAnswer(platform, who) : null;
  return {
    personId,
    realm,
    app,
    mustFinish,
    name: getOrNotFound(names.get(personId)),
    account: account?.value ?? '',
    needsCurrentPassword: await needsCurrentPassword(platform, who),
    otherQuestion: other?.question ?? null,
  };
}
