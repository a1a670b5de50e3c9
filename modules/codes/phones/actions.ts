import { decompressPoint } from '../../../credential/p256.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { type EventHandler, on } from '../../../platform/events.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { type Actor, holdLink, type SelfScope } from '../../../platform/scope.ts';
import { checkPassword, findSession, proofFor } from '../../people/public.ts';
import { type EnrolmentChange, enrolmentsChanged } from '../../programmes/public.ts';
import { type codes, codesProblems } from '../contract.ts';
import { colourOf } from '../credentials/colour.ts';
import type { Holder } from '../credentials/holder.ts';
import { listPhonesCredentials, relistOf } from '../revocations/queries.ts';
import { tellReplaced, tellShownByCarer } from './notices.ts';
import {
  bindPhone,
  findPhone,
  insertPhone,
  lockPhone,
  type PhoneKeyRow,
  retireCarersPhone,
  retirePhone,
  retirePhonesOf,
  type ShownFor,
} from './queries.ts';

/** The key of a phone as it comes: base64url of a compressed point. */
export function parsePhoneKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64url');
  try {
    decompressPoint(key);
  } catch {
    throw invalid({ path: 'phoneKey', code: 'invalid' });
  }
  return key;
}

/** What of a phone its owner is told on another one. */
export type OtherPhone = NonNullable<ResponseOf<typeof codes.ownCredential>['otherPhone']>;

export async function describeOther(
  platform: Platform,
  actor: Actor,
  phone: PhoneKeyRow,
): Promise<OtherPhone> {
  return {
    device: phone.agent,
    since: phone.registered_at.toISOString(),
    proof: await proofFor(platform, actor),
  };
}

/** Whether the phone shows a code: its sign-in has not ended. */
export const isSignedIn = (phone: PhoneKeyRow | undefined): phone is PhoneKeyRow =>
  phone !== undefined && phone.session_id !== null;

/**
 * Has a phone show the code of whoever is signed in on it. Where another phone does so, that must be meant, and
 * shown once more who asks: whoever finds a phone unlocked must not take over a code. The other phone's code
 * then counts no more, and its owner gets a notice.
 */
export async function registerPhone(
  platform: Platform,
  actor: Actor,
  holder: Holder,
  self: SelfScope,
  { phoneKey, replace, password }: BodyOf<typeof codes.registerPhone>,
  address: string,
): Promise<void> {
  const key = parsePhoneKey(phoneKey);
  const { enrolmentId } = holder.facts;
  const whose = { enrolmentId, carerId: self.carer?.personId ?? null };
  const before = await findPhone(platform.db, whose);
  const isOther = isSignedIn(before) && !key.equals(before.public_key);
  if (isOther) {
    if (!replace) throw new Problem(codesProblems.another_phone);
    await requireProof(platform, actor, address, password);
  }
  const session = await findSession(platform.db, actor.sessionId);
  await mapConstraintErrors(
    { phone_keys_active: () => new Problem(codesProblems.another_phone) },
    () =>
      platform.transaction(actor, async (tx) => {
        await holdLink(platform.wards, tx.db, self);
        const locked = await lockPhone(tx.db, whose);
        // What was confirmed was to replace this phone and no other.
        if (locked?.id !== before?.id) throw new Problem(codesProblems.another_phone);
        if (locked?.public_key.equals(key)) {
          await bindPhone(tx.db, locked.id, actor.sessionId);
          const { colour } = await colourOf(tx, holder);
          await tx.send(relistOf(tx.db, [{ enrolmentId, colour }], tx.now));
          return;
        }
        if (locked) await replacePhone(tx, self, locked);
        const id = await insertPhone(tx.db, {
          ...{ enrolment_id: enrolmentId, carer_id: whose.carerId },
          public_key: key,
          session_id: actor.sessionId,
          agent: session?.agent ?? '',
          registered_at: tx.now,
        });
        if (self.carer && !locked) await tellShownByCarer(tx, self, self.carer.personId, id);
      }),
  );
}

async function requireProof(
  platform: Platform,
  actor: Actor,
  address: string,
  password: string | undefined,
): Promise<void> {
  const proof = await proofFor(platform, actor);
  if (proof === 'fresh') return;
  if (proof === 'sign-in') throw new Problem(codesProblems.sign_in_again);
  if (password === undefined) throw invalid({ path: 'password', code: 'required' });
  await checkPassword(platform, actor, address, password);
}

async function replacePhone(tx: Tx, self: SelfScope, phone: PhoneKeyRow): Promise<void> {
  await retirePhone(tx.db, phone.id, tx.now);
  await listPhonesCredentials(tx.db, phone.enrolment_id, tx.now);
  // Also where its session has ended: whoever took the account over may have seen to that.
  await tellReplaced(tx, self, phone);
}

/** A carer shows the code of a ward no more: what their phone has is revoked. */
export async function endShowingFor(tx: Tx, shown: ShownFor): Promise<void> {
  await listAllOf(tx, await retireCarersPhone(tx.db, shown, tx.now));
}

async function listAllOf(tx: Tx, enrolmentIds: number[]): Promise<void> {
  for (const id of new Set(enrolmentIds)) await listPhonesCredentials(tx.db, id, tx.now);
}

/** Whoever takes part no more shows no code, is shown by no carer, and shows no ward's. */
async function followWithdrawals(tx: Tx, items: EnrolmentChange[]): Promise<void> {
  const withdrawn = items.filter(({ withdrawnOn }) => withdrawnOn !== null);
  if (withdrawn.length === 0) return;
  const ids = withdrawn.map(({ enrolmentId }) => enrolmentId);
  await listAllOf(tx, await retirePhonesOf(tx.db, ids, tx.now));
}

export const phoneHandlers: EventHandler[] = [on(enrolmentsChanged, followWithdrawals)];
