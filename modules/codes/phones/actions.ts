import { decompressPoint } from '../../../credential/p256.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { checkPassword, findSession, proofFor } from '../../people/public.ts';
import { type codes, codesProblems } from '../contract.ts';
import { colourOf } from '../credentials/colour.ts';
import type { Holder } from '../credentials/holder.ts';
import { listPhonesCredentials, relistOf } from '../revocations/queries.ts';
import {
  bindPhone,
  findPhone,
  insertPhone,
  lockPhone,
  type PhoneKeyRow,
  retirePhone,
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
  { phoneKey, replace, password }: BodyOf<typeof codes.registerPhone>,
  address: string,
): Promise<void> {
  const key = parsePhoneKey(phoneKey);
  const { enrolmentId } = holder.facts;
  const before = await findPhone(platform.db, enrolmentId);
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
        const locked = await lockPhone(tx.db, enrolmentId);
        // What was confirmed was to replace this phone and no other.
        if (locked?.id !== before?.id) throw new Problem(codesProblems.another_phone);
        if (locked?.public_key.equals(key)) {
          await bindPhone(tx.db, locked.id, actor.sessionId);
          const { colour } = await colourOf(tx, holder);
          await tx.send(relistOf(tx.db, [{ enrolmentId, colour }], tx.now));
          return;
        }
        if (locked) await replacePhone(tx, actor, locked);
        await insertPhone(tx.db, {
          enrolment_id: enrolmentId,
          public_key: key,
          session_id: actor.sessionId,
          agent: session?.agent ?? '',
          registered_at: tx.now,
        });
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

async function replacePhone(tx: Tx, actor: Actor, phone: PhoneKeyRow): Promise<void> {
  await retirePhone(tx.db, phone.id, tx.now);
  await listPhonesCredentials(tx.db, phone.enrolment_id, tx.now);
  // Also where its session has ended: whoever took the account over may have seen to that.
  await notify(tx, [
    {
      personId: actor.personId,
      realm: actor.realm,
      kind: 'code.phone_replaced',
      key: `code.phone_replaced ${phone.id}`,
      zh: `您的健康码改由另一部手机出示；原手机（${phone.agent || '未知设备'}）上的码已失效。如非本人操作，请立即修改密码。`,
      en: `Your code is now shown by another phone. The code on the former one (${phone.agent || 'unknown device'}) counts no more. If this was not you, change your password now.`,
      link: null,
    },
  ]);
}
