import { randomUUID } from 'node:crypto';
import type { App } from '../../../platform/contract.ts';
import type { Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';
import { usernameLookup } from '../identifier-kinds.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { addAccount, resetSignIn } from './actions.ts';
import { initialPurpose } from './initial.ts';
import { lockMembership, updateInitial } from './queries.ts';
import { insertUser, lockMemberships, updateDisabled } from './queries-users.ts';

type NewUser = {
  realm: string;
  username: string;
  name: string;
  /** To be changed at the first sign-in. */
  oneTimePassword?: string;
  /** argon2 hash of a password that is theirs already, for this app; `hashSecret` makes one. */
  password?: { app: App; hash: string };
};

/**
 * Adds a person who signs in by user name. Throws `username_taken`. Without either password they
 * cannot sign in until one is set.
 */
export async function addUser(tx: Tx, user: NewUser): Promise<{ personId: string }> {
  const personId = randomUUID();
  const { realm, oneTimePassword, password } = user;
  const initial = oneTimePassword
    ? tx.platform.keys.encrypt(initialPurpose(personId, realm), oneTimePassword)
    : null;
  const username = usernameLookup(user.username);
  await mapConstraintErrors({ identifiers_once: usernameTaken }, () =>
    insertUser(tx.db, { id: personId, realm, name: user.name.trim(), username, initial }, tx.now),
  );
  if (password) {
    const { app, hash } = password;
    await addAccount(tx, { personId, realm, app, passwordHash: hash });
  }
  return { personId };
}

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
