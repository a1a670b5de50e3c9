import { randomInt, randomUUID } from 'node:crypto';
import type { Platform, Tx } from '../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../platform/problems.ts';
import { systemScope } from '../../platform/scope.ts';
import { countAtRoot, insertGrant, type Role } from '../access/public.ts';
import { addPlace, listPlaces } from '../places/public.ts';
import { peopleProblems } from './contract.ts';
import { insertAccount } from './queries-accounts.ts';
import { insertStaff, replaceFirstLink, staffRealm } from './queries-staff.ts';
import { initialPurpose } from './roster.ts';
import { newToken } from './sessions.ts';

/** A user name as it is kept and looked for. */
export const usernameLookup = (username: string): string =>
  username.normalize('NFKC').trim().toLowerCase();

const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A one-time password that can be read out and typed: four groups of four, 79 random bits. */
export function oneTimePassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

export type NewStaff = {
  username: string;
  name: string;
  /** To be changed at the first sign-in. */
  oneTimePassword?: string;
  /** argon2 hash of a password that is theirs already; `hashSecret` makes one. */
  passwordHash?: string;
  role?: Role;
  placeId?: number;
};

/**
 * Adds a member of staff without asking anybody: for composition, the demo and tests. Throws
 * `username_taken`. Without either password they cannot sign in until one is set.
 */
export async function createStaff(tx: Tx, staff: NewStaff): Promise<{ personId: string }> {
  const personId = randomUUID();
  const { oneTimePassword: initial, passwordHash, role, placeId } = staff;
  const encrypted = initial
    ? tx.platform.keys.seal(initialPurpose(personId, staffRealm), initial)
    : null;
  const username = usernameLookup(staff.username);
  await mapConstraintErrors({ identifiers_pkey: usernameTaken }, () =>
    insertStaff(
      tx.db,
      { id: personId, name: staff.name.trim(), username, initial: encrypted },
      tx.now,
    ),
  );
  if (passwordHash) {
    await insertAccount(tx.db, {
      person_id: personId,
      realm: staffRealm,
      app: 'console',
      password_hash: passwordHash,
      questions: [],
      changed_at: tx.now,
    });
  }
  if (role && placeId) await giveRole(tx, personId, role, placeId);
  return { personId };
}

const usernameTaken = () =>
  new Problem(peopleProblems.username_taken, {
    fields: [{ path: 'username', code: 'username_taken' }],
  });

/** Gives a role without asking anybody. */
export async function giveRole(
  tx: Tx,
  personId: string,
  role: Role,
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

const linkMinutes = 60;

/**
 * The token of the link that makes the first administrator, good for an hour and once; null where
 * there is an administrator already. Every call replaces the link before.
 */
export async function firstAdministratorLink(platform: Platform): Promise<string | null> {
  return platform.transaction(null, async (tx) => {
    if ((await countAtRoot(tx.db, 'administrator')) > 0) return null;
    const { token, hash } = newToken();
    await replaceFirstLink(tx.db, hash, new Date(tx.now.getTime() + linkMinutes * 60_000));
    return token;
  });
}

/** Makes somebody administrator of everything; the first root place is made where there is none. */
export async function createFirstAdministrator(
  tx: Tx,
  staff: NewStaff,
): Promise<{ personId: string }> {
  const places = await listPlaces(tx.db, systemScope());
  const roots = places.filter(({ parent_id }) => parent_id === null);
  if (roots.length === 0) roots.push(await addPlace(tx, firstPlace));
  const { personId } = await createStaff(tx, staff);
  for (const { id } of roots) await giveRole(tx, personId, 'administrator', id);
  return { personId };
}

const firstPlace = {
  parentId: null,
  kind: 'organisation',
  code: 'installation',
  zh: '本单位',
  en: 'This organisation',
} as const;
