import type { Tx } from '../../platform/platform.ts';
import { insertGrant } from '../access/public.ts';
import { addUser, type Identifier, staffRealm } from '../people/public.ts';

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
};

/**
 * Adds a member of staff without asking anybody: for composition, the demo and tests. Throws
 * `username_taken`. Without either password they cannot sign in until one is set.
 */
export async function createStaff(tx: Tx, staff: NewStaff): Promise<{ personId: string }> {
  const { username, identifiers, name, oneTimePassword, passwordHash, role, placeId } = staff;
  const { personId } = await addUser(tx, {
    realm: staffRealm,
    name,
    ...(username && { username }),
    ...(identifiers && { identifiers }),
    ...(oneTimePassword && { oneTimePassword }),
    ...(passwordHash && { password: { app: 'console', hash: passwordHash } }),
  });
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
