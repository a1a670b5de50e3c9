import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Tx } from '../../../platform/platform.ts';
import { accountNames, namesOf, upsertRealm } from '../queries.ts';
import { deleteRecoveriesOf } from '../recovery/queries.ts';
import { endSessionsOf } from '../sessions/actions.ts';
import { deleteAccounts, lockMembership } from './queries.ts';

/**
 * Adds a place to sign in, or brings its apps and security questions up to date. `questions` are the
 * codes to choose three from; left out, a first sign-in sets none.
 */
export async function addRealm(
  tx: Tx,
  realm: { code: string; kind: 'card' | 'staff'; apps: App[]; questions?: string[] },
): Promise<void> {
  await upsertRealm(tx.db, { ...realm, questions: realm.questions ?? [] });
}

/**
 * Puts a person back to the initial password in these apps: password and questions are forgotten,
 * sessions ended. Who asked, and why, is for the caller to put in the audit trail. Says no where the
 * person does not belong to the realm. A question set in an app that is left out still has to be
 * answered at the next first sign-in.
 */
export async function resetSignIn(
  tx: Tx,
  personId: string,
  realm: string,
  apps: App[],
): Promise<boolean> {
  if (!(await lockMembership(tx.db, personId, realm, 'change'))) return false;
  await deleteAccounts(tx.db, personId, realm, apps);
  await deleteRecoveriesOf(tx.db, personId, realm, apps);
  await endSessionsOf(tx, { personIds: [personId], realm, apps });
  return true;
}

/** The card number or user name under which a person is known in the realm. */
export async function cardOf(db: Db, realm: string, personId: string): Promise<string | undefined> {
  return (await accountNames(db, realm, [personId])).get(personId);
}

/** A person's name as it is shown. */
export async function shownName(db: Db, personId: string): Promise<string | undefined> {
  return (await namesOf(db, [personId])).get(personId);
}
