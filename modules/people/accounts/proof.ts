import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { credentialsOf } from '../queries.ts';
import { findSession } from '../sessions/queries.ts';
import { isFreshSignIn } from '../sessions/rules.ts';
import { checkCurrent } from './password.ts';
import { findMembership } from './queries.ts';

/** How somebody who is signed in can show once more who they are. */
export type Proof =
  /** They have just signed in: nothing more is needed. */
  | 'fresh'
  | 'password'
  /** They have no password: by signing in again, by a code. */
  | 'sign-in';

/** What a step asks for that whoever found a phone unlocked must not take. */
export async function proofFor(platform: Platform, actor: Actor): Promise<Proof> {
  const session = await findSession(platform.db, actor.sessionId);
  if (session && isFreshSignIn(session, platform.clock.now())) return 'fresh';
  const { realm } = actor;
  const { scope } = await credentialsOf(platform.db, actor);
  const member = await findMembership(platform.db, actor.personId, { realm, scope });
  return member?.password_hash ? 'password' : 'sign-in';
}

/** Checks the password of whoever is signed in, as a sign-in would: tries are counted. Throws `password_wrong`. */
export async function checkPassword(
  platform: Platform,
  actor: Actor,
  address: string,
  password: string,
): Promise<void> {
  const { realm } = actor;
  const { scope } = await credentialsOf(platform.db, actor);
  const member = await findMembership(platform.db, actor.personId, { realm, scope });
  await checkCurrent(platform, actor, address, password, getOrNotFound(member));
}
