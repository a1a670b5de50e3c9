import { randomBytes } from 'node:crypto';
import { issueCredential, referenceLength } from '../../../credential/credential.ts';
import { maskName } from '../../../credential/masked-name.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { defineJob } from '../../../platform/jobs.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { type Actor, holdLink, type PlaceScope, type SelfScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { ownProgramme } from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import { describeOther, isSignedIn } from '../phones/actions.ts';
import { deleteRetiredPhones, findPhone, type PhoneKeyRow } from '../phones/queries.ts';
import { deleteOldPrinted } from '../printed/queries.ts';
import { deleteExpiredRevocations } from '../revocations/queries.ts';
import { publicKeys, signingKey } from '../signing-keys/actions.ts';
import { colourOf } from './colour.ts';
import { type Holder, requireHolder } from './holder.ts';
import { credentialOf } from './known.ts';
import {
  type CredentialRow,
  deleteExpiredCredentials,
  findNewest,
  findSmallestVersion,
  insertCredential,
  raiseSmallestVersion,
} from './queries.ts';
import { expiryOf, stillServes } from './rules.ts';

/** The signed code of whoever is signed in, for the phone that asks; or which other phone has it. */
export async function ownCredential(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  { phoneKey }: BodyOf<typeof codes.ownCredential>,
): Promise<ResponseOf<typeof codes.ownCredential>> {
  const key = Buffer.from(phoneKey, 'base64url');
  const holder = await requireHolder(platform, self);
  const { enrolmentId } = holder.facts;
  const whose = { enrolmentId, carerId: self.carer?.personId ?? null };
  const phone = await findPhone(platform.db, whose);
  if (isSignedIn(phone) && !key.equals(phone.public_key)) {
    return { credential: null, otherPhone: await describeOther(platform, actor, phone) };
  }
  if (phone?.session_id !== actor.sessionId || !key.equals(phone.public_key)) {
    return { credential: null, otherPhone: null };
  }
  const [name = ''] = (await namesOf(platform.db, [self.personId])).values();
  const row = await currentCredential(platform, holder, self, phone, maskName(name));
  return credentialOf(row);
}

type Signed = Omit<CredentialRow, 'listed'>;

async function currentCredential(
  platform: Platform,
  holder: Holder,
  self: SelfScope,
  phone: PhoneKeyRow,
  maskedName: string,
): Promise<Signed> {
  // Made before the transaction: the first time it takes one of its own.
  const key = await signingKey(platform);
  const keyIds = (await publicKeys(platform)).map(({ kid }) => kid);
  return platform.transaction(null, async (tx) => {
    await holdLink(platform.wards, tx.db, self);
    const now = await colourOf(tx, holder);
    const version = await findSmallestVersion(tx.db, holder.programme.id);
    const before = await findNewest(tx.db, phone.id);
    const current = { colour: now.colour, version, keyIds };
    if (before && stillServes(issuedOf(before), tx.now, current)) return before;
    const expires = expiryOf(tx.now, hoursOf(holder), now);
    const row = { ...rowFor(tx, holder, phone, expires), version, colour: now.colour };
    const signed = await issueCredential(
      {
        reference: new Uint8Array(row.reference),
        version,
        programme: holder.programme.code,
        colour: now.colour,
        maskedName,
        issued: Math.floor(row.issued_at.getTime() / 1000),
        expires: Math.floor(expires.getTime() / 1000),
        deviceKey: new Uint8Array(phone.public_key),
      },
      key,
    );
    const issued = { ...row, signed: Buffer.from(signed), key_id: key.keyId };
    await insertCredential(tx.db, issued);
    return issued;
  });
}

function rowFor({ now }: Tx, { facts }: Holder, phone: PhoneKeyRow, expires: Date) {
  return {
    reference: randomBytes(referenceLength),
    enrolment_id: facts.enrolmentId,
    phone_key_id: phone.id,
    issued_at: now,
    expires_at: expires,
  };
}

const issuedOf = ({ colour, version, listed, key_id, issued_at, expires_at }: CredentialRow) => ({
  ...{ colour, version, listed },
  ...{ keyId: key_id, issuedAt: issued_at, expiresAt: expires_at },
});

const hoursOf = ({ programme }: Holder): number =>
  programme.definition.colours?.credential?.hours ?? 24;

/** Recalls all that was signed in a programme until now. */
export async function recall(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { programmeId, reason }: BodyOf<typeof codes.recall>,
): Promise<{ smallestVersion: number }> {
  const { placeId } = await ownProgramme(platform, scope, programmeId);
  return platform.transaction(actor, async (tx) => {
    const smallestVersion = await raiseSmallestVersion(tx.db, programmeId);
    const details = { programmeId, smallestVersion };
    await tx.audit({ action: 'code.recalled', placeId, reason: reason.trim(), details });
    return { smallestVersion };
  });
}

const day = 86_400_000;

/** Deletes what has expired: credentials, what the list says of them, phones that were replaced. */
export const sweepCredentials = defineJob<object>({
  name: 'codes.sweep-credentials',
  schedule: '37 * * * *',
  async handle({ db, clock }) {
    const now = clock.now().getTime();
    // Scanners forget by whole hours.
    const expired = new Date(now - 2 * 3_600_000);
    await deleteExpiredRevocations(db, { expired, unknown: new Date(now - 8 * day) });
    // A check that was made without a network may be sent days later, and must find whose code it was.
    await deleteExpiredCredentials(db, new Date(now - 8 * day));
    await deleteOldPrinted(db, new Date(now - 30 * day));
    await deleteRetiredPhones(db, new Date(now - 30 * day));
  },
});
