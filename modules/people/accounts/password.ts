import type { BodyOf, FieldProblem } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type people, peopleProblems } from '../contract.ts';
import { listFullIdentifiers } from '../identifiers.ts';
import { credentialsOf, type Realm } from '../queries.ts';
import { appsOf } from '../realms.ts';
import { endRecoveries } from '../recovery/end.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { findSession } from '../sessions/queries.ts';
import { isFreshCode } from '../sessions/rules.ts';
import { initialOf } from '../sign-in/password.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
} from '../throttling/actions.ts';
import { hashSecret, verifySecret } from './passwords.ts';
import { findMembership, lockMembership, type Membership, updatePassword } from './queries.ts';
import { passwordProblems } from './rules.ts';

type Session = Pick<Actor, 'personId' | 'realm' | 'app' | 'sessionId'>;

/** Whether changing the password takes the current one: not where there is none, nor right after a code. */
export async function needsCurrentPassword(platform: Platform, who: Session): Promise<boolean> {
  const { scope } = await credentialsOf(platform.db, who);
  const within = { realm: who.realm, scope };
  const member = await findMembership(platform.db, who.personId, within);
  return mustShowCurrent(platform, who, member);
}

async function mustShowCurrent(
  platform: Platform,
  { sessionId }: Session,
  member: Membership | undefined,
): Promise<boolean> {
  if (!member || member.password_hash === null) return false;
  const session = await findSession(platform.db, sessionId);
  return !session || !isFreshCode(session, platform.clock.now());
}

/** Changes the password of the app one is signed in to, and ends the other sessions that it opens. */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  address: string,
  { current, password }: BodyOf<typeof people.changePassword>,
): Promise<void> {
  const { personId, realm, sessionId } = actor;
  const { offer, scope } = await credentialsOf(platform.db, actor);
  const within = { realm, scope };
  const member = getOrNotFound(await findMembership(platform.db, personId, within));
  if (await mustShowCurrent(platform, actor, member)) {
    await checkCurrent(platform, actor, address, current, member);
  }
  const problems = await newPasswordProblems(platform, realm, member, password);
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  await platform.transaction(actor, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    const present = await findMembership(tx.db, personId, within);
    if (present?.password_hash !== member.password_hash) throw new Problem(commonProblems.conflict);
    await updatePassword(tx.db, personId, within, passwordHash, tx.now);
    // Somebody else may have begun one, and could replace the new password.
    await endRecoveries(tx.db, personId, realm, [scope]);
    const apps = appsOf(offer, scope);
    await endSessionsOf(tx, { personIds: [personId], realm, apps, except: sessionId });
  });
}

/**
 * Checks the current password of whoever is signed in, told at the field `path`; tries are counted as those of a
 * sign-in.
 */
export async function checkCurrent(
  platform: Platform,
  { personId, realm }: Actor,
  address: string,
  typed: string | undefined,
  member: Membership,
  path = 'current',
): Promise<void> {
  if (typed === undefined) throw invalid({ path, code: 'required' });
  const account = accountHash(platform, realm, { personId });
  const attempt: Attempt = { kind: 'sign-in', account, address, knownBrowser: true };
  await countAttempt(platform, attempt);
  if (!(await verifySecret(typed, member.password_hash ?? undefined))) {
    throw new Problem(peopleProblems.password_wrong, {
      fields: [{ path, code: 'password_wrong' }],
    });
  }
  await attemptSucceeded(platform, attempt);
}

/** What is wrong with a password that somebody wants to have from now on. */
export async function newPasswordProblems(
  platform: Platform,
  realm: Realm['code'],
  member: Membership,
  password: string,
): Promise<FieldProblem[]> {
  const { db, keys } = platform;
  const known = await listFullIdentifiers(db, keys, realm, [member.person_id]);
  const problems = passwordProblems(password, {
    accounts: (known.get(member.person_id) ?? []).map(({ value }) => value),
    initial: initialOf(platform, realm, member),
  });
  if (problems.length > 0 || member.password_hash === null) return problems;
  const same = await verifySecret(password, member.password_hash);
  return same ? [{ path: 'password', code: 'password_same' }] : [];
}
