import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { staffRealm } from '../../../platform/scope.ts';
import { addAccount } from '../accounts/actions.ts';
import { tellAccountChanged } from '../accounts/changes.ts';
import { newPasswordProblems } from '../accounts/password.ts';
import { hashSecret } from '../accounts/passwords.ts';
import {
  findMembership,
  listMembersByIdentifier,
  lockMembership,
  type MatchedMember,
  updatePassword,
} from '../accounts/queries.ts';
import { isWithdrawn } from '../accounts/rules.ts';
import { spendCaptcha } from '../captcha/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cleanIdentifier } from '../identifier-kinds.ts';
import { isDocumentEnding, listMaskedIdentifiers } from '../identifiers.ts';
import { appsOf } from '../realms.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import type { Caller } from '../sign-in/caller.ts';
import { findNamed, usernameNeeded } from '../sign-in/family.ts';
import { type SignInAt, signInAt } from '../sign-in/way.ts';
import { accountHash, attemptSucceeded } from '../throttling/actions.ts';
import {
  type CodeAudience,
  getRequest,
  getVerified,
  keepVerified,
  orderCode,
  spendCode,
  stepsExpired,
  tryCode,
} from '../verification-codes/actions.ts';
import { endRecoveries } from './end.ts';

/** A forgotten password, or the first one of a member of staff. */
type Purpose = 'recovery' | 'activation';

/** First step: the phone. Nothing in the answer tells whether anybody has it. */
export async function requestRecoveryCode(
  platform: Platform,
  caller: Caller,
  { phone: typed, purpose, captcha }: BodyOf<typeof people.requestRecoveryCode>,
): Promise<ResponseOf<typeof people.requestRecoveryCode>> {
  await spendCaptcha(platform, caller, captcha);
  const at = await recoveryAt(platform, caller, purpose);
  const phone = cleanIdentifier('phone', typed);
  if (!phone) throw invalid({ path: 'phone', code: 'phone_invalid' });
  return orderCode(platform, audience(at, purpose), { phone, address: caller.address });
}

/** Second step: the code; once it was right, who shares the phone says the user name, and who has a document its end. */
export async function verifyRecoveryCode(
  platform: Platform,
  caller: Caller,
  { token, code, username, documentEnding, purpose }: BodyOf<typeof people.verifyRecoveryCode>,
): Promise<ResponseOf<typeof people.verifyRecoveryCode>> {
  const at = await recoveryAt(platform, caller, purpose);
  const request = await getRequest(platform, audience(at, purpose), token);
  const holders = await holdersOf(at, purpose, request.phone_lookup);
  const right = await tryCode(platform, audience(at, purpose), token, code);
  // Only whoever holds the phone comes as far as this.
  if (holders.length === 0) {
    throw new Problem(peopleProblems.phone_without_account, {
      fields: [{ path: 'code', code: 'phone_without_account' }],
    });
  }
  const named = username === undefined ? holders : await findNamed(at, holders, username);
  const [member] = named;
  if (!member || named.length > 1) throw usernameNeeded();
  requireTakingPart(at, member);
  if (purpose === 'recovery') await requireDocument(at, member, documentEnding);
  return keepVerified(platform, right, member.person_id);
}

/**
 * A number may have gone to somebody else, or the phone been borrowed: whoever has a document on record knows it. Each
 * attempt is a try of the code, so that few are possible.
 */
async function requireDocument(
  { platform, realm }: SignInAt,
  { person_id: personId }: MatchedMember,
  ending: string | undefined,
): Promise<void> {
  const { db, keys } = platform;
  const known = await listMaskedIdentifiers(db, keys, realm, [personId]);
  if (!known.get(personId)?.some(({ kind }) => kind === 'identity')) return;
  const refused = (code: 'document_ending_needed' | 'document_ending_differs') =>
    new Problem(peopleProblems[code], { fields: [{ path: 'documentEnding', code }] });
  if (!ending?.trim()) throw refused('document_ending_needed');
  if (!(await isDocumentEnding(platform, { personId, realm }, ending))) {
    throw refused('document_ending_differs');
  }
}

/** Last step: the new password. Every session that it opens ends. */
export async function setPasswordByCode(
  platform: Platform,
  caller: Caller,
  { token, password, purpose }: BodyOf<typeof people.setPasswordByCode>,
): Promise<void> {
  const at = await recoveryAt(platform, caller, purpose);
  const { realm, scope, offer } = at;
  const { id, personId } = await getVerified(platform, audience(at, purpose), token);
  const member = personId ? await findMembership(platform.db, personId, at) : undefined;
  if (!personId || !member || member.disabled) throw stepsExpired();
  requireTakingPart(at, member);
  const problems = await newPasswordProblems(platform, realm, member, password);
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  await platform.transaction(null, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    if (!(await spendCode(tx.db, id))) throw stepsExpired();
    const isSet = await write(tx, at, { purpose, personId, passwordHash });
    if (!isSet) throw stepsExpired();
    await endRecoveries(tx.db, personId, realm, [scope]);
    await endSessionsOf(tx, { personIds: [personId], realm, apps: appsOf(offer, scope) });
    if (purpose === 'recovery') await tellAccountChanged(tx, personId, realm, 'password_reset');
  });
  const account = accountHash(platform, realm, { personId });
  await attemptSucceeded(platform, { kind: 'sign-in', account, address: caller.address });
}

/** Returns false where the account was set up, or reset, meanwhile. */
function write(
  tx: Tx,
  at: SignInAt,
  { purpose, personId, passwordHash }: { purpose: Purpose; personId: string; passwordHash: string },
): Promise<boolean> {
  if (purpose === 'recovery') return updatePassword(tx.db, personId, at, passwordHash, tx.now);
  return addAccount(tx, { personId, realm: at.realm, app: at.caller.app, passwordHash });
}

/** Throws `not_found` where nobody signs in by phone, and for an activation of anybody but staff. */
async function recoveryAt(platform: Platform, caller: Caller, purpose: Purpose): Promise<SignInAt> {
  const at = await signInAt(platform, caller, 'phone');
  if (purpose === 'activation' && at.realm !== staffRealm) {
    throw new Problem(commonProblems.not_found);
  }
  return at;
}

const audience = ({ realm, caller: { app } }: SignInAt, purpose: Purpose): CodeAudience => ({
  ...{ purpose, realm, app },
});

/** Whose password it may be about: an account is recovered, and one that is not there is set up. */
async function holdersOf(at: SignInAt, purpose: Purpose, lookup: string): Promise<MatchedMember[]> {
  const members = await listMembersByIdentifier(at.platform.db, { kind: 'phone', lookup }, at);
  const hasAccount = purpose === 'recovery';
  return members.filter((each) => !each.disabled && each.has_account === hasAccount);
}

/** A new password would open nothing to somebody who was withdrawn. */
function requireTakingPart(
  { platform }: SignInAt,
  member: MatchedMember | { withdrawn_at: Date | null },
): void {
  if (isWithdrawn(member, platform.clock.now())) throw new Problem(peopleProblems.withdrawn);
}
