import { sql } from 'kysely';
import type { PublicJwk } from '../../../credential/keyring.ts';
import type { Db } from '../../../platform/database.ts';

type SigningKeyTable = {
  id: string;
  public_jwk: PublicJwk;
  private_encrypted: Buffer | null;
  created_at: Date;
  signs_from: Date;
  withdrawn_at: Date | null;
};

const typed = (db: Db) => db.withTables<{ signing_keys: SigningKeyTable }>();

/** Keys are few; the private part is read apart. */
export async function listKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`/* prepared: codes.keys */
    select id, public_jwk as jwk, signs_from as "signsFrom", withdrawn_at as "withdrawnAt"
    from signing_keys order by signs_from`.execute(db);
  return rows;
}

export type KeyRow = {
  id: string;
  jwk: PublicJwk;
  signsFrom: Date;
  withdrawnAt: Date | null;
};

export async function findPrivateKey(db: Db, id: string): Promise<Buffer | null | undefined> {
  const row = await typed(db)
    .selectFrom('signing_keys')
    .select('private_encrypted')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.private_encrypted;
}

/** Of several servers that would make a key, one does so after the other. */
export async function lockKeys(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('codes.signing-keys'))`.execute(db);
}

export async function insertKey(
  db: Db,
  key: { jwk: PublicJwk; privateEncrypted: Buffer; signsFrom: Date },
  now: Date,
): Promise<void> {
  await sql`
    insert into signing_keys (id, public_jwk, private_encrypted, created_at, signs_from)
    values (${key.jwk.kid}, ${JSON.stringify(key.jwk)}::jsonb, ${key.privateEncrypted}, ${now},
      ${key.signsFrom})`.execute(db);
}

/** Forgets with what keys signed that sign no more. */
export async function deletePrivateKeys(db: Db, ids: string[]): Promise<void> {
  await typed(db)
    .updateTable('signing_keys')
    .set({ private_encrypted: null })
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .where('private_encrypted', 'is not', null)
    .execute();
}

/** Withdraws all keys but one. */
export async function withdrawOthers(db: Db, id: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('signing_keys')
    .set({ withdrawn_at: now, private_encrypted: null })
    .where('id', '!=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
