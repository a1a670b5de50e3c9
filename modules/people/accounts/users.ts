import { randomUUID } from 'node:crypto';
import { type App, commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';
import { usernameLookup } from '../identifier-kinds.ts';
import { encryptIdentifier, type Identifier, lookupOf } from '../identifiers.ts';
import { insertPersons } from '../roster/queries.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { addAccount, resetSignIn } from './actions.ts';
import { initialPurpose } from './initial.ts';
import { lockMembership, updateInitial } from './queries.ts';
import {
  deleteIdentifiers,
  insertIdentifier,
  insertUser,
  listHolders,
  lockMemberships,
  updateDisabled,
} from './queries-users.ts';

type NewUser = {
  realm: string;
  /** Whoever has none signs in by phone. */
  username?: string;
  /** By what else they are known. */
  identifiers?: Identifier[];
  name: string;
  /** To be changed at the first sign-in. */
  oneTimePassword?: string;
  /** argon2 hash of a password that is theirs already, for this app; `hashSecret` makes one. */
  password?: { app: App; hash: string };
};

/**
 * Adds a person who signs in by user name or phone. Throws `username_taken`, or `conflict` for a document
 * that somebody has. Without either password they cannot sign in until one is set, or by a code.
 */
export async function addUser(tx: Tx, user: NewUser): Promise<{ personId: string }> {
  const personId = randomUUID();
  const { realm, oneTimePassword, password } = user;
  const { keys } = tx.platform;
  const initial = oneTimePassword
    ? keys.encrypt(initialPurpose(personId, realm), oneTimePassword)
    : null;
  await insertUser(tx.db, { id: personId, realm, name: user.name.trim(), initial }, tx.now);
  if (user.username) await addName(tx, personId, realm, user.username);
  for (const each of user.identifiers ?? []) await addIdentifier(tx, { personId, realm }, each);
  if (password) {
    const { app, hash } = password;
    await addAccount(tx, { personId, realm, app, passwordHash: hash });
  }
  return { personId };
}

/** Somebody who is a member of no realm and cannot sign in: only a name for what another system does. */
export async function addBarePerson(tx: Tx, name: string): Promise<{ personId: string }> {
  const personId = randomUUID();
  await insertPersons(tx.db, [{ id: personId, name: name.trim() }], tx.now);
  return { personId };
}

function addName(tx: Tx, personId: string, realm: string, username: string): Promise<void> {
  const row = { realm, kind: 'username', lookup: usernameLookup(username) } as const;
  return mapConstraintErrors({ identifiers_once: usernameTaken }, () =>
    insertIdentifier(tx.db, { ...row, encrypted: null, person_id: personId }),
  );
}

async function addIdentifier(
  tx: Tx,
  { personId, realm }: { personId: string; realm: string },
  { kind, value }: Identifier,
): Promise<void> {
  const { keys } = tx.platform;
  const lookup = lookupOf(keys, kind, value);
  if (lookup === null) throw new Error(`This is no identifier of the kind ${kind}.`);
  const encrypted = encryptIdentifier(keys, { realm, kind, personId }, value);
  await mapConstraintErrors({ identifiers_once: identityTaken }, () =>
    insertIdentifier(tx.db, { realm, kind, lookup, encrypted, person_id: personId }),
  );
}

/**
 * Enters by what a person is known, in place of what they were known by of that kind. Throws `conflict` for what
 * somebody else has.
 */
export async function replaceIdentifier(
  tx: Tx,
  of: { personId: string; realm: string },
  identifier: Identifier,
): Promise<void> {
  const { kind } = identifier;
  await deleteIdentifiers(tx.db, { kind, realm: of.realm, person_id: of.personId });
  await addIdentifier(tx, of, identifier);
}

/** Who of a realm has an identifier; several share a phone. */
export function findHolders(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  realm: string,
  { kind, value }: Identifier,
): Promise<{ personId: string; name: string }[]> {
  const lookup = lookupOf(keys, kind, value);
  return lookup === null ? Promise.resolve([]) : listHolders(db, { realm, kind, lookup });
}

const identityTaken = () => new Problem(commonProblems.conflict);

const usernameTaken = () =>
  new Problem(peopleProblems.username_taken, {
    fields: [{ path: 'username', code: 'username_taken' }],
  });

/** Takes away a person's password in these apps, ends their sessions, and lets them in once with this one. */
export async function setOneTimePassword(
  tx: Tx,
  of: { personId: string; realm: string; apps: App[] },
  password: string,
): Promise<void> {
  const { personId, realm, apps } = of;
  await resetSignIn(tx, personId, realm, apps);
  const encrypted = tx.platform.keys.encrypt(initialPurpose(personId, realm), password);
  await updateInitial(tx.db, personId, realm, encrypted);
}

/** Closes people's sign-in to a realm and ends their sessions there, or opens it again. */
export async function setDisabled(
  tx: Tx,
  { personIds, realm }: { personIds: string[]; realm: string },
  disabled: boolean,
): Promise<void> {
  await updateDisabled(tx.db, personIds, realm, disabled);
  if (disabled) await endSessionsOf(tx, { personIds, realm });
}

/** Keeps a person's ways to sign in as they are until the transaction ends. Returns false for a stranger. */
export function lockUser(tx: Tx, personId: string, realm: string): Promise<boolean> {
  return lockMembership(tx.db, personId, realm, 'change');
}

/** As {@link lockUser}, for many: always in the same order, so that no two of these wait for each other. */
export async function lockUsers(tx: Tx, personIds: string[], realm: string): Promise<void> {
  await lockMemberships(tx.db, personIds, realm);
}
