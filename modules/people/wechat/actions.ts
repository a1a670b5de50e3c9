import { randomBytes, randomUUID } from 'node:crypto';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import type { WechatKind, WechatSettings } from '../../../platform/wechat/settings.ts';
import { askWechat, type WechatIdentity, wechatPage } from '../../../platform/wechat/wechat.ts';
import { tellAccountChanged } from '../accounts/changes.ts';
import { proofFor } from '../accounts/proof.ts';
import { lockMembership } from '../accounts/queries.ts';
import { type people, peopleProblems } from '../contract.ts';
import { credentialsOf, findRealm } from '../queries.ts';
import { appsOf } from '../realms.ts';
import { newToken, tokenHash } from '../sessions/actions.ts';
import { deleteSessionsByWechat } from '../sessions/queries.ts';
import type { Caller } from '../sign-in/caller.ts';
import { signInAt } from '../sign-in/way.ts';
import {
  type Attempt,
  accountHash,
  attemptSucceeded,
  countAttempt,
} from '../throttling/actions.ts';
import {
  deleteBindings,
  deleteVisit,
  findBoundSince,
  findReturned,
  insertVisit,
  isBoundToStranger,
  listBound,
  lockWechat,
  type Returned,
  setReturned,
  spendState,
  upsertBinding,
  type VisitAt,
} from './queries.ts';
import { awayLifetime, kindFor, returnedLifetime } from './rules.ts';

/** Signing in by WeChat (SPEC J2): there and back, and which WeChat account opens whose account. */

export const wechatExpired = () => new Problem(peopleProblems.wechat_expired);

/** How the caller's browser can sign in by WeChat here; null where it cannot. */
export async function wechatOffer(
  { db, transports }: Platform,
  { realm, app, agent }: Caller,
): Promise<WechatKind | null> {
  const offer = await findRealm(db, realm);
  // It comes back to a page of the portal, which a PC can show as well.
  const isOffered = app === 'portal' && offer?.apps[app] && offer.ways.includes('wechat');
  return isOffered ? kindFor(transports.wechat, agent) : null;
}

/** First step: where the browser is to go. */
export async function startWechat(
  platform: Platform,
  caller: Caller,
  browserHash: Buffer,
  { programme }: BodyOf<typeof people.startWechat>,
): Promise<ResponseOf<typeof people.startWechat>> {
  const { realm, app } = caller;
  const kind = await wechatOffer(platform, caller);
  // WeChat takes letters and digits alone.
  const state = randomBytes(32).toString('hex');
  const returnTo = `${platform.publicUrl}/${app}/${programme}/wechat`;
  const { wechat } = platform.transports;
  const url = wechat && kind && wechatPage(wechat, kind, { returnTo, state });
  if (!url || !kind) throw new Problem(commonProblems.not_found);
  const expires_at = new Date(platform.clock.now().getTime() + awayLifetime);
  await insertVisit(platform.db, {
    ...{ id: randomUUID(), state_hash: tokenHash(state), browser_hash: browserHash },
    ...{ realm, app, kind, expires_at },
  });
  return { url };
}

type Back = { browserHash: Buffer | null };

/** Second step: asks WeChat whose code it is. Throws for whatever did not come from this browser, just now. */
export async function returnFromWechat(
  platform: Platform,
  caller: Caller,
  { state, code, browserHash }: BodyOf<typeof people.returnFromWechat> & Back,
): Promise<ResponseOf<typeof people.returnFromWechat>> {
  const { wechat } = platform.transports;
  if (!wechat) throw new Problem(commonProblems.not_found);
  const at = await signInAt(platform, caller, 'wechat');
  const within = visitAt(platform, caller, browserHash);
  const visit = within && (await spendState(platform.db, tokenHash(state), within));
  if (!visit) throw wechatExpired();
  if (!code) throw new Problem(peopleProblems.wechat_denied);
  // WeChat is asked no more often from one address than passwords are tried.
  const account = accountHash(platform, caller.realm, { lookup: `wechat ${visit.id}` });
  const attempt: Attempt = { kind: 'sign-in', account, address: caller.address };
  await countAttempt(platform, attempt);
  const identity = await ask(platform, wechat, visit.kind, code);
  await attemptSucceeded(platform, attempt);
  const lookup = wechatLookup(platform, identity);
  const { token, hash } = newToken();
  const expiresAt = new Date(platform.clock.now().getTime() + returnedLifetime);
  const known = { token_hash: hash, known_by: identity.app ?? '', lookup };
  await setReturned(platform.db, visit.id, { ...known, expires_at: expiresAt });
  const bound = (await listBound(platform.db, at, lookup)).length;
  const holders = bound === 0 ? 'none' : bound === 1 ? 'one' : 'several';
  return { token, holders, expiresAt: expiresAt.toISOString() };
}

async function ask(platform: Platform, wechat: WechatSettings, kind: WechatKind, code: string) {
  const answer = await askWechat(wechat, kind, code, { log: platform.log });
  if (answer.state === 'code_refused') throw wechatExpired();
  if (answer.state === 'unavailable') throw new Problem(peopleProblems.wechat_unavailable);
  return answer.identity;
}

function wechatLookup({ keys }: Platform, { app, id }: WechatIdentity): string {
  return keys.hash('people.wechat', `${app ?? ''} ${id}`).toString('hex');
}

function visitAt(
  { clock }: Platform,
  { realm, app }: Pick<Actor, 'realm' | 'app'>,
  browserHash: Buffer | null,
): VisitAt | null {
  return browserHash && { browserHash, realm, app, now: clock.now() };
}

/** Whom WeChat said it was, for the steps after. Throws `wechat_expired`. */
export async function getReturned(
  platform: Platform,
  at: Pick<Actor, 'realm' | 'app'>,
  { token, browserHash }: { token: string } & Back,
): Promise<Returned> {
  const within = visitAt(platform, at, browserHash);
  const found = within && (await findReturned(platform.db, tokenHash(token), within));
  if (!found) throw wechatExpired();
  return found;
}

/**
 * Lets the WeChat account open one's own account from now on. Only right after signing in another way: whoever
 * found a phone unlocked must not bind their own.
 */
export async function bindWechat(
  platform: Platform,
  actor: Actor,
  given: BodyOf<typeof people.bindWechat> & Back,
): Promise<void> {
  const { personId, realm } = actor;
  const returned = await getReturned(platform, actor, given);
  const { scope, offer } = await credentialsOf(platform.db, actor);
  if (!offer.ways.includes('wechat')) throw new Problem(commonProblems.not_found);
  if ((await proofFor(platform, actor)) !== 'fresh') throw wechatExpired();
  const { lookup, known_by } = returned;
  await platform.transaction(actor, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    await lockWechat(tx.db, lookup);
    if (await isBoundToStranger(tx.db, personId, { realm, scope }, lookup)) {
      throw new Problem(peopleProblems.wechat_taken);
    }
    if (!(await deleteVisit(tx.db, returned.id))) throw wechatExpired();
    const owner = { person_id: personId, realm, credential_scope: scope };
    await upsertBinding(tx.db, { ...owner, known_by, lookup, bound_at: tx.now });
    await tellAccountChanged(tx, personId, realm, 'wechat_bound');
  });
}

export async function wechatBinding(
  { db }: Platform,
  actor: Actor,
): Promise<ResponseOf<typeof people.wechatBinding>> {
  const { realm, scope } = await credentialsOf(db, actor);
  const since = await findBoundSince(db, actor.personId, { realm, scope });
  return { since: since?.toISOString() ?? null };
}

/** No WeChat account opens one's own account any more, and what it opened elsewhere ends. */
export async function unbindWechat(platform: Platform, actor: Actor): Promise<void> {
  const { personId, sessionId } = actor;
  const { realm, scope, offer } = await credentialsOf(platform.db, actor);
  await platform.transaction(actor, async (tx) => {
    await lockMembership(tx.db, personId, realm, 'change');
    if (!(await deleteBindings(tx.db, personId, { realm, scope }))) return;
    const apps = appsOf(offer, scope);
    await deleteSessionsByWechat(tx.db, { personId, realm, apps, except: sessionId });
    await tx.audit({ action: 'person.wechat_unbound', personId, details: { realm } });
  });
}
