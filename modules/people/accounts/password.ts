import type { BodyOf, FieldProblem } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type people, peopleProblems } from '../contract.ts';
import { accountNames, type Realm } from '../queries.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { initialOf } from '../sign-in/actions.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
} from '../throttling/actions.ts';
import { hashSecret, verifySecret } from './passwords.ts';
import { findMembership, lockMembership, type Membership, updatePassword } from './queries.ts';
import { passwordProblems } from './rules.ts';

/** Changes the password of the app one is signed in to, and ends its other sessions. */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  address: string,
  { current, password }: BodyOf<typeof people.changePassword>,
): Promise<void> {
  const { personId, realm, app, sessionId } = actor;
  const member = getOrNotFound(await findMembership(platform.db, personId, realm, app));
  const account = accountHash(platform, realm, { personId });
  const attempt: Attempt = { kind: 'sign-in', account, address, knownBrowser: true };
  await countAttempt(platform, attempt);
  if (!(await verifySecret(current, member.password_hash ?? undefined))) {
    throw new Problem(peopleProblems.password_wrong, {
      fields: [{ path: 'current', code: 'password_wrong' }],
    });
  }
  await attemptSucceeded(platform, attempt);
  const problems = await newPasswordProblems(platform, realm, member, password);
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  await platform.transaction(actor, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    const present = await findMembership(tx.db, personId, realm, app);
    if (present?.password_hash !== member.password_hash) throw new Problem(commonProblems.conflict);
    await updatePassword(tx.db, { personId, realm, app }, passwordHash, tx.now);
    await endSessionsOf(tx, { personIds: [personId], realm, apps: [app], except: sessionId });
  });
}

/** What is wrong with a password that somebody wants to have from now on. */
export async function newPasswordProblems(
  platform: Platform,
  realm: Realm['code'],
  member: Membership,
  password: string,
): Promise<FieldProblem[]> {
  const accounts = await accountNames(platform.db, realm, [member.person_id]);
  const problems = passwordProblems(password, {
    account: accounts.get(member.person_id) ?? '',
    initial: initialOf(platform, realm, member),
  });
  if (problems.length > 0 || member.password_hash === null) return problems;
  const same = await verifySecret(password, member.password_hash);
  return same ? [{ path: 'password', code: 'password_same' }] : [];
}
