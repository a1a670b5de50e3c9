import { type Selectable, sql } from 'kysely';
import type { IdentifierKind } from '../../../forms/sign-in.ts';
import type { Db } from '../../../platform/database.ts';
import type { AccountTable, PeopleTables, StoredAnswer } from '../queries.ts';
import type { CredentialScope } from '../realms.ts';
import { deleteBindings } from '../wechat/queries.ts';

const typed = (db: Db) => db.withTables<PeopleTables>();

/** All that a sign-in is decided by. */
export type Membership = {
  person_id: string;
  name: string;
  initial_encrypted: Buffer | null;
  disabled: boolean;
  withdrawn_at: Date | null;
  /** Whether the first sign-in to the credential scope that was asked for is finished. */
  has_account: boolean;
  password_hash: string | null;
  questions: StoredAnswer[] | null;
};

const memberships = (db: Db, { realm, scope }: CredentialScope) =>
  typed(db)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.person_id', '=', 'm.person_id')
        .onRef('a.realm', '=', 'm.realm')
        .on('a.credential_scope', '=', scope),
    )
    .select(['m.person_id', 'p.name', 'm.initial_encrypted', 'm.disabled', 'm.withdrawn_at'])
    .select(sql<boolean>`a.person_id is not null`.as('has_account'))
    .select(['a.password_hash', 'a.questions'])
    .where('m.realm', '=', realm);

export function findMembership(
  db: Db,
  personId: string,
  within: CredentialScope,
): Promise<Membership | undefined> {
  return memberships(db, within).where('m.person_id', '=', personId).executeTakeFirst();
}

/** A member found by an identifier; `alias` where it was a further one. */
export type MatchedMember = Membership & { alias: boolean };

/**
 * Whom an identifier leads to, in one look-up whether there is somebody or not; several share a phone. A further phone
 * came with a record that was merged: it leads rosters to the person, and opens nothing, for a phone is a proof.
 */
export function listMembersByIdentifier(
  db: Db,
  by: { kind: IdentifierKind; lookup: string },
  within: CredentialScope,
): Promise<MatchedMember[]> {
  return memberships(db, within)
    .innerJoin('identifiers as i', (join) =>
      join.onRef('i.person_id', '=', 'm.person_id').onRef('i.realm', '=', 'm.realm'),
    )
    .select('i.alias')
    .where('i.kind', '=', by.kind)
    .where('i.lookup', '=', by.lookup)
    .where((each) => each.or([each('i.kind', '<>', 'phone'), each('i.alias', '=', false)]))
    .execute();
}

/**
 * Keeps a membership as it is until the transaction ends: several may `hold` it while they sign in,
 * one may `change` how. Returns false where there is none.
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

/** The answers that a person set in a credential scope of the realm other than this one. */
export async function listOtherAnswers(
  db: Db,
  personId: string,
  { realm, scope }: CredentialScope,
): Promise<StoredAnswer[]> {
  const rows = await typed(db)
    .selectFrom('accounts')
    .select('questions')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('credential_scope', '!=', scope)
    .orderBy('credential_scope')
    .execute();
  return rows.flatMap(({ questions }) => questions);
}

/**
 * Adds what a finished first sign-in leaves; returns false where it is there already. The hashes are those
 * of `hashSecret` and `hashAnswer`.
 */
export async function insertAccount(db: Db, account: Selectable<AccountTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await typed(db)
    .insertInto('accounts')
    .values({ ...account, questions: sql`${JSON.stringify(account.questions)}::jsonb` })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * Sets a new password, and ends what else opened the account under the former one: a WeChat account that somebody
 * may have bound who knew it. Returns false where there is no account (any more).
 */
export async function updatePassword(
  db: Db,
  personId: string,
  { realm, scope }: CredentialScope,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('accounts')
    .set({ password_hash: passwordHash, changed_at: now })
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('credential_scope', '=', scope)
    .executeTakeFirst();
  await deleteBindings(db, personId, { realm, scope });
  return numUpdatedRows > 0n;
}

export async function deleteAccounts(
  db: Db,
  personId: string,
  realm: string,
  scopes: string[],
): Promise<void> {
  await typed(db)
    .deleteFrom('accounts')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('credential_scope', 'in', scopes)
    .execute();
}

/** The initial passwords of those of these people who can still use one in a realm with one-time passwords. */
export async function listUnusedInitials(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<{ person_id: string; initial_encrypted: Buffer }[]> {
  const { rows } = await sql<{ person_id: string; initial_encrypted: Buffer }>`
    select m.person_id, m.initial_encrypted from memberships m
    join realms r on r.code = m.realm and r.one_time_passwords
    where m.realm = ${realm} and m.person_id = any(${personIds}::uuid[])
      and m.initial_encrypted is not null and not m.disabled
      and not exists (select from accounts a where a.realm = m.realm and a.person_id = m.person_id)
    `.execute(db);
  return rows;
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
