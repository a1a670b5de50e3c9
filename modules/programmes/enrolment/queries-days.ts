import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { EnrolmentBefore, EnrolmentFacts } from '../model.ts';
import { facts } from './queries.ts';

type LockedEnrolment = EnrolmentBefore & Pick<EnrolmentFacts, 'enrolmentId' | 'personId'>;

/**
 * The next enrolments of a programme, up to the last one, locked until the transaction ends: in the order of the
 * people, as reporting periods are locked, for in another one two could wait for each other.
 */
export async function lockEnrolments(
  db: Db,
  programmeId: number,
  { after, last, limit }: { after: string | null; last: number; limit: number },
): Promise<LockedEnrolment[]> {
  const { rows } = await sql<LockedEnrolment>`
    select ${facts} from enrolments e join places l on l.id = e.place_id
    where e.programme_id = ${programmeId} and e.id <= ${last}
      and e.person_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by e.person_id limit ${limit} for no key update of e`.execute(db);
  return rows;
}

/**
 * Writes other days. What the roster said last is forgotten: a row that repeats it is another one now, since it
 * may name the former days.
 */
export async function updateDays(
  db: Db,
  rows: Pick<EnrolmentFacts, 'enrolmentId' | 'startsOn' | 'endsOn'>[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update enrolments e set starts_on = given.starts_on, ends_on = given.ends_on,
      roster_hash = null, updated_at = ${now}
    from unnest(${rows.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${rows.map(({ startsOn }) => startsOn)}::date[],
      ${rows.map(({ endsOn }) => endsOn)}::date[]) as given (id, starts_on, ends_on)
    where e.id = given.id`.execute(db);
}
