import type { BodyOf } from '../../platform/contract.ts';
import { commonProblems, type FieldProblem } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../platform/problems.ts';
import type { Actor } from '../../platform/scope.ts';
import { accountHash, countTry, type Try, trySucceeded } from './attempts.ts';
import { type people, peopleProblems } from './contract.ts';
import { otherAnswer } from './me.ts';
import { hashAnswer, hashSecret, verifyAnswer, verifySecret } from './passwords.ts';
import { accountNames, findRealm, type Realm } from './queries.ts';
import {
  findMembership,
  insertAccount,
  lockMembership,
  type Membership,
  updateInitial,
  updatePassword,
} from './queries-accounts.ts';
import { replaceToken } from './queries-sessions.ts';
import { passwordProblems, questionProblems } from './rules-passwords.ts';
import { sessionEnd } from './rules-sessions.ts';
import { endSessionsOf, newToken } from './sessions.ts';
import { initialOf } from './sign-in.ts';

type Finish = BodyOf<typeof people.finish>;

/**
 * Ends a first sign-in (SPEC G3.1): sets the password and, where the realm has some, the security
 * questions. Answers the session's new token; the one so far is worth nothing any more.
 */
export async function finishSignIn(
  platform: Platform,
  actor: Actor,
  address: string,
  body: Finish,
): Promise<{ token: string }> {
  if (!actor.mustFinish) throw new Problem(commonProblems.conflict);
  const { personId, realm: code, app } = actor;
  const realm = getOrNotFound(await findRealm(platform.db, code));
  const member = getOrNotFound(await findMembership(platform.db, personId, code, app));
  const problems = [
    ...(await newPasswordProblems(platform, code, member, body.password)),
    ...questionProblems(body.questions, realm.questions),
  ];
  const other = await otherAnswer(platform, actor);
  if (other && body.otherAnswer === undefined) {
    problems.push({ path: 'otherAnswer', code: 'required' });
  }
  if (problems.length > 0) throw invalid(...problems);
  if (other) await checkOtherAnswer(platform, actor, address, body.otherAnswer ?? '', other.hash);
  const passwordHash = await hashSecret(body.password);
  const questions: { question: string; hash: string }[] = [];
  for (const { question, answer } of body.questions) {
    questions.push({ question, hash: await hashAnswer(answer) });
  }
  return platform.transaction(actor, async (tx) => {
    await lockMembership(tx.db, personId, code, 'change');
    const account = { person_id: personId, realm: code, app, password_hash: passwordHash };
    const added = await insertAccount(tx.db, { ...account, questions, changed_at: tx.now });
    // Finished on another device a moment ago.
    if (!added) throw new Problem(commonProblems.conflict);
    // A one-time password is for one time; a participant's initial one serves the other apps and a reset.
    if (realm.kind === 'staff') await updateInitial(tx.db, personId, code, null);
    return renewSession(tx, actor);
  });
}

/** The finished session goes on under a new token; others of the app that are not finished end. */
async function renewSession(tx: Tx, { personId, realm, app, sessionId }: Actor) {
  const { token, hash } = newToken();
  const session = await replaceToken(tx.db, sessionId, {
    token_hash: hash,
    must_finish: false,
    seen_at: tx.now,
    expires_at: sessionEnd(app, false, tx.now, tx.now),
  });
  if (!session) throw new Problem(commonProblems.not_signed_in);
  await endSessionsOf(tx, { personIds: [personId], realm, apps: [app], except: sessionId });
  return { token };
}

async function checkOtherAnswer(
  platform: Platform,
  { personId, realm }: Actor,
  address: string,
  answer: string,
  hash: string,
): Promise<void> {
  const account = accountHash(platform, realm, { personId });
  const attempt: Try = { tried: 'other-answer', account, address };
  await countTry(platform, attempt);
  if (!(await verifyAnswer(answer, hash))) {
    throw invalid({ path: 'otherAnswer', code: 'other_answer_wrong' });
  }
  await trySucceeded(platform, attempt);
}

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
  const attempt: Try = { tried: 'sign-in', account, address, knownBrowser: true };
  await countTry(platform, attempt);
  if (!(await verifySecret(current, member.password_hash ?? undefined))) {
    throw new Problem(peopleProblems.password_wrong, {
      fields: [{ path: 'current', code: 'password_wrong' }],
    });
  }
  await trySucceeded(platform, attempt);
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
