import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';

/** What the server knows of a credential that somebody showed. */
export type IssuedRow = {
  enrolmentId: number;
  programmeId: number;
  /** Older versions were recalled. */
  smallestVersion: number;
  /** The phone shows no code any more: another took its place, or its sign-in ended. */
  revoked: boolean;
};

/** What was issued under a reference: the inside of a lateral; no row where there is nothing, or no more. */
export function issuedUnder(reference: RawBuilder<unknown>): RawBuilder<IssuedRow> {
  return sql`select c.enrolment_id as "enrolmentId", e.programme_id as "programmeId",
      coalesce(r.smallest_version, 0) as "smallestVersion",
      p.retired_at is not null or p.session_id is null as revoked
    from (select ${reference} as reference) asked
    join credentials c on c.reference = asked.reference
    join enrolments e on e.id = c.enrolment_id
    join phone_keys p on p.id = c.phone_key_id
    left join credential_recalls r on r.programme_id = e.programme_id
    limit 1`;
}

/** Of each reference what was issued under it, in order; undefined where there is nothing, or no more. */
export async function listIssued(
  db: Db,
  references: Uint8Array[],
): Promise<(IssuedRow | undefined)[]> {
  const { rows } = await sql<IssuedRow & { nth: number }>`/* prepared: codes.issued */
    select g.nth, i.* from unnest(
        ${arrayOf(references.map((each) => Buffer.from(each).toString('hex')))}::text[])
      with ordinality as g (reference, nth)
    cross join lateral (${issuedUnder(sql`decode(g.reference, 'hex')`)}) i`.execute(db);
  const found = new Map(rows.map(({ nth, ...row }) => [Number(nth), row]));
  return references.map((_, index) => found.get(index + 1));
}
