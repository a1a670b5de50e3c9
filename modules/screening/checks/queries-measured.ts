import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';

export type MeasuredCheck = {
  id: string;
  enrolmentId: number;
  at: string;
  recordedAt: string;
  celsius: number;
};

type Row = Omit<MeasuredCheck, 'at' | 'recordedAt'> & { at: Date; recordedAt: Date };

/** Temperatures of these people that count for their codes: neither undone nor recorded with a conflict. */
export async function listMeasured(
  db: Db,
  enrolmentIds: number[],
  upTo: Date | null,
): Promise<MeasuredCheck[]> {
  const { rows } = await sql<Row>`/* prepared: screening.measured */
    select c.* from unnest(${arrayOf(enrolmentIds)}::bigint[]) as i (id)
    cross join lateral (
      select c.id, c.enrolment_id as "enrolmentId", c.checked_at as at, c.recorded_at as "recordedAt",
        c.temperature::float8 as celsius
      from checks c where c.enrolment_id = i.id and c.undone_at is null and c.conflict is null
        and c.recorded_at <= coalesce(${upTo}::timestamptz, 'infinity') offset 0) c`.execute(db);
  return rows.map(({ at, recordedAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    recordedAt: recordedAt.toISOString(),
  }));
}
