import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';

/** A person who was measured, by the version of their programme in force; quiet: see `isQuiet`. */
export type MeasuredRow = {
  enrolmentId: number;
  programmeId: number;
  programmeVersion: number;
  /** Null: no code yet. */
  quiet: boolean | null;
  /** The record was merged into another one of the same person. */
  isMerged: boolean;
};

export async function listMeasured(
  db: Db,
  enrolmentIds: number[],
): Promise<Map<number, MeasuredRow>> {
  const ids = arrayOf([...new Set(enrolmentIds)]);
  const { rows } = await sql<MeasuredRow>`/* prepared: codes.measured */
    select e.id as "enrolmentId", e.programme_id as "programmeId",
      p.version as "programmeVersion", s.quiet,
      e.merged_into is not null as "isMerged"
    from unnest(${ids}::bigint[]) as i (id)
    cross join lateral (select * from enrolments e where e.id = i.id limit 1) e
    cross join lateral (select * from programmes p where p.id = e.programme_id limit 1) p
    left join lateral (
      select s.quiet from code_states s where s.enrolment_id = e.id limit 1) s on true`.execute(db);
  return new Map(rows.map((row) => [row.enrolmentId, row]));
}
