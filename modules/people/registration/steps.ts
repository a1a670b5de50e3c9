import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { passwordProblems } from '../accounts/rules.ts';
import { spendCaptcha } from '../captcha/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cleanIdentifier, maskIdentifier } from '../identifier-kinds.ts';
import type { Caller } from '../sign-in/caller.ts';
import { type SignInAt, signInAt } from '../sign-in/way.ts';
import { type Attempt, accountHash, countAttempt } from '../throttling/actions.ts';
import {
  type CodeAudience,
  getVerified,
  keepVerified,
  orderCode,
  stepsExpired,
  tryCode,
} from '../verification-codes/actions.ts';
import type { CodePurpose } from '../verification-codes/rules.ts';
import { findHolder, type Holder } from './on-record.ts';
import { decideClaim } from './rules.ts';

/** The steps before the last one of a registration (SPEC J1). */

/** Where people register. Throws `not_found` for a realm that takes whom a roster names. */
export async function registrationAt(platform: Platform, caller: Caller): Promise<SignInAt> {
  const at = await signInAt(platform, caller, 'phone');
  if (!at.offer.registration) throw new Problem(commonProblems.not_found);
  return at;
}

export const audience = (
  { realm, caller: { app } }: SignInAt,
  purpose: CodePurpose,
): CodeAudience => ({
  ...{ purpose, realm, app },
});

export async function requestRegistrationCode(
  platform: Platform,
  caller: Caller,
  { phone: typed, captcha }: BodyOf<typeof people.requestRegistrationCode>,
): Promise<ResponseOf<typeof people.requestRegistrationCode>> {
  await spendCaptcha(platform, caller, captcha);
  const at = await registrationAt(platform, caller);
  const phone = cleanIdentifier('phone', typed);
  if (!phone) throw invalid({ path: 'phone', code: 'phone_invalid' });
  return orderCode(platform, audience(at, 'registration'), { phone, address: caller.address });
}

export async function verifyRegistrationCode(
  platform: Platform,
  caller: Caller,
  { token, code }: BodyOf<typeof people.verifyRegistrationCode>,
): Promise<ResponseOf<typeof people.verifyRegistrationCode>> {
  const at = await registrationAt(platform, caller);
  const right = await tryCode(platform, audience(at, 'registration'), token, code);
  return keepVerified(platform, right);
}

/** The phone that a registration is for, as E.164. Throws `steps_expired`. */
export async function phoneOfSteps(
  at: SignInAt,
  token: string,
): Promise<{ id: string; lookup: string; number: string }> {
  const { number, ...rest } = await getVerified(at.platform, audience(at, 'registration'), token);
  if (!number) throw stepsExpired();
  return { ...rest, number };
}

export async function checkRegistrationPassword(
  platform: Platform,
  caller: Caller,
  { token, password }: BodyOf<typeof people.checkRegistrationPassword>,
): Promise<void> {
  const at = await registrationAt(platform, caller);
  const { number } = await phoneOfSteps(at, token);
  const problems = passwordProblems(password, { accounts: [number], initial: null });
  if (problems.length > 0) throw invalid(...problems);
}

/** Counts how often a phone, and whoever is at an address, tries documents. */
export function documentAttempt(at: SignInAt, phone: { lookup: string }): Attempt {
  const account = accountHash(at.platform, at.realm, phone);
  return { kind: 'identity', account, address: at.caller.address };
}

/** Has a code sent to the phone on record of whoever the document and the name say to be. */
export async function requestClaimCode(
  platform: Platform,
  caller: Caller,
  { token, name, identity }: BodyOf<typeof people.requestClaimCode>,
): Promise<ResponseOf<typeof people.requestClaimCode>> {
  const at = await registrationAt(platform, caller);
  const phone = await phoneOfSteps(at, token);
  const cleaned = cleanIdentity(identity.kind, identity.number, '9999-12-31');
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  await countAttempt(platform, documentAttempt(at, phone));
  const holder = await findHolder(platform.db, platform, at, identityText(cleaned.value));
  const decided = decideClaim(holder, { name, phone: phone.lookup, hasCode: false });
  if (decided === 'new') throw await refusal(at, 'identity_on_record', undefined);
  if (decided !== 'identity_claim' || !holder?.number) throw await refusal(at, decided, holder);
  const { number, personId } = holder;
  return orderCode(platform, audience(at, 'claim'), {
    ...{ phone: number, address: caller.address, personId },
  });
}

/** Says why a registration stops here, and notes it for whoever is on record. */
export async function refusal(
  { platform, realm }: SignInAt,
  decided: ReturnType<typeof decideClaim>,
  holder: Pick<Holder, 'personId' | 'number'> | undefined,
): Promise<Problem> {
  // Nobody is on record, or no code is needed: the last step says what there is to say.
  if (decided === 'new' || decided === 'claimed') return new Problem(commonProblems.conflict);
  if (holder) {
    const entry = { action: 'person.claim_refused', personId: holder.personId } as const;
    await platform.transaction(null, (tx) =>
      tx.audit({ ...entry, details: { state: decided, realm } }),
    );
  }
  const params = holder?.number ? { phone: maskIdentifier('phone', holder.number) } : undefined;
  const told = decided === 'identity_claim' && params ? { params } : {};
  return new Problem(peopleProblems[decided], {
    ...told,
    fields: [{ path: 'identity.number', code: decided, ...told }],
  });
}
