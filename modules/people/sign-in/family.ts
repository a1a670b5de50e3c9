import { Problem } from '../../../platform/problems.ts';
import { listMembersByIdentifier, type MatchedMember } from '../accounts/queries.ts';
import { peopleProblems } from '../contract.ts';
import { usernameLookup } from '../identifier-kinds.ts';
import type { SignInAt } from './way.ts';

/** Several people of a family may have one phone, and are told apart by their user names. */

/** Who has a phone and could come in by it. Who was withdrawn could, too, and is told that they were. */
export async function holdersOf(at: SignInAt, lookup: string): Promise<MatchedMember[]> {
  const members = await listMembersByIdentifier(at.platform.db, { kind: 'phone', lookup }, at);
  return members.filter((each) => !each.disabled && (each.has_account || !at.offer.registration));
}

/** The one of these people with a user name. */
export async function findNamed(
  at: SignInAt,
  holders: MatchedMember[],
  username: string,
): Promise<MatchedMember[]> {
  const by = { kind: 'username', lookup: usernameLookup(username) } as const;
  const named = await listMembersByIdentifier(at.platform.db, by, at);
  return holders.filter(({ person_id }) => named.some((each) => each.person_id === person_id));
}

/** Several people could be meant, and what was typed does not say which. */
export const usernameNeeded = () =>
  new Problem(peopleProblems.username_needed, {
    fields: [{ path: 'username', code: 'username_needed' }],
  });
