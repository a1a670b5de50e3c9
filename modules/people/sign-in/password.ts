import { sameText } from '../../../platform/crypto.ts';
import type { Platform } from '../../../platform/platform.ts';
import { initialPurpose } from '../accounts/initial.ts';
import { verifySecret } from '../accounts/passwords.ts';
import type { Membership } from '../accounts/queries.ts';
import { oneTimeText, passwordText } from '../accounts/rules.ts';
import type { Proof, SignInAt } from './way.ts';

/**
 * Proves somebody by the password in force: their own, or the initial one until the first sign-in is
 * finished. Takes equally long for both, and for nobody.
 */
export async function provePassword(
  { platform, realm, offer }: SignInAt,
  member: Membership | undefined,
  password: string,
): Promise<Proof | null> {
  const isOwn = await verifySecret(password, member?.password_hash ?? undefined);
  if (!member) return null;
  if (member.has_account) {
    const isStillValid = (_tx: unknown, now: Membership) =>
      now.password_hash === member.password_hash;
    return isOwn ? { by: 'password', isStillValid } : null;
  }
  const initial = initialOf(platform, realm, member);
  const textOf = offer.one_time_passwords ? oneTimeText : passwordText;
  if (initial === null || !sameText(textOf(password), textOf(initial))) return null;
  return {
    by: 'initial',
    isStillValid: (_tx, now) => !now.has_account && hasSameInitial(now, member),
  };
}

/** The initial or one-time password, where there is one. */
export function initialOf(
  platform: Platform,
  realm: string,
  { person_id, initial_encrypted }: Pick<Membership, 'person_id' | 'initial_encrypted'>,
): string | null {
  if (!initial_encrypted) return null;
  return platform.keys.decrypt(initialPurpose(person_id, realm), initial_encrypted).reveal();
}

function hasSameInitial(now: Membership, then: Membership): boolean {
  const [one, other] = [now.initial_encrypted, then.initial_encrypted];
  return one !== null && other !== null && one.equals(other);
}
