import { createHash, timingSafeEqual } from 'node:crypto';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { verifySecret } from '../accounts/passwords.ts';
import {
  findMembership,
  findMembershipBy,
  lockMembership,
  type Membership,
} from '../accounts/queries.ts';
import { passwordText } from '../accounts/rules.ts';
import { spendCaptcha } from '../captcha/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import { findRealm, type Realm } from '../queries.ts';
import { initialPurpose } from '../roster/actions.ts';
import { cardLookup } from '../roster/rules.ts';
import { startSession } from '../sessions/actions.ts';
import { meOf } from '../sessions/me.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
} from '../throttling/actions.ts';
import { usernameLookup } from '../username.ts';
import type { Caller } from './caller.ts';

/** A new session with what its cookies are made from. */
export type SignedIn = { token: string; account: Buffer };

/** Signs a participant in (SPEC G3.1). */
export async function signIn(
  platform: Platform,
  caller: Caller,
  { card, password, captcha }: BodyOf<typeof people.signIn>,
): Promise<{ answer: ResponseOf<typeof people.signIn>; signedIn: SignedIn }> {
  await spendCaptcha(platform, captcha);
  const realm = await realmFor(platform, caller, 'card');
  const lookup = cardLookup(card);
  const { personId, alias, ...signedIn } = await checkAndOpen(platform, caller, realm, {
    lookup,
    password,
  });
  const me = await meOf(platform, { personId, realm: realm.code, ...signedIn, app: caller.app });
  return { answer: { me, usedAlias: alias }, signedIn };
}

/** Signs a member of staff in. */
export async function signInStaff(
  platform: Platform,
  caller: Caller,
  { username, password }: BodyOf<typeof people.staffSignIn>,
): Promise<{ answer: ResponseOf<typeof people.staffSignIn>; signedIn: SignedIn }> {
  const realm = await realmFor(platform, caller, 'staff');
  const lookup = usernameLookup(username);
  const { personId, ...signedIn } = await checkAndOpen(platform, caller, realm, {
    lookup,
    password,
  });
  const me = await meOf(platform, { personId, realm: realm.code, ...signedIn, app: caller.app });
  return { answer: { me }, signedIn };
}

/** A realm that is there, of this kind, and serves the app. */
export async function realmFor(
  platform: Platform,
  { realm: code, app }: Pick<Caller, 'realm' | 'app'>,
  kind: Realm['kind'],
): Promise<Realm> {
  const realm = await findRealm(platform.db, code);
  if (realm?.kind !== kind || !realm.apps.includes(app)) {
    throw new Problem(commonProblems.not_found);
  }
  return realm;
}

/**
 * The one way in. An unknown name, a wrong password and a disabled account cost the same work and get
 * the same answer.
 */
async function checkAndOpen(
  platform: Platform,
  caller: Caller,
  realm: Realm,
  given: { lookup: string; password: string },
) {
  const member = await findMembershipBy(platform.db, {
    realm: realm.code,
    kind: realm.kind === 'card' ? 'card' : 'username',
    lookup: given.lookup,
    app: caller.app,
  });
  const account = accountHash(
    platform,
    realm.code,
    member ? { personId: member.person_id } : { lookup: given.lookup },
  );
  const attempt: Attempt = {
    kind: 'sign-in',
    account,
    address: caller.address,
    knownBrowser: caller.isKnown(account),
  };
  await countAttempt(platform, attempt);
  const fits = await passwordFits(platform, realm.code, member, given.password);
  const session = fits && member ? await open(platform, caller, realm, member) : undefined;
  if (!session || !member) throw new Problem(peopleProblems.sign_in_failed);
  await attemptSucceeded(platform, attempt);
  return { ...session, account, personId: member.person_id, alias: member.alias };
}

/**
 * Whether this is the password in force: the person's own, or the initial one until the first sign-in
 * to the app is finished. Takes equally long for both, and for nobody.
 */
export async function passwordFits(
  platform: Platform,
  realm: string,
  member: Membership | undefined,
  password: string,
): Promise<boolean> {
  const own = await verifySecret(password, member?.password_hash ?? undefined);
  if (!member || member.disabled) return false;
  if (member.password_hash !== null) return own;
  const initial = initialOf(platform, realm, member);
  return initial !== null && sameText(passwordText(password), passwordText(initial));
}

/** The initial or one-time password, where there is one. */
export function initialOf(
  platform: Platform,
  realm: string,
  { person_id, initial_encrypted }: Pick<Membership, 'person_id' | 'initial_encrypted'>,
): string | null {
  if (!initial_encrypted) return null;
  return platform.keys.open(initialPurpose(person_id, realm), initial_encrypted).reveal();
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Opens a session unless the password was changed or the account closed while it was checked. */
function open(platform: Platform, { app, agent }: Caller, realm: Realm, checked: Membership) {
  return platform.transaction(null, async ({ db, now }) => {
    const { person_id: personId } = checked;
    if (!(await lockMembership(db, personId, realm.code, 'hold'))) return undefined;
    const present = await findMembership(db, personId, realm.code, app);
    if (!present || present.disabled || !isSameWay(present, checked)) return undefined;
    const mustFinish = present.password_hash === null;
    const session = { personId, realm: realm.code, app, mustFinish, agent };
    const { token } = await startSession(db, now, session);
    return { token, mustFinish };
  });
}

function isSameWay(present: Membership, checked: Membership): boolean {
  if (present.password_hash !== checked.password_hash) return false;
  if (present.password_hash !== null) return true;
  const [now, then] = [present.initial_encrypted, checked.initial_encrypted];
  return now !== null && then !== null && now.equals(then);
}
