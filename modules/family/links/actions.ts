import { randomUUID } from 'node:crypto';
import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor, SelfScope } from '../../../platform/scope.ts';
import { findMemberByDocument, registersPeople, takesPart } from '../../people/public.ts';
import { type family, familyProblems } from '../contract.ts';
import {
  answerRequest,
  countAsked,
  deleteBlock,
  endLink,
  findLink,
  findRequest,
  findSameRequest,
  insertBlock,
  insertRequest,
  isBlocked,
  lockPeople,
  type NewRequest,
  requestsOf,
  takeBackRequest,
} from '../queries.ts';
import { dayBefore, expiryOf, pairOf, requestsADay } from '../rules.ts';
import { linkPeople, noteEnded } from './link.ts';
import { tellAsked, tellEnded } from './notices.ts';

type Asked = BodyOf<typeof family.ask>;

/**
 * Asks somebody, who is named by document and name. Whether that is anybody, and whether they want to be asked, is
 * not told: the request waits until it runs out. Where the other side has asked for the same, both have agreed.
 */
export async function ask(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  body: Asked,
): Promise<void> {
  if (!(await registersPeople(platform.db, realm))) {
    throw new Problem(familyProblems.family_not_offered);
  }
  const { other, lookup, name } = await whoIsMeant(platform, realm, body);
  if (other?.personId === personId) {
    const fields = [{ path: 'identity.number', code: 'family_yourself' }];
    throw new Problem(familyProblems.family_yourself, { fields });
  }
  await platform.transaction(actor, async (tx) => {
    await lockPeople(tx.db, [personId, ...(other ? [other.personId] : [])]);
    const request: NewRequest = {
      ...{ id: randomUUID(), realm, askerId: personId, askerCares: body.iCare, lookup, name },
      ...{ otherId: other?.personId ?? null, askedAt: tx.now, expiresAt: expiryOf(tx.now) },
    };
    if (await findSameRequest(tx.db, request, tx.now)) return;
    if ((await countAsked(tx.db, personId, dayBefore(tx.now))) >= requestsADay) {
      const params = { count: requestsADay };
      throw new Problem(familyProblems.family_asked_too_often, { params });
    }
    await place(tx, request);
  });
}

/** Whom a document and a name stand for, of those who take part and can be asked. */
async function whoIsMeant(platform: Platform, realm: string, { identity, name }: Asked) {
  const cleaned = cleanIdentity(identity.kind, identity.number, '9999-12-31');
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  const written = name.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (!/\p{L}/u.test(written)) throw invalid({ path: 'name', code: 'name_invalid' });
  const document = identityText(cleaned.value);
  const found = await findMemberByDocument(platform, realm, document, written);
  return { other: found.member, lookup: found.lookup, name: written };
}

async function place(tx: Tx, request: NewRequest): Promise<void> {
  const { realm, askerId, askerCares, otherId } = request;
  if (!otherId) return insertRequest(tx.db, request);
  const pair = pairOf(askerId, otherId, askerCares);
  if (await findLink(tx.db, realm, pair)) throw new Problem(familyProblems.family_linked);
  // Whoever asks somebody wants to hear of them again.
  await deleteBlock(tx.db, realm, askerId, otherId);
  const asked = await requestsOf(tx.db, realm, askerId, tx.now);
  const isMutual = asked.some((each) => each.askerId === otherId && each.askerCares !== askerCares);
  if (isMutual) {
    return linkPeople(tx, realm, pair, { witness: null, told: [askerId, otherId] });
  }
  const blocked = await isBlocked(tx.db, realm, otherId, askerId);
  const placed = blocked ? { ...request, otherId: null } : request;
  await insertRequest(tx.db, placed);
  await tellAsked(tx, placed);
}

export async function takeBack(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  id: string,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    if (await takeBackRequest(tx.db, { realm, askerId: personId, id }, tx.now)) return;
    throw notFound();
  });
}

/** Agrees to a request that still waits, of somebody who still takes part. */
export async function agree(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  id: string,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const request = getOrNotFound(await findRequest(tx.db, { realm, otherId: personId, id }));
    const { askerId, askerCares } = request;
    await lockPeople(tx.db, [personId, askerId]);
    await answerOrOver(tx, { realm, askerId, id }, true);
    const pair = pairOf(askerId, personId, askerCares);
    await linkPeople(tx, realm, pair, { witness: null, told: [askerId] });
  });
}

/** Throws `family_request_over` where it waits no more, or whoever asked takes part no more. */
export async function answerOrOver(
  tx: Tx,
  { realm, askerId, id }: { realm: string; askerId: string; id: string },
  agreed: boolean,
): Promise<void> {
  const stands = !agreed || (await takesPart(tx.db, askerId, realm, tx.now));
  if (stands && (await answerRequest(tx.db, id, agreed, tx.now))) return;
  throw new Problem(familyProblems.family_request_over);
}

/** Whoever asked is not told. */
export async function refuse(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  { id, block }: { id: string; block: boolean },
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const request = getOrNotFound(await findRequest(tx.db, { realm, otherId: personId, id }));
    await answerOrOver(tx, { realm, ...request }, false);
    if (block) await insertBlock(tx.db, realm, personId, request.askerId);
  });
}

export async function end(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  id: string,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const ended = getOrNotFound(await endLink(tx.db, { realm, personId, id }, tx.now));
    const other = ended.carerId === personId ? ended.wardId : ended.carerId;
    await tellEnded(tx, realm, ended, [other]);
    await noteEnded(tx, realm, ended, null);
  });
}
