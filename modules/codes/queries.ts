import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { arrayOf } from '../../platform/prepared.ts';
import type { Standing } from './evaluate/rules.ts';

/** What of a person's code is shown. */
export type CodeRow = {
  enrolmentId: number;
  programmeId: number;
  version: number;
  last: Standing;
  timeline: Standing[];
  reportedAt: Date | null;
  staleAt: Date | null;
};

/** The codes of these enrolments; those without one are left out. */
export async function listCodes(db: Db, enrolmentIds: number[]): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`/* prepared: codes.read */
    select s.* from unnest(${arrayOf(enrolmentIds)}::bigint[]) as i (id)
    cross join lateral (
      select s.enrolment_id as "enrolmentId", s.programme_id as "programmeId",
        s.programme_version as version, s.last, s.timeline, s.reported_at as "reportedAt",
        s.stale_at as "staleAt"
      from code_states s where s.enrolment_id = i.id limit 1) s`.execute(db);
  return rows;
}
