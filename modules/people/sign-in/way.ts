import type { ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { staffRealm } from '../../../platform/scope.ts';
import { listShutOut } from '../../access/public.ts';
import { addAccount } from '../accounts/actions.ts';
import {
  findMembership,
  lockMembership,
  type MatchedMember,
  type Membership,
} from '../accounts/queries.ts';
import { isWithdrawn } from '../accounts/rules.ts';
import { type people, peopleProblems } from '../contract.ts';
import { findRealm, type Realm } from '../queries.ts';
import { type CredentialScope, scopeOf, type WayName } from '../realms.ts';
import { startSession } from '../sessions/actions.ts';
import { meOf } from '../sessions/me.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
  tooSoon,
} from '../throttling/actions.ts';
import type { Caller } from './caller.ts';
import { shutOut } from './shut-out.ts';

/** One way to sign in, with what is given for it. Each stands in a file of its own. */
export type Way<Given> = {
  /** The name by which realms offer it. */
  name: WayName;
  /**
   * Whether captchas slow down who guesses. An address is then not slowed as a whole: a campus may stand
   * behind it, and whoever has a password of their own signs in undisturbed.
   */
  hasCaptcha: boolean;
  /** Finds whom the input names. It must do the same work where there is nobody. */
  find(at: SignInAt, given: Given): Promise<Candidate>;
  /** Checks whether the input proves it: null where not. It must do the same work for nobody. */
  prove(at: SignInAt, member: MatchedMember | undefined, given: Given): Promise<Proof | null>;
};

/** Where somebody wants to come in. */
export type SignInAt = CredentialScope & { platform: Platform; caller: Caller; offer: Realm };

type Candidate = {
  member?: MatchedMember | undefined;
  /** Stands for the account while attempts are counted, where the input names nobody. */
  lookup: string;
};

export type Proof = {
  /** The initial password has to be replaced; a code by SMS needs none. */
  by: 'password' | 'initial' | 'code' | 'wechat';
  /** Says, in the transaction that opens the session, whether what was proved still stands. */
  isStillValid(tx: Tx, present: Membership): boolean | Promise<boolean>;
};

/**
 * Signs somebody in by a way. Somebody unknown, a wrong proof and a closed sign-in cost the same work
 * and get the same answer; staff who show who they are hear that theirs is closed.
 */
export async function signInBy<Given>(
  way: Way<Given>,
  platform: Platform,
  caller: Caller,
  given: Given,
): Promise<{ answer: ResponseOf<typeof people.signInByCard>; token: string }> {
  const at = await signInAt(platform, caller, way.name);
  const { member, lookup } = await way.find(at, given);
  const who = member ? { personId: member.person_id } : { lookup };
  const account = accountHash(platform, at.realm, who);
  const { address } = caller;
  const attempt: Attempt = {
    ...{ kind: 'sign-in', account, address },
    // Before a first sign-in is finished, and after a reset, a date is guessed here as in any browser.
    knownBrowser: member?.has_account === true && caller.isKnownBrowser(account),
    ...(way.hasCaptcha && { guessedIn: at.realm }),
  };
  const counted = await countAttempt(platform, attempt);
  const { heldUntil } = counted;
  const proof = await way.prove(at, member, given);
  // The same for a wrong guess and for a right one.
  if (heldUntil && isGuess(at.offer, proof)) throw tooSoon(heldUntil, platform.clock.now());
  const session = proof && mayOpen(at, member) ? await open(at, member, proof) : undefined;
  if (!session || !member) throw new Problem(peopleProblems.sign_in_failed);
  await attemptSucceeded(platform, attempt, counted);
  // Told to those alone who have shown who they are.
  if (session === 'withdrawn') throw new Problem(peopleProblems.withdrawn);
  const { realm, app } = caller;
  if (session === 'shut-out') throw shutOut(platform, app, { personId: member.person_id, realm });
  const { token, id: sessionId, mustFinish } = session;
  const me = await meOf(platform, {
    personId: member.person_id,
    realm,
    app,
    mustFinish,
    sessionId,
  });
  return { answer: { me, usedAlias: member.alias }, token };
}

/** A date can be guessed, and so its being right shows nothing; a random password cannot. */
const isGuess = (offer: Realm, proof: Proof | null): boolean =>
  proof === null || (proof.by === 'initial' && !offer.one_time_passwords);

/** Staff are told that they were disabled, as that their last role was: what they did at work may still wait on a phone. */
function mayOpen<Member extends Membership>(
  at: SignInAt,
  member: Member | undefined,
): member is Member {
  return member !== undefined && (!member.disabled || at.realm === staffRealm);
}

/** The realm that the request names. Throws `not_found` unless it offers the way and serves the app. */
export async function signInAt(
  platform: Platform,
  caller: Caller,
  way: WayName,
): Promise<SignInAt> {
  const offer = await findRealm(platform.db, caller.realm);
  if (!offer?.ways.includes(way)) throw new Problem(commonProblems.not_found);
  return { platform, caller, offer, realm: offer.code, scope: scopeOf(offer, caller.app) };
}

/**
 * Opens a session unless the proof was overtaken, or the sign-in closed, while it was checked. Says so
 * where the person was withdrawn; and of staff where they are shut out: disabled, or holding no role that counts.
 */
function open(at: SignInAt, { person_id: personId }: Membership, proof: Proof) {
  const { platform, caller, realm, offer } = at;
  const { app, agent } = caller;
  return platform.transaction(null, async (tx) => {
    if (!(await lockMembership(tx.db, personId, realm, 'hold'))) return undefined;
    const present = await findMembership(tx.db, personId, at);
    if (!mayOpen(at, present) || !(await proof.isStillValid(tx, present))) return undefined;
    if (isWithdrawn(present, tx.now)) return 'withdrawn';
    if (present.disabled) return 'shut-out';
    if (realm === staffRealm && (await listShutOut(tx.db, [personId])).length > 0)
      return 'shut-out';
    const mustFinish = !present.has_account && mustBeSetUp(offer, proof);
    if (!present.has_account && !mustFinish) {
      await addAccount(tx, { personId, realm, app, passwordHash: null });
    }
    const by = proof.by === 'initial' ? 'password' : proof.by;
    const session = { personId, realm, app, mustFinish, agent, proof: by } as const;
    return { ...(await startSession(tx.db, tx.now, session)), mustFinish };
  });
}

/** Whether a first sign-in with this proof leaves something to set up. */
function mustBeSetUp(offer: Realm, { by }: Proof): boolean {
  return by !== 'code' || offer.password_required || offer.question_count > 0;
}
