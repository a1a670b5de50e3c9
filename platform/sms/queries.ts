import { sql } from 'kysely';
import type { Db } from '../database.ts';

type SmsMessageTable = {
  id: string;
  state: 'recorded' | 'handed_over' | 'sent' | 'failed';
  /** Number and content; null once nothing can be done with them any more. */
  encrypted: Buffer | null;
  failed_by: 'number' | 'provider' | null;
  reason: string | null;
  reference: string | null;
  created_at: Date;
  expires_at: Date;
  settled_at: Date | null;
};

const typed = (db: Db) => db.withTables<{ sms_messages: SmsMessageTable }>();

export async function insertMessage(
  db: Db,
  message: Pick<SmsMessageTable, 'id' | 'encrypted' | 'created_at' | 'expires_at'>,
): Promise<void> {
  await typed(db)
    .insertInto('sms_messages')
    .values({ ...message, state: 'recorded' } as SmsMessageTable)
    .execute();
}

/** Takes a message to hand it over: nobody gets it a second time. Undefined once it is too late. */
export async function takeMessage(
  db: Db,
  id: string,
  now: Date,
): Promise<{ encrypted: Buffer } | undefined> {
  const { rows } = await sql<{ encrypted: Buffer }>`
    update sms_messages set state = 'handed_over'
    where id = ${id} and state = 'recorded' and expires_at > ${now}
    returning encrypted`.execute(db);
  return rows[0];
}

export type Settled = Pick<SmsMessageTable, 'state' | 'failed_by' | 'reason' | 'reference'>;

/** Notes what became of a message, and forgets what it said and to whom. */
export async function settleMessage(db: Db, id: string, what: Settled, now: Date): Promise<void> {
  await typed(db)
    .updateTable('sms_messages')
    .set({ ...what, encrypted: null, settled_at: now })
    .where('id', '=', id)
    .execute();
}

/** How many were recorded since then; each may have cost something. */
export async function countMessagesSince(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sms_messages where created_at > ${since}`.execute(db);
  return rows[0]?.count ?? 0;
}

export function findMessage(db: Db, id: string): Promise<Settled | undefined> {
  return typed(db)
    .selectFrom('sms_messages')
    .select(['state', 'failed_by', 'reason', 'reference'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What the provider last made of any message since then. */
export async function findLastSettled(db: Db, since: Date): Promise<Settled | undefined> {
  return typed(db)
    .selectFrom('sms_messages')
    .select(['state', 'failed_by', 'reason', 'reference'])
    .where('settled_at', '>', since)
    .orderBy('settled_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Forgets what messages said that it is too late for, and the oldest altogether. */
export async function sweepMessages(db: Db, now: Date, before: Date): Promise<void> {
  await sql`delete from sms_messages where created_at < ${before}`.execute(db);
  await sql`update sms_messages set encrypted = null
    where encrypted is not null and expires_at < ${now}`.execute(db);
}
