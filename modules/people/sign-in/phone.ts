import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { listMembersByIdentifier, type MatchedMember } from '../accounts/queries.ts';
import { type CodeAudience, getRequest, orderCode, spendCode, tryCode } from '../codes/actions.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cleanIdentifier, usernameLookup } from '../identifier-kinds.ts';
import { lookupOf } from '../identifiers.ts';
import type { Caller } from './caller.ts';
import { provePassword } from './password.ts';
import { type SignInAt, signInAt, type Way } from './way.ts';

/**
 * Phone or user name with a password. Where several people share the phone, each signs in by user
 * name; the phone alone then leads to nobody, for an answer of its own would tell that it is known.
 */
export const byPhone: Way<{ account: string; password: string }> = {
  name: 'phone',
  hasCaptcha: true,
  async find(at, { account }) {
    const phone = phoneLookup(at, account);
    const lookup = phone ?? usernameLookup(account);
    const by = { kind: phone ? 'phone' : 'username', lookup } as const;
    const members = await listMembersByIdentifier(at.platform.db, by, at);
    return { member: members.length === 1 ? members[0] : undefined, lookup };
  },
  prove: (at, member, { password }) => provePassword(at, member, password),
};

/** A code sent to a phone. Who shares the phone says by user name who they are, once the code was right. */
export const byCode: Way<{ token: string; code: string; username?: string }> = {
  name: 'phone',
  // It was spent on the code.
  hasCaptcha: false,
  async find(at, { token, username }) {
    const { phone_lookup: phone } = await getRequest(at.platform, audience(at), token);
    const holders = await holdersOf(at, phone);
    const named = username === undefined ? holders : await onlyNamed(at, holders, username);
    return { member: named.length === 1 ? named[0] : undefined, lookup: phone };
  },
  async prove(at, member, { token, code }) {
    const { id, phone_lookup } = await tryCode(at.platform, audience(at), token, code);
    // Only whoever holds the phone comes as far as this.
    if (!member && (await holdersOf(at, phone_lookup)).length > 0) {
      throw new Problem(peopleProblems.username_needed, {
        fields: [{ path: 'username', code: 'username_needed' }],
      });
    }
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

/** Who may show by a code who they are: the withdrawn, too, who are then told that they were. */
async function holdersOf(at: SignInAt, lookup: string): Promise<MatchedMember[]> {
  const members = await listMembersByIdentifier(at.platform.db, { kind: 'phone', lookup }, at);
  return members.filter(({ disabled }) => !disabled);
}

async function onlyNamed(at: SignInAt, holders: MatchedMember[], username: string) {
  const by = { kind: 'username', lookup: usernameLookup(username) } as const;
  const named = await listMembersByIdentifier(at.platform.db, by, at);
  return holders.filter(({ person_id }) => named.some((each) => each.person_id === person_id));
}
