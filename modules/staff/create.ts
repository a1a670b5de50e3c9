import type { Platform, Tx } from '../../platform/platform.ts';
import { insertGrant } from '../access/public.ts';
import { addUser, type Identifier, staffRealm, usernameLookup } from '../people/public.ts';
import { insertStaffMember, listMissingMembers } from './queries.ts';

export type NewStaff = {
  /** Whoever has none signs in by phone. */
  username?: string;
  identifiers?: Identifier[];
  name: string;
  /** To be changed at the first sign-in. */
  oneTimePassword?: string;
  /** argon2 hash of a password that is theirs already; `hashSecret` makes one. */
  passwordHash?: string;
  /** Code of a role. */
  role?: string;
  placeId?: number;
  remark?: string | null;
};

/**
 * Adds a member of staff without asking anybody: for composition, the demo and tests. Throws
 * `username_taken`. Without either password they cannot sign in until one is set.
 */
export async function createStaff(tx: Tx, staff: NewStaff): Promise<{ personId: string }> {
  const { username, identifiers, name, oneTimePassword, passwordHash, role, placeId } = staff;
  const { remark } = staff;
  const { personId } = await addUser(tx, {
    realm: staffRealm,
    name,
    ...(username && { username }),
    ...(identifiers && { identifiers }),
    ...(oneTimePassword && { oneTimePassword }),
    ...(passwordHash && { password: { app: 'console', hash: passwordHash } }),
  });
  const known = username ? usernameLookup(username) : '';
  const member = { personId, name: name.trim(), username: known, remark: remark?.trim() || null };
  await insertStaffMember(tx.db, member);
  if (role && placeId) await addGrant(tx, personId, role, placeId);
  return { personId };
}

/** Grants a role without asking anybody. */
export async function addGrant(
  tx: Tx,
  personId: string,
  role: string,
  placeId: number,
): Promise<void> {
  await insertGrant(tx.db, {
    person_id: personId,
    role,
    place_id: placeId,
    granted_at: tx.now,
    granted_by: tx.actor?.personId ?? null,
  });
}

/** Enters those among the staff who came with an earlier release; at every start, after the migrations. */
export async function enterEarlierStaff(platform: Platform): Promise<void> {
  await platform.transaction(null, async ({ db }) => {
    for (const member of await listMissingMembers(db)) await insertStaffMember(db, member);
  });
}
