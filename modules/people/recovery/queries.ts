import type { Selectable } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { CredentialScope } from '../realms.ts';

type RecoveryTable = {
  id: string;
  token_hash: Buffer;
  realm: string;
  credential_scope: string;
  /** Null for a card that is unknown or never activated. */
  person_id: string | null;
  /** Attempts are counted under it. */
  account_hash: Buffer;
  answered: boolean;
  expires_at: Date;
};

export type RecoveryRow = Selectable<RecoveryTable>;

const typed = (db: Db) => db.withTables<{ recoveries: RecoveryTable }>();

export async function insertRecovery(db: Db, row: RecoveryRow): Promise<void> {
  await typed(db).insertInto('recoveries').values(row).execute();
}

export function findRecovery(
  db: Db,
  tokenHash: Buffer,
  { realm, scope }: CredentialScope,
  now: Date,
): Promise<RecoveryRow | undefined> {
  return typed(db)
    .selectFrom('recoveries')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('realm', '=', realm)
    .where('credential_scope', '=', scope)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function markAnswered(db: Db, id: string): Promise<void> {
  await typed(db).updateTable('recoveries').set({ answered: true }).where('id', '=', id).execute();
}

/** Uses a recovery up; of two who do so at once, one gets false. */
export async function takeRecovery(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('recoveries')
    .where('id', '=', id)
    .where('answered', '=', true)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends what a person began in these credential scopes of the realm. */
export async function deleteRecoveriesOf(
  db: Db,
  personId: string,
  realm: string,
  scopes: string[],
): Promise<void> {
  await typed(db)
    .deleteFrom('recoveries')
    .where('person_id', '=', personId)
    .where('realm', '=', realm)
    .where('credential_scope', 'in', scopes)
    .execute();
}

export async function deleteExpiredRecoveries(db: Db, now: Date): Promise<void> {
  await typed(db).deleteFrom('recoveries').where('expires_at', '<=', now).execute();
}
