import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { Programme } from '../../programmes/public.ts';

type Known = { enrolmentId: number; personId: string; programmeId: number; name: string };

/** Who takes part in one of these programmes, or did where that is asked, and has this document, as it is looked up. */
export async function findByDocument(
  db: Db,
  programmes: Pick<Programme, 'id' | 'realm'>[],
  lookup: string,
  { orWithdrawn = false } = {},
): Promise<Known | undefined> {
  const { rows } = await sql<Known>`/* prepared: screening.document */
    select e.id as "enrolmentId", e.person_id as "personId", e.programme_id as "programmeId", p.name
    from unnest(${arrayOf(programmes.map(({ id }) => id))}::bigint[],
      ${arrayOf(programmes.map(({ realm }) => realm))}::text[]) with ordinality as g (id, realm, nth)
    cross join lateral (
      select person_id from identifiers
      where realm = g.realm and kind = 'identity' and lookup = ${lookup} limit 1) i
    cross join lateral (
      select * from enrolments where programme_id = g.id and person_id = i.person_id
        and (${orWithdrawn}::boolean or withdrawn_on is null) limit 1) e
    cross join lateral (select name from persons where id = e.person_id limit 1) p
    order by g.nth limit 1`.execute(db);
  return rows[0];
}

/** Who takes part by this enrolment; nobody who was withdrawn. */
export async function findByEnrolment(db: Db, enrolmentId: number): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select e.id as "enrolmentId", e.person_id as "personId", e.programme_id as "programmeId", p.name
    from enrolments e join persons p on p.id = e.person_id
    where e.id = ${enrolmentId} and e.withdrawn_on is null`.execute(db);
  return rows[0];
}

/** Whether a scanner and an enrolment are of one human being: of one record, or of one document. */
export function isOwn(
  scannerId: RawBuilder<unknown>,
  enrolmentId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql`exists (
    select from (select ${scannerId} as scanner, ${enrolmentId} as enrolment) asked
    join enrolments e on e.id = asked.enrolment
    where e.person_id = asked.scanner or exists (
      select from identifiers a join identifiers b
        on b.kind = 'identity' and b.lookup = a.lookup and b.person_id = e.person_id
      where a.kind = 'identity' and a.person_id = asked.scanner))`;
}

/** The same of each scanner and enrolment. */
export async function listOwn(
  db: Db,
  asked: { scannerId: string; enrolmentId: number }[],
): Promise<boolean[]> {
  const { rows } = await sql<{ own: boolean }>`/* prepared: screening.own */
    select ${isOwn(sql`k.scanner`, sql`k.enrolment`)} as own
    from unnest(${arrayOf(asked.map(({ scannerId }) => scannerId))}::uuid[],
      ${arrayOf(asked.map(({ enrolmentId }) => enrolmentId))}::bigint[])
      with ordinality as k (scanner, enrolment, nth)
    order by k.nth`.execute(db);
  return rows.map(({ own }) => own);
}
