import type { App, BodyOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { addAccount } from '../accounts/actions.ts';
import { newPasswordProblems } from '../accounts/password.ts';
import { hashAnswer, hashSecret, verifyAnswer } from '../accounts/passwords.ts';
import { findMembership, lockMembership } from '../accounts/queries.ts';
import { questionProblems } from '../accounts/questions.ts';
import type { people } from '../contract.ts';
import { credentialsOf } from '../queries.ts';
import { appsOf } from '../realms.ts';
import { endSessionsOf, newToken } from '../sessions/actions.ts';
import { replaceToken } from '../sessions/queries.ts';
import { sessionEnd } from '../sessions/rules.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
} from '../throttling/actions.ts';
import { otherAnswer } from './other-answer.ts';

type Finish = BodyOf<typeof people.finish>;

/**
 * Ends a first sign-in (SPEC G3.1): sets the password and, where the realm has some, the security
 * questions. Returns the session's new token; the old one is worth nothing any more.
 */
export async function finishSignIn(
  platform: Platform,
  actor: Actor,
  address: string,
  body: Finish,
): Promise<{ token: string }> {
  if (!actor.mustFinish) throw new Problem(commonProblems.conflict);
  const { personId, realm, app } = actor;
  const { offer, scope } = await credentialsOf(platform.db, actor);
  const within = { realm, scope };
  const member = getOrNotFound(await findMembership(platform.db, personId, within));
  const problems = [
    ...(await newPasswordProblems(platform, realm, member, body.password)),
    ...questionProblems(body.questions, offer.questions, offer.question_count),
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
    await lockMembership(tx.db, personId, realm, 'change');
    const added = await addAccount(tx, { personId, realm, app, passwordHash, questions });
    // Finished on another device a moment ago.
    if (!added) throw new Problem(commonProblems.conflict);
    return renewSession(tx, actor, appsOf(offer, scope));
  });
}

/** The finished session goes on under a new token; others of these apps, which are not finished, end. */
async function renewSession(tx: Tx, { personId, realm, app, sessionId }: Actor, apps: App[]) {
  const { token, hash } = newToken();
  const session = await replaceToken(tx.db, sessionId, {
    token_hash: hash,
    must_finish: false,
    seen_at: tx.now,
    expires_at: sessionEnd(app, false, tx.now, tx.now),
  });
  if (!session) throw new Problem(commonProblems.not_signed_in);
  await endSessionsOf(tx, { personIds: [personId], realm, apps, except: sessionId });
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
  const attempt: Attempt = { kind: 'other-answer', account, address };
  await countAttempt(platform, attempt);
  if (!(await verifyAnswer(answer, hash))) {
    throw invalid({ path: 'otherAnswer', code: 'other_answer_wrong' });
  }
  await attemptSucceeded(platform, attempt);
}
