import { sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { PeopleTables, StoredAnswer } from '../queries.ts';

const typed = (db: Db) => db.withTables<PeopleTables>();

/** All that a sign-in is decided by. */
export type Membership = {
  person_id: string;
  name: string;
  initial_encrypted: Buffer | null;
  disabled: boolean;
  /** Of the app that was asked for; null before the first sign-in there is finished. */
  password_hash: string | null;
  questions: StoredAnswer[] | null;
};

const memberships = (db: Db, realm: string, app: App) =>
  typed(db)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.person_id', '=', 'm.person_id')
        .onRef('a.realm', '=', 'm.realm')
        .on('a.app', '=', app),
    )
    .select(['m.person_id', 'p.name', 'm.initial_encrypted', 'm.disabled'])
    .select(['a.password_hash', 'a.questions'])
    .where('m.realm', '=', realm);

export function findMembership(
  db: Db,
  personId: string,
  realm: string,
  app: App,
): Promise<Membership | undefined> {
  return memberships(db, realm, app).where('m.person_id', '=', personId).executeTakeFirst();
}

/** Whom a card or user name leads to, in one look-up whether there is somebody or not. */
export function findMembershipBy(
  db: Db,
  by: { realm: string; kind: 'card' | 'username'; lookup: string; app: App },
): Promise<(Membership & { alias: boolean }) | undefined> {
  return memberships(db, by.realm, by.app)
    .innerJoin('identifiers as i', (join) =>
      join.onRef('i.person_id', '=', 'm.person_id').onRef('i.realm', '=', 'm.realm'),
    )
    .select('i.alias')
    .where('i.kind', '=', by.kind)
    .where('i.lookup', '=', by.lookup)
    .executeTakeFirst();
}

/**
 * Keeps a membership as it is until the transaction ends: several may `hold` it while they sign in,
 * one may `change` how. Says no where there is none.
 */
export async function lockMembership(
  db: Db,
  personId: string,
  realm: string,
  to: 'hold' | 'change',
): Promise<boolean> {
  const locking = typed(db)
    .selectFrom('memberships')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('realm', '=', realm);
  const locked = to === 'hold' ? locking.forShare() : locking.forNoKeyUpdate();
  return (await locked.executeTakeFirst()) !== undefined;
}

/** The answers that a person set in an app of the realm other than this one, oldest account first. */
export async function listOtherAnswers(
  db: Db,
  personId: string,
  realm: string,
  app: App,
): Promise<StoredAnswer[]> {
  const rows = await typed(db)
    .selectFrom('accounts')
    .select('questions')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('app', '!=', app)
    .orderBy('app')
    .execute();
  return rows.flatMap(({ questions }) => questions);
}

export type NewAccount = {
  person_id: string;
  realm: string;
  app: App;
  password_hash: string;
  questions: StoredAnswer[];
  changed_at: Date;
};

/**
 * Adds what a finished first sign-in leaves; says no where it is there already. The hashes are those
 * of `hashSecret` and `hashAnswer`.
 */
export async function insertAccount(db: Db, account: NewAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await typed(db)
    .insertInto('accounts')
    .values({ ...account, questions: sql`${JSON.stringify(account.questions)}::jsonb` })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Says no where there is no account (any more). */
export async function updatePassword(
  db: Db,
  of: { personId: string; realm: string; app: App },
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('accounts')
    .set({ password_hash: passwordHash, changed_at: now })
    .where('person_id', '=', of.personId)
    .where('realm', '=', of.realm)
    .where('app', '=', of.app)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteAccounts(
  db: Db,
  personId: string,
  realm: string,
  apps: App[],
): Promise<void> {
  await typed(db)
    .deleteFrom('accounts')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('app', 'in', apps)
    .execute();
}

/** Sets or, with null, takes away the initial password. */
export async function updateInitial(
  db: Db,
  personId: string,
  realm: string,
  initial: Buffer | null,
): Promise<void> {
  await typed(db)
    .updateTable('memberships')
    .set({ initial_encrypted: initial })
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .execute();
}
