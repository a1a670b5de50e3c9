import { type Selectable, sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { CodePurpose } from './rules.ts';

type CodeTable = {
  id: string;
  token_hash: Buffer;
  purpose: CodePurpose;
  realm: string;
  app: App;
  /** The phone as `identifiers.lookup` has it. */
  phone_lookup: string;
  /** A number that was typed; null for that of whoever has the phone. */
  number_encrypted: Buffer | null;
  person_id: string | null;
  /** Null until it is sent. */
  code_hash: Buffer | null;
  message_id: string | null;
  tries: number;
  verified_at: Date | null;
  expires_at: Date;
};

export type Code = Selectable<CodeTable>;

const typed = (db: Db) => db.withTables<{ codes: CodeTable }>();

/** What a request for a code is found by, and the conditions on which it is still good. */
export type CodeKey = {
  tokenHash: Buffer;
  purpose: CodePurpose;
  realm: string;
  app: App;
  now: Date;
  maxTries: number;
};

export async function insertCode(
  db: Db,
  code: Pick<
    Code,
    | 'id'
    | 'token_hash'
    | 'purpose'
    | 'realm'
    | 'app'
    | 'phone_lookup'
    | 'number_encrypted'
    | 'person_id'
    | 'expires_at'
  >,
): Promise<void> {
  await typed(db)
    .insertInto('codes')
    .values({ ...code, code_hash: null, message_id: null, verified_at: null, tries: 0 })
    .execute();
}

const isMeant = ({ tokenHash, purpose, realm, app, now }: CodeKey) =>
  sql<boolean>`token_hash = ${tokenHash} and purpose = ${purpose} and realm = ${realm}
    and app = ${app} and expires_at > ${now}`;

const isOpen = (key: CodeKey) =>
  sql<boolean>`${isMeant(key)} and tries < ${key.maxTries} and verified_at is null`;

/** The request for a code, until it expires or was tried too often. */
export function findCode(db: Db, key: CodeKey): Promise<Code | undefined> {
  return typed(db).selectFrom('codes').selectAll().where(isOpen(key)).executeTakeFirst();
}

/** As {@link findCode}, and counts a try. */
export function countTry(db: Db, key: CodeKey): Promise<Code | undefined> {
  return typed(db)
    .updateTable('codes')
    .set({ tries: sql`tries + 1` })
    .where(isOpen(key))
    .returningAll()
    .executeTakeFirst();
}

/** The request whose code was entered right. */
export function findVerified(db: Db, key: CodeKey): Promise<Code | undefined> {
  return typed(db)
    .selectFrom('codes')
    .selectAll()
    .where(isMeant(key))
    .where('verified_at', 'is not', null)
    .executeTakeFirst();
}

/** The request of a token, whatever became of it, until it expires. */
export function findRequest(
  db: Db,
  key: Omit<CodeKey, 'purpose' | 'maxTries'>,
): Promise<Code | undefined> {
  const { tokenHash, realm, app, now } = key;
  return typed(db)
    .selectFrom('codes')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('realm', '=', realm)
    .where('app', '=', app)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** The request with a code that is to be sent, kept as it is until the transaction ends. */
export function lockCode(db: Db, id: string, now: Date): Promise<Code | undefined> {
  return typed(db)
    .selectFrom('codes')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * The phone of anybody who has it and was not locked. Who was withdrawn gets a code, too: that they were is
 * told only to those who have shown who they are.
 */
export async function findNumberOf(
  db: Db,
  { realm, phone_lookup: lookup }: Pick<Code, 'realm' | 'phone_lookup'>,
): Promise<{ person_id: string; encrypted: Buffer } | undefined> {
  const { rows } = await sql<{ person_id: string; encrypted: Buffer }>`
    select i.person_id, i.encrypted from identifiers i
    join memberships m on m.person_id = i.person_id and m.realm = i.realm and not m.disabled
    where i.realm = ${realm} and i.kind = 'phone' and i.lookup = ${lookup} limit 1`.execute(db);
  return rows[0];
}

export async function updateCode(
  db: Db,
  id: string,
  made: { code_hash: Buffer; message_id: string },
): Promise<void> {
  await typed(db).updateTable('codes').set(made).where('id', '=', id).execute();
}

/** Notes that a code was entered right, once; by whom, where that is known by now. */
export async function markVerified(
  db: Db,
  id: string,
  verified: { at: Date; until: Date; personId: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('codes')
    .set({
      ...{ verified_at: verified.at, expires_at: verified.until },
      ...{ person_id: verified.personId, code_hash: null },
    })
    .where('id', '=', id)
    .where('verified_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteCode(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('codes')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What was asked for somebody and is not over. */
export async function deleteCodesOf(db: Db, personId: string, realm: string): Promise<void> {
  await typed(db)
    .deleteFrom('codes')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .execute();
}

export async function deleteExpiredCodes(db: Db, now: Date): Promise<void> {
  await typed(db).deleteFrom('codes').where('expires_at', '<=', now).execute();
}
