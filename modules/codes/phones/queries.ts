import { type Generated, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';

export type PhoneKeyTable = {
  id: Generated<number>;
  enrolment_id: number;
  /** Whose phone it is, where they show the code of a ward; null of the person's own. */
  carer_id: string | null;
  public_key: Buffer;
  session_id: string | null;
  agent: string;
  registered_at: Date;
  retired_at: Date | null;
};

export type PhoneKeyRow = Selectable<PhoneKeyTable>;

const typed = (db: Db) => db.withTables<{ phone_keys: PhoneKeyTable }>();

/** Whose code a phone shows, and in whose hands: each has one phone for it. */
export type PhoneOf = { enrolmentId: number; carerId: string | null };

const activeOf = (db: Db, { enrolmentId, carerId }: PhoneOf) =>
  typed(db)
    .selectFrom('phone_keys')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .where('carer_id', 'is not distinct from', carerId)
    .where('retired_at', 'is', null);

/** The phone that shows a person's code; nothing where there is none yet. */
export function findPhone(db: Db, whose: PhoneOf): Promise<PhoneKeyRow | undefined> {
  return activeOf(db, whose).executeTakeFirst();
}

/** As {@link findPhone}, and nobody else replaces it meanwhile. */
export function lockPhone(db: Db, whose: PhoneOf): Promise<PhoneKeyRow | undefined> {
  return activeOf(db, whose).forUpdate().executeTakeFirst();
}

export async function insertPhone(
  db: Db,
  phone: Pick<
    PhoneKeyRow,
    'enrolment_id' | 'carer_id' | 'public_key' | 'session_id' | 'agent' | 'registered_at'
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

/** What a carer shows, of which ward in which realm. */
export type ShownFor = { realm: string; personId: string; carerId: string };

/** The carer's phone shows the ward's code no more; answers whose codes that were. */
export const retireCarersPhone = (db: Db, { realm, personId, carerId }: ShownFor, now: Date) =>
  retireWhere(
    db,
    sql`carer_id = ${carerId} and enrolment_id in (
      select e.id from enrolments e join programmes p on p.id = e.programme_id
      where e.person_id = ${personId} and p.realm = ${realm})`,
    now,
  );

/** No phone shows these people's codes any more, and theirs shows no ward's; answers of whom any did. */
export const retirePhonesOf = (db: Db, enrolmentIds: number[], now: Date) =>
  retireWhere(
    db,
    sql`id in (
      select k.id from enrolments e join phone_keys k on k.enrolment_id = e.id
      where e.id = any(${arrayOf(enrolmentIds)}::bigint[])
      union all
      select k.id from enrolments e
      join phone_keys k on k.carer_id = e.person_id
      join enrolments w on w.id = k.enrolment_id and w.programme_id = e.programme_id
      where e.id = any(${arrayOf(enrolmentIds)}::bigint[]))`,
    now,
  );

async function retireWhere(db: Db, where: RawBuilder<unknown>, now: Date): Promise<number[]> {
  const { rows } = await sql<{ enrolmentId: number }>`
    update phone_keys set retired_at = ${now} where ${where} and retired_at is null
    returning enrolment_id as "enrolmentId"`.execute(db);
  return rows.map(({ enrolmentId }) => enrolmentId);
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
