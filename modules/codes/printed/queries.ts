import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

type PrintedTable = {
  reference: Buffer;
  enrolment_id: number;
  key_id: string;
  text: string;
  issued_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
};

export type PrintedRow = Selectable<PrintedTable>;

const typed = (db: Db) => db.withTables<{ printed_codes: PrintedTable }>();

/** Of several who print for the same person, one does so after the other. */
export async function lockPrinted(db: Db, enrolmentId: number): Promise<void> {
  const name = `codes.printed ${enrolmentId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
}

/** A person's code on paper that was not revoked. */
export function findActive(db: Db, enrolmentId: number): Promise<PrintedRow | undefined> {
  return typed(db)
    .selectFrom('printed_codes')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export function findByReference(db: Db, reference: Buffer): Promise<PrintedRow | undefined> {
  return typed(db)
    .selectFrom('printed_codes')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirst();
}

export async function insertPrinted(db: Db, row: Omit<PrintedRow, 'revoked_at'>): Promise<void> {
  await typed(db)
    .insertInto('printed_codes')
    .values({ ...row, revoked_at: null })
    .execute();
}

/** Whether there was one to revoke. */
export async function revokeActive(db: Db, enrolmentId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('printed_codes')
    .set({ revoked_at: now })
    .where('enrolment_id', '=', enrolmentId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes what has been of no use for long. */
export async function deleteOldPrinted(db: Db, before: Date): Promise<void> {
  await typed(db)
    .deleteFrom('printed_codes')
    .where((each) => each.or([each('expires_at', '<', before), each('revoked_at', '<', before)]))
    .execute();
}
