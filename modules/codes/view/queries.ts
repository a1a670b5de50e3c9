import { sql } from 'kysely';
import type { Text } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { Standing } from '../evaluate/standing.ts';

/** What of a person's code is shown. */
export type CodeRow = {
  enrolmentId: number;
  programmeId: number;
  version: number;
  last: Standing;
  timeline: Standing[];
  reportedAt: Date | null;
  staleAt: Date | null;
  /** See `isQuiet`. */
  quiet: boolean;
  entries: number;
};

/** The codes of these enrolments; those without one are left out. */
export async function listCodes(db: Db, enrolmentIds: number[]): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`/* prepared: codes.read */
    select s.* from unnest(${arrayOf(enrolmentIds)}::bigint[]) as i (id)
    cross join lateral (
      select s.enrolment_id as "enrolmentId", s.programme_id as "programmeId",
        s.programme_version as version, s.last, s.timeline, s.reported_at as "reportedAt",
        s.stale_at as "staleAt", s.quiet, s.entries
      from code_states s where s.enrolment_id = i.id limit 1) s`.execute(db);
  return rows;
}

export type EntryRow = { number: number; content: string | null };

/** Entries of a person whom a scope was checked for, newest first; with `cause`, those that tell of it. */
export async function listEntriesBefore(
  db: Db,
  enrolmentId: number,
  { before, cause, limit }: { before?: number | undefined; cause?: string; limit: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select number, content from code_ledger
    where enrolment_id = ${enrolmentId} and number < ${before ?? 2 ** 31 - 1}
      and (${cause ?? null}::text is null or content::jsonb ->> 'cause' = ${cause ?? null})
    order by number desc limit ${limit}`.execute(db);
  return rows;
}

/** What these people are called. */
export async function listNames(db: Db, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from persons where id = any(${personIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What these places are called, in their order. */
export async function listPlaceNames(db: Db, ids: number[]): Promise<Text[]> {
  const { rows } = await sql<Text>`
    select p.name_zh as zh, p.name_en as en
    from unnest(${ids}::bigint[]) with ordinality as i (id, n) join places p on p.id = i.id
    order by i.n`.execute(db);
  return rows;
}
