import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { listMembersByIdentifier } from '../accounts/queries.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cleanIdentifier, usernameLookup } from '../identifier-kinds.ts';
import { lookupOf } from '../identifiers.ts';
import {
  type CodeAudience,
  getRequest,
  orderCode,
  spendCode,
  tryCode,
} from '../verification-codes/actions.ts';
import type { Caller } from './caller.ts';
import { findNamed, holdersOf, usernameNeeded } from './family.ts';
import { provePassword } from './password.ts';
import { type Proof, type SignInAt, signInAt, type Way } from './way.ts';

/** More people than this do not share a phone: whoever does signs in by user name. */
const mostHolders = 5;

/**
 * Phone or user name with a password. Where several people share the phone, whoever knows the password of one
 * of them is asked for the user name. To everybody else the phone leads to nobody: an answer of its own
 * would tell that it is known.
 */
export const byPhone: Way<{ account: string; password: string; username?: string }> = {
  name: 'phone',
  hasCaptcha: true,
  async find(at, { account, username }) {
    const phone = phoneLookup(at, account);
    if (!phone) {
      const lookup = usernameLookup(account);
      const by = { kind: 'username', lookup } as const;
      const [member] = await listMembersByIdentifier(at.platform.db, by, at);
      return { member, lookup };
    }
    const holders = await holdersOf(at, phone);
    const named = username === undefined ? holders : await findNamed(at, holders, username);
    return { member: named.length === 1 ? named[0] : undefined, lookup: phone };
  },
  async prove(at, member, { account, password, username }) {
    const phone = phoneLookup(at, account);
    if (!phone) return provePassword(at, member, password);
    const isOpen = member === undefined && username === undefined;
    const holders = isOpen ? (await holdersOf(at, phone)).slice(0, mostHolders) : [];
    // As much work for one person, or nobody, as for two who share a phone.
    const tried = holders.length > 0 ? holders : [member, undefined];
    const proofs: (Proof | null)[] = [];
    for (const each of tried) proofs.push(await provePassword(at, each, password));
    if (isOpen && proofs.some((proof) => proof?.by === 'password')) throw usernameNeeded();
    return member ? (proofs[0] ?? null) : null;
  },
};

/** A code sent to a phone. Who shares the phone says by user name who they are, once the code was right. */
export const byCode: Way<{ token: string; code: string; username?: string }> = {
  name: 'phone',
  // It was spent on the code.
  hasCaptcha: false,
  async find(at, { token, username }) {
    const { phone_lookup: phone } = await getRequest(at.platform, audience(at), token);
    const holders = await holdersOf(at, phone);
    const named = username === undefined ? holders : await findNamed(at, holders, username);
    return { member: named.length === 1 ? named[0] : undefined, lookup: phone };
  },
  async prove(at, member, { token, code }) {
    const { id, phone_lookup } = await tryCode(at.platform, audience(at), token, code);
    // Only whoever holds the phone comes as far as this.
    if (!member && (await holdersOf(at, phone_lookup)).length > 0) throw usernameNeeded();
    if (!member && at.offer.registration) throw withoutAccount();
    return member ? { by: 'code', isStillValid: ({ db }) => spendCode(db, id) } : null;
  },
};

/** Sends a code to a phone that somebody has. Nothing in the answer tells whether anybody does. */
export async function requestCode(
  platform: Platform,
  caller: Caller,
  typed: BodyOf<typeof people.requestCode>,
): Promise<ResponseOf<typeof people.requestCode>> {
  const at = await signInAt(platform, caller, 'phone');
  const phone = cleanIdentifier('phone', typed.phone);
  if (!phone) throw invalid({ path: 'phone', code: 'phone_invalid' });
  return orderCode(platform, audience(at), { phone, address: caller.address });
}

const audience = ({ realm, caller: { app } }: SignInAt): CodeAudience => ({
  ...{ purpose: 'sign-in', realm, app },
});

/** The phone that somebody typed, as it is looked up; null for what is none. */
function phoneLookup({ platform }: SignInAt, typed: string): string | null {
  return lookupOf(platform.keys, 'phone', typed);
}

const withoutAccount = () =>
  new Problem(peopleProblems.phone_without_account, {
    fields: [{ path: 'code', code: 'phone_without_account' }],
  });
