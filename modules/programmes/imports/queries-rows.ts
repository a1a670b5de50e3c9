import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { EnrolmentBefore } from '../model.ts';
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

const absent = (importId: string) => sql<SqlBool>`e.withdrawn_on is null
  and not exists (select from roster_import_rows r
    where r.import_id = ${importId} and r.enrolment_id = e.id)`;

/** How many take part whom the import did not name. */
export async function countAbsent(db: Db, programmeId: number, importId: string): Promise<number> {
  const row = await typed(db)
    .selectFrom('enrolments as e')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('e.programme_id', '=', programmeId)
    .where(absent(importId))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export type Withdrawn = EnrolmentBefore & { enrolmentId: number; personId: string };

/** Withdraws some of the absent people; answers them as they are now. */
export async function withdrawAbsent(
  db: Db,
  programmeId: number,
  importId: string,
  { from, now, limit }: { from: string; now: Date; limit: number },
): Promise<Withdrawn[]> {
  const { rows } = await sql<Withdrawn>`
    update enrolments e set withdrawn_on = ${from}, updated_at = ${now}
    from places l
    where l.id = e.place_id and e.id in (
      select e.id from enrolments e
      where e.programme_id = ${programmeId} and ${absent(importId)}
      order by e.id limit ${limit})
    returning e.id as "enrolmentId", e.person_id as "personId", e.place_id as "placeId",
      l.path as "placePath", e.group_code as "group", e.attributes, e.starts_on as "startsOn",
      e.ends_on as "endsOn", e.withdrawn_on as "withdrawnOn"`.execute(db);
  return rows;
}
