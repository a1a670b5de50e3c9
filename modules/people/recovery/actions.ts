import { randomUUID } from 'node:crypto';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { tellAccountChanged } from '../accounts/changes.ts';
import { newPasswordProblems } from '../accounts/password.ts';
import { hashSecret, verifyAnswer } from '../accounts/passwords.ts';
import {
  findMembership,
  listMembersByIdentifier,
  lockMembership,
  type Membership,
  updatePassword,
} from '../accounts/queries.ts';
import { isWithdrawn } from '../accounts/rules.ts';
import { spendCaptcha } from '../captcha/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cardLookup } from '../identifier-kinds.ts';
import type { StoredAnswer } from '../queries.ts';
import { appsOf } from '../realms.ts';
import { endSessionsOf, newToken, tokenHash } from '../sessions/actions.ts';
import type { Caller } from '../sign-in/caller.ts';
import { type SignInAt, signInAt } from '../sign-in/way.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  checkThrottle,
  countAttempt,
} from '../throttling/actions.ts';
import { endRecoveries } from './end.ts';
import {
  findRecovery,
  insertRecovery,
  markAnswered,
  type RecoveryRow,
  takeRecovery,
} from './queries.ts';
import { decoyQuestions } from './rules.ts';

const lifetime = 15 * 60_000;

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
  await spendCaptcha(platform, caller, captcha);
  const at = await recoveryAt(platform, caller);
  const { realm, scope, offer } = at;
  const lookup = cardLookup(card);
  const [member] = await listMembersByIdentifier(platform.db, { kind: 'card', lookup }, at);
  const answers = member && answersOf(at, member);
  const who = member ? { personId: member.person_id } : { lookup };
  const account = accountHash(platform, realm, who);
  await checkThrottle(platform, attemptOf(account, caller));
  const { token, hash } = newToken();
  const expiresAt = new Date(platform.clock.now().getTime() + lifetime);
  await insertRecovery(platform.db, {
    id: randomUUID(),
    token_hash: hash,
    realm,
    credential_scope: scope,
    person_id: answers ? member.person_id : null,
    account_hash: account,
    answered: false,
    expires_at: expiresAt,
  });
  const decoys = platform.keys.hash('people.decoys', `${realm} ${scope} ${lookup}`);
  const questions = answers
    ? answers.map(({ question }) => question)
    : decoyQuestions(offer.questions, offer.question_count, decoys);
  return { token, questions, expiresAt: expiresAt.toISOString() };
}

/** Where a card's password can be recovered. Throws `not_found` where no questions are set. */
async function recoveryAt(platform: Platform, caller: Caller): Promise<SignInAt> {
  const at = await signInAt(platform, caller, 'card');
  if (at.offer.question_count === 0) throw new Problem(commonProblems.not_found);
  return at;
}

const attemptOf = (account: Buffer, { address, isKnownBrowser }: Caller): Attempt => ({
  kind: 'recovery',
  account,
  address,
  knownBrowser: isKnownBrowser(account),
});

/** The answers of somebody who may recover the password with them. */
function answersOf(
  { offer }: SignInAt,
  { disabled, questions }: Membership,
): StoredAnswer[] | null {
  return !disabled && questions?.length === offer.question_count ? questions : null;
}

/** Second step: all the answers must be right, and nothing says which one was not. */
export async function answerRecovery(
  platform: Platform,
  caller: Caller,
  { token, answers }: BodyOf<typeof people.recoverAnswers>,
): Promise<void> {
  const at = await recoveryAt(platform, caller);
  const recovery = await present(at, token);
  const count = at.offer.question_count;
  if (answers.length !== count) {
    throw invalid({ path: 'answers', code: 'questions_incomplete', params: { count } });
  }
  const attempt = attemptOf(recovery.account_hash, caller);
  await countAttempt(platform, attempt);
  const member = await memberOf(at, recovery);
  const kept = member ? answersOf(at, member) : null;
  let right = 0;
  for (const [index, answer] of answers.entries()) {
    if (await verifyAnswer(answer, kept?.[index]?.hash)) right += 1;
  }
  if (right !== count || !member) throw new Problem(peopleProblems.answers_wrong);
  await attemptSucceeded(platform, attempt);
  requireTakingPart(at, member);
  await markAnswered(platform.db, recovery.id);
}

/** Last step: the new password. Every session that it opens ends. */
export async function finishRecovery(
  platform: Platform,
  caller: Caller,
  { token, password }: BodyOf<typeof people.recoverPassword>,
): Promise<void> {
  const at = await recoveryAt(platform, caller);
  const { realm, scope, offer } = at;
  const recovery = await present(at, token);
  const member = recovery.answered ? await memberOf(at, recovery) : undefined;
  if (!member?.password_hash || member.disabled) throw expired();
  requireTakingPart(at, member);
  const problems = await newPasswordProblems(platform, realm, member, password);
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  const personId = member.person_id;
  await platform.transaction(null, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    if (!(await takeRecovery(tx.db, recovery.id))) throw expired();
    const changed = await updatePassword(tx.db, personId, at, passwordHash, tx.now);
    if (!changed) throw expired();
    await endRecoveries(tx.db, personId, realm, [scope]);
    await endSessionsOf(tx, { personIds: [personId], realm, apps: appsOf(offer, scope) });
    await tellAccountChanged(tx, personId, realm, 'password_reset');
  });
  await attemptSucceeded(platform, {
    ...attemptOf(recovery.account_hash, caller),
    kind: 'sign-in',
  });
}

/** A new password would open nothing to somebody who was withdrawn. */
function requireTakingPart({ platform }: SignInAt, member: Membership): void {
  if (!isWithdrawn(member, platform.clock.now())) return;
  throw new Problem(peopleProblems.withdrawn);
}

async function present(at: SignInAt, token: string): Promise<RecoveryRow> {
  const { db, clock } = at.platform;
  const recovery = await findRecovery(db, tokenHash(token), at, clock.now());
  if (!recovery) throw expired();
  return recovery;
}

/** Looks somebody up even where there is nobody, so that it takes as long. */
function memberOf(at: SignInAt, { person_id }: RecoveryRow) {
  const nobody = '00000000-0000-0000-0000-000000000000';
  return findMembership(at.platform.db, person_id ?? nobody, at);
}
