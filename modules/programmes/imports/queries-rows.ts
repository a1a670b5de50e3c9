import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { isAbsentFrom } from '../enrolment/absent.ts';
import type { ImportTables } from './queries.ts';

const typed = (db: Db) => db.withTables<ImportTables>();

/** Keeps whom an import named. */
export async function insertNamed(db: Db, importId: string, enrolmentIds: number[]): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await sql`
    insert into roster_import_rows (import_id, enrolment_id)
    select ${importId}, unnest(${enrolmentIds}::bigint[])
    on conflict do nothing`.execute(db);
}

/** Keeps which units an import named. */
export async function insertNamedPlaces(
  db: Db,
  importId: string,
  placeIds: number[],
): Promise<void> {
  if (placeIds.length === 0) return;
  await sql`
    insert into roster_import_places (import_id, place_id)
    select ${importId}, unnest(${placeIds}::bigint[])
    on conflict do nothing`.execute(db);
}

export async function insertRefusals(
  db: Db,
  importId: string,
  refusals: { row: number; content: Buffer }[],
): Promise<void> {
  if (refusals.length === 0) return;
  await sql`
    insert into roster_import_refusals (import_id, row, content)
    select ${importId}, given.* from unnest(
      ${refusals.map(({ row }) => row)}::int[], ${refusals.map(({ content }) => content)}::bytea[]
    ) as given`.execute(db);
}

/** Refused rows in the sheet's order, those after `after`. */
export function listRefusals(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<{ row: number; content: Buffer }[]> {
  return typed(db)
    .selectFrom('roster_import_refusals')
    .select(['row', 'content'])
    .where('import_id', '=', importId)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute();
}

/** How many take part whom the import did not name. */
export async function countAbsent(db: Db, programmeId: number, importId: string): Promise<number> {
  const row = await typed(db)
    .selectFrom('enrolments as e')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('e.programme_id', '=', programmeId)
    .where(isAbsentFrom(importId))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Some of those who take part and whom the import did not name. */
export async function listAbsent(
  db: Db,
  programmeId: number,
  importId: string,
  limit: number,
): Promise<number[]> {
  const rows = await typed(db)
    .selectFrom('enrolments as e')
    .select('e.id')
    .where('e.programme_id', '=', programmeId)
    .where(isAbsentFrom(importId))
    .orderBy('e.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
