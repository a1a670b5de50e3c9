import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PublicationTables, Step } from './tables.ts';

export type PublicationRow = Selectable<PublicationTables['programme_publications']>;

const typed = (db: Db) => db.withTables<PublicationTables>();

/** How many are enrolled in a programme, withdrawn ones included, and the last one who was. */
export async function enrolledSoFar(
  db: Db,
  programmeId: number,
): Promise<{ count: number; last: number }> {
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(id), 0)::float8 as last
    from enrolments where programme_id = ${programmeId}`.execute(db);
  return rows[0] ?? { count: 0, last: 0 };
}

export async function insertPublication(
  db: Db,
  {
    steps,
    at,
    ...row
  }: {
    programme_id: number;
    from_version: number;
    to_version: number;
    published_by: string | null;
    last_enrolment: number;
    steps: Step[];
    at: Date;
  },
): Promise<void> {
  const isDone = steps.every(({ finished }) => finished);
  await typed(db)
    .insertInto('programme_publications')
    .values({
      ...{ ...row, steps: JSON.stringify(steps), after_person: null },
      ...{ published_at: at, worked_at: at },
      state: isDone ? 'done' : 'working',
      finished_at: isDone ? at : null,
    })
    .execute();
}

/** The oldest publication of a programme that is not finished, which nobody else goes on with until the transaction ends. */
export function lockOldest(db: Db, programmeId: number): Promise<PublicationRow | undefined> {
  return typed(db)
    .selectFrom('programme_publications')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('state', '!=', 'done')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether the colours of codes still follow a version that was published, or stopped on the way. */
export async function coloursFollow(db: Db, programmeId: number): Promise<boolean> {
  const { rows } = await sql`
    select from programme_publications where programme_id = ${programmeId} and state <> 'done'
      and steps::jsonb @> '[{"step": "colours", "finished": false}]'`.execute(db);
  return rows.length > 0;
}

/** Counts a batch of a publication that was locked. */
export async function advance(
  db: Db,
  id: number,
  {
    steps,
    after,
    isDone,
    now,
  }: { steps: Step[]; after: string | null; isDone: boolean; now: Date },
): Promise<void> {
  await typed(db)
    .updateTable('programme_publications')
    .set({
      ...{ steps: JSON.stringify(steps), after_person: after, worked_at: now, attempts: 0 },
      ...(isDone && { state: 'done', finished_at: now }),
    })
    .where('id', '=', id)
    .execute();
}

/** Notes a try that failed; after `tries` of them without a batch done in between, the publication has failed. */
export async function noteFailure(db: Db, programmeId: number, tries: number): Promise<void> {
  await sql`
    update programme_publications set attempts = attempts + 1,
      state = case when attempts + 1 >= ${tries} then 'failed' else state end
    where id = (select min(id) from programme_publications
      where programme_id = ${programmeId} and state <> 'done') and state = 'working'`.execute(db);
}

/** Lets a publication that failed be tried again; says whether it had. */
export async function restart(
  db: Db,
  programmeId: number,
  id: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('programme_publications')
    .set({ state: 'working', attempts: 0, worked_at: now })
    .where('programme_id', '=', programmeId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Programmes with publications on which nobody has worked since a moment. */
export async function listAbandoned(db: Db, since: Date): Promise<number[]> {
  const rows = await typed(db)
    .selectFrom('programme_publications')
    .select('programme_id')
    .distinct()
    .where('state', '=', 'working')
    .where('worked_at', '<', since)
    .execute();
  return rows.map(({ programme_id }) => programme_id);
}

/** The newest publications of a programme that the caller may see as a whole. */
export function listPublications(
  db: Db,
  programmeId: number,
  limit: number,
): Promise<PublicationRow[]> {
  return typed(db)
    .selectFrom('programme_publications')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
