import { randomUUID } from 'node:crypto';
import type { App, BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { newPasswordProblems } from '../accounts/password.ts';
import { hashSecret, verifyAnswer } from '../accounts/passwords.ts';
import {
  findMembership,
  findMembershipBy,
  lockMembership,
  type Membership,
  updatePassword,
} from '../accounts/queries.ts';
import { questionCount } from '../accounts/questions.ts';
import { spendCaptcha } from '../captcha/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import type { StoredAnswer } from '../queries.ts';
import { cardLookup } from '../roster/rules.ts';
import { endSessionsOf, newToken, tokenHash } from '../sessions/actions.ts';
import { realmFor } from '../sign-in/actions.ts';
import type { Caller } from '../sign-in/caller.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  checkThrottle,
  countAttempt,
} from '../throttling/actions.ts';
import {
  deleteRecoveriesOf,
  findRecovery,
  insertRecovery,
  markAnswered,
  type RecoveryRow,
  takeRecovery,
} from './queries.ts';
import { decoyQuestions } from './rules.ts';

const goodFor = 15 * 60_000;

const expired = () => new Problem(peopleProblems.recovery_expired);

/**
 * First step of a forgotten password (SPEC G3.2). Whoever has no questions to answer (an unknown card,
 * one that was never activated, a disabled one) is asked some all the same, and goes the same way.
 */
export async function startRecovery(
  platform: Platform,
  caller: Caller,
  { card, captcha }: BodyOf<typeof people.recover>,
): Promise<ResponseOf<typeof people.recover>> {
  await spendCaptcha(platform, captcha);
  const { app, realm: code } = caller;
  const realm = await realmFor(platform, caller, 'card');
  if (realm.questions.length < questionCount) throw new Problem(commonProblems.not_found);
  const lookup = cardLookup(card);
  const member = await findMembershipBy(platform.db, { realm: code, kind: 'card', lookup, app });
  const known = member && answersOf(member) ? member : undefined;
  const account = accountHash(platform, code, member ? { personId: member.person_id } : { lookup });
  await checkThrottle(platform, attemptOf(account, caller));
  const { token, hash } = newToken();
  const expiresAt = new Date(platform.clock.now().getTime() + goodFor);
  await insertRecovery(platform.db, {
    id: randomUUID(),
    token_hash: hash,
    realm: code,
    app,
    person_id: known?.person_id ?? null,
    account_hash: account,
    answered: false,
    expires_at: expiresAt,
  });
  const decoys = platform.keys.hash('people.decoys', `${code} ${app} ${lookup}`);
  const questions = known
    ? (answersOf(known) ?? []).map(({ question }) => question)
    : decoyQuestions(realm.questions, decoys);
  return { token, questions, expiresAt: expiresAt.toISOString() };
}

const attemptOf = (account: Buffer, { address, isKnown }: Caller): Attempt => ({
  kind: 'recovery',
  account,
  address,
  knownBrowser: isKnown(account),
});

/** Three answers of somebody who may recover the password with them. */
function answersOf({ disabled, questions }: Membership): StoredAnswer[] | null {
  return !disabled && questions?.length === questionCount ? questions : null;
}

/** Second step: all three answers must be right, and nothing says which one was not. */
export async function answerRecovery(
  platform: Platform,
  caller: Caller,
  { token, answers }: BodyOf<typeof people.recoverAnswers>,
): Promise<void> {
  const recovery = await present(platform, token, caller.app);
  if (answers.length !== questionCount) {
    throw invalid({ path: 'answers', code: 'questions_incomplete' });
  }
  const attempt = attemptOf(recovery.account_hash, caller);
  await countAttempt(platform, attempt);
  const member = await memberOf(platform, recovery);
  const kept = member ? answersOf(member) : null;
  let right = 0;
  for (const [index, answer] of answers.entries()) {
    if (await verifyAnswer(answer, kept?.[index]?.hash)) right += 1;
  }
  if (right !== questionCount) throw new Problem(peopleProblems.answers_wrong);
  await attemptSucceeded(platform, attempt);
  await markAnswered(platform.db, recovery.id);
}

/** Last step: the new password. Every session of the app ends. */
export async function finishRecovery(
  platform: Platform,
  caller: Caller,
  { token, password }: BodyOf<typeof people.recoverPassword>,
): Promise<void> {
  const recovery = await present(platform, token, caller.app);
  const member = recovery.answered ? await memberOf(platform, recovery) : undefined;
  if (!member?.password_hash || member.disabled) throw expired();
  const { realm, app, account_hash: account } = recovery;
  const problems = await newPasswordProblems(platform, realm, member, password);
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  const personId = member.person_id;
  await platform.transaction(null, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    if (!(await takeRecovery(tx.db, recovery.id))) throw expired();
    const changed = await updatePassword(tx.db, { personId, realm, app }, passwordHash, tx.now);
    if (!changed) throw expired();
    await deleteRecoveriesOf(tx.db, personId, realm, [app]);
    await endSessionsOf(tx, { personIds: [personId], realm, apps: [app] });
  });
  await attemptSucceeded(platform, { ...attemptOf(account, caller), kind: 'sign-in' });
}

async function present(platform: Platform, token: string, app: App): Promise<RecoveryRow> {
  const now = platform.clock.now();
  const recovery = await findRecovery(platform.db, tokenHash(token), app, now);
  if (!recovery) throw expired();
  return recovery;
}

/** Looks somebody up also where there is nobody, so that it takes as long. */
function memberOf(platform: Platform, { person_id, realm, app }: RecoveryRow) {
  const nobody = '00000000-0000-0000-0000-000000000000';
  return findMembership(platform.db, person_id ?? nobody, realm, app);
}
