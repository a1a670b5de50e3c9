import { type Selectable, sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { IdentifierTable, MembershipTable } from '../queries.ts';

type SignInCodeTable = {
  id: string;
  token_hash: Buffer;
  realm: string;
  app: App;
  phone_lookup: string;
  /** Null until it is sent. */
  code_hash: Buffer | null;
  tries: number;
  expires_at: Date;
};

export type SignInCode = Selectable<SignInCodeTable>;

type Tables = {
  sign_in_codes: SignInCodeTable;
  identifiers: IdentifierTable;
  memberships: MembershipTable;
};

const typed = (db: Db) => db.withTables<Tables>();

/** What a request for a code is found by, and the conditions on which it is still good. */
export type CodeKey = {
  tokenHash: Buffer;
  realm: string;
  app: App;
  now: Date;
  maxTries: number;
};

export async function insertCode(db: Db, code: SignInCode): Promise<void> {
  await typed(db).insertInto('sign_in_codes').values(code).execute();
}

const isGood = ({ tokenHash, realm, app, now, maxTries }: CodeKey) =>
  sql<boolean>`token_hash = ${tokenHash} and realm = ${realm} and app = ${app}
    and expires_at > ${now} and tries < ${maxTries}`;

/** The request for a code, until it expires or was tried too often. */
export function findCode(db: Db, key: CodeKey): Promise<SignInCode | undefined> {
  return typed(db).selectFrom('sign_in_codes').selectAll().where(isGood(key)).executeTakeFirst();
}

/** As {@link findCode}, and counts a try. */
export function countTry(db: Db, key: CodeKey): Promise<SignInCode | undefined> {
  return typed(db)
    .updateTable('sign_in_codes')
    .set({ tries: sql`tries + 1` })
    .where(isGood(key))
    .returningAll()
    .executeTakeFirst();
}

/**
 * The phone to which a code that has not expired goes: that of anybody who has it and was not locked.
 * Who was withdrawn gets a code, too: that they were is told only to those who have shown who they are.
 */
export async function findPhoneOfCode(
  db: Db,
  id: string,
  now: Date,
): Promise<{ realm: string; person_id: string; encrypted: Buffer } | undefined> {
  const { rows } = await sql<{ realm: string; person_id: string; encrypted: Buffer }>`
    select i.realm, i.person_id, i.encrypted from sign_in_codes c
    join identifiers i on i.realm = c.realm and i.kind = 'phone' and i.lookup = c.phone_lookup
    join memberships m on m.person_id = i.person_id and m.realm = i.realm and not m.disabled
    where c.id = ${id} and c.expires_at > ${now} limit 1`.execute(db);
  return rows[0];
}

export async function updateCode(db: Db, id: string, codeHash: Buffer): Promise<void> {
  await typed(db)
    .updateTable('sign_in_codes')
    .set({ code_hash: codeHash })
    .where('id', '=', id)
    .execute();
}

export async function deleteCode(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('sign_in_codes')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteExpiredCodes(db: Db, now: Date): Promise<void> {
  await typed(db).deleteFrom('sign_in_codes').where('expires_at', '<=', now).execute();
}
