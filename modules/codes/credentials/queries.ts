import { type Selectable, sql } from 'kysely';
import type { StateColour } from '../../../forms/state-colours.ts';
import type { Db } from '../../../platform/database.ts';

export type CredentialTable = {
  reference: Buffer;
  enrolment_id: number;
  phone_key_id: number;
  version: number;
  colour: StateColour;
  signed: Buffer;
  key_id: string;
  issued_at: Date;
  expires_at: Date;
  listed: boolean;
};

export type CredentialRow = Selectable<CredentialTable>;

const typed = (db: Db) => db.withTables<{ credentials: CredentialTable }>();

/** What a phone got last. */
export function findNewest(db: Db, phoneKeyId: number): Promise<CredentialRow | undefined> {
  return typed(db)
    .selectFrom('credentials')
    .selectAll()
    .where('phone_key_id', '=', phoneKeyId)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertCredential(
  db: Db,
  credential: Omit<CredentialRow, 'listed'>,
): Promise<void> {
  await typed(db)
    .insertInto('credentials')
    .values({ ...credential, listed: false })
    .execute();
}

export async function deleteExpiredCredentials(db: Db, before: Date): Promise<void> {
  await typed(db).deleteFrom('credentials').where('expires_at', '<', before).execute();
}

/** The smallest version that counts in a programme. */
export async function findSmallestVersion(db: Db, programmeId: number): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select smallest_version as version from credential_recalls
    where programme_id = ${programmeId}`.execute(db);
  return rows[0]?.version ?? 1;
}

/** Recalls all that was issued until now in a programme; answers the smallest version that counts. */
export async function raiseSmallestVersion(db: Db, programmeId: number): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into credential_recalls (programme_id, smallest_version) values (${programmeId}, 2)
    on conflict (programme_id) do update set smallest_version = credential_recalls.smallest_version + 1
    returning smallest_version as version`.execute(db);
  return rows[0]?.version as number;
}

/** Nobody changes the person's colour until the transaction ends; those who only read it do not wait. */
export async function holdColour(db: Db, enrolmentId: number): Promise<void> {
  await sql`select from code_states where enrolment_id = ${enrolmentId} for share`.execute(db);
}
