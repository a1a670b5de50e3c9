import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

export type PhoneKeyTable = {
  id: Generated<number>;
  enrolment_id: number;
  public_key: Buffer;
  session_id: string | null;
  agent: string;
  registered_at: Date;
  retired_at: Date | null;
};

export type PhoneKeyRow = Selectable<PhoneKeyTable>;

const typed = (db: Db) => db.withTables<{ phone_keys: PhoneKeyTable }>();

const activeOf = (db: Db, enrolmentId: number) =>
  typed(db)
    .selectFrom('phone_keys')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .where('retired_at', 'is', null);

/** The phone that shows a person's code; nothing where there is none yet. */
export function findPhone(db: Db, enrolmentId: number): Promise<PhoneKeyRow | undefined> {
  return activeOf(db, enrolmentId).executeTakeFirst();
}

/** As {@link findPhone}, and nobody else replaces it meanwhile. */
export function lockPhone(db: Db, enrolmentId: number): Promise<PhoneKeyRow | undefined> {
  return activeOf(db, enrolmentId).forUpdate().executeTakeFirst();
}

export async function insertPhone(
  db: Db,
  phone: Pick<
    PhoneKeyRow,
    'enrolment_id' | 'public_key' | 'session_id' | 'agent' | 'registered_at'
  >,
): Promise<number> {
  const { id } = await typed(db)
    .insertInto('phone_keys')
    .values(phone)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function retirePhone(db: Db, id: number, now: Date): Promise<void> {
  await typed(db).updateTable('phone_keys').set({ retired_at: now }).where('id', '=', id).execute();
}

/** The same phone, after its owner has signed in again. */
export async function bindPhone(db: Db, id: number, sessionId: string): Promise<void> {
  await typed(db)
    .updateTable('phone_keys')
    .set({ session_id: sessionId })
    .where('id', '=', id)
    .execute();
}

/** Deletes phones that were replaced long ago and have no credential left. */
export async function deleteRetiredPhones(db: Db, before: Date): Promise<void> {
  await sql`
    delete from phone_keys p where p.retired_at < ${before}
      and not exists (select from credentials c where c.phone_key_id = p.id)`.execute(db);
}
