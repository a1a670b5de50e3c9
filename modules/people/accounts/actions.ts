import type { App } from '../../../platform/contract.ts';
import type { Tx } from '../../../platform/platform.ts';
import { findRealm, getRealm, type StoredAnswer, upsertRealm } from '../queries.ts';
import { appsOf, type RealmApps, scopeOf, type WayName } from '../realms.ts';
import { endRecoveries } from '../recovery/end.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { deleteAccounts, insertAccount, lockMembership, updateInitial } from './queries.ts';

export type NewRealm = {
  code: string;
  ways: WayName[];
  /** Each app with its credential scope: apps of one scope share password and security questions. */
  apps: RealmApps;
  /** Codes of the security questions to choose from, and how many of them a first sign-in sets. */
  questions?: { choices: string[]; count: number };
  /** False: who signed in by a code need not set a password. */
  passwordRequired?: boolean;
  /**
   * Initial passwords are random, handed out, and gone once somebody has set up an account: all apps share one.
   */
  oneTimePasswords?: boolean;
  /** People register themselves; without an account nobody comes in. */
  registration?: boolean;
};

/** Adds a place to sign in, or brings an existing one up to date. */
export async function addRealm(tx: Tx, realm: NewRealm): Promise<void> {
  const { code, ways, apps, questions } = realm;
  const { passwordRequired = true, oneTimePasswords = false, registration = false } = realm;
  await upsertRealm(tx.db, {
    ...{ code, ways, apps },
    questions: questions?.choices ?? [],
    question_count: questions?.count ?? 0,
    password_required: passwordRequired,
    one_time_passwords: oneTimePasswords,
    registration,
  });
}

export type NewAccount = {
  personId: string;
  realm: string;
  /** The app whose credential scope the account is for. */
  app: App;
  /** A hash of `hashSecret`; null for who signs in by code alone. */
  passwordHash: string | null;
  /** Hashes of `hashAnswer`. */
  questions?: StoredAnswer[];
};

/**
 * Gives a person what a finished first sign-in leaves; a one-time password has then served. Returns false where
 * it is there already.
 */
export async function addAccount(
  tx: Tx,
  { personId, realm, app, passwordHash, questions = [] }: NewAccount,
): Promise<boolean> {
  const known = await findRealm(tx.db, realm);
  const isAdded = await insertAccount(tx.db, {
    ...{ person_id: personId, realm, password_hash: passwordHash, questions, changed_at: tx.now },
    credential_scope: scopeOf(known, app),
  });
  if (isAdded && known?.one_time_passwords) await updateInitial(tx.db, personId, realm, null);
  return isAdded;
}

/**
 * Puts a person back to the initial password in the credential scopes of these apps: password and
 * questions are forgotten, sessions ended. Who asked, and why, is for the caller to put in the audit
 * trail. Returns false where the person does not belong to the realm. A question set in a scope that is left
 * out still has to be answered at the next first sign-in.
 */
export async function resetSignIn(
  tx: Tx,
  personId: string,
  realm: string,
  apps: App[],
): Promise<boolean> {
  if (!(await lockMembership(tx.db, personId, realm, 'change'))) return false;
  const known = await getRealm(tx.db, realm);
  const scopes = [...new Set(apps.map((app) => scopeOf(known, app)))];
  await deleteAccounts(tx.db, personId, realm, scopes);
  await endRecoveries(tx.db, personId, realm, scopes);
  const opened = scopes.flatMap((scope) => appsOf(known, scope));
  await endSessionsOf(tx, { personIds: [personId], realm, apps: opened });
  return true;
}
