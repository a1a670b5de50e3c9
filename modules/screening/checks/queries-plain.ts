import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { UnverifiedSession } from '../../../platform/scope.ts';
import { type IssuedRow, issuedUnder } from '../../codes/public.ts';
import { liveSession } from '../../people/public.ts';
import { versionAt } from '../../programmes/public.ts';
import { type Work, workAt } from '../../staff/public.ts';
import { isOwn } from '../person/queries.ts';

/** A check by a code: by which session, where, and what its code says of itself. */
export type Asking = { session: UnverifiedSession; siteId: number; reference: Uint8Array };

/** Who checks, where, and whose code was issued under the reference. */
export type Known = Pick<Work, 'open' | 'suspended'> &
  IssuedRow & {
    scannerId: string;
    /** The version in force of the programme that issued the code, which applies to the site. */
    programmeVersion: number;
    staleSession: string | null;
    sessionSince: Date | null;
  };

/**
 * In one look all that checks of one moment ask before they are written; nothing for one whose session is not good, whose
 * scanner was never assigned to the site, whose code was not issued here, and for checks of oneself.
 */
export async function listKnown(
  db: Db,
  asking: Asking[],
  now: Date,
): Promise<(Known | undefined)[]> {
  const session = {
    tokenHash: sql`decode(i.token_hash, 'hex')`,
    ...{ app: sql`i.app`, realm: sql`i.realm` },
  };
  const of = (value: (each: Asking) => string | number | null) => arrayOf(asking.map(value));
  const { rows } = await sql<Known & { n: number }>`/* prepared: screening.known */
    select i.n, live.person_id as "scannerId", live.stale_session as "staleSession",
      live.stale_since as "sessionSince", w.open, w.suspended, c.*, v.version as "programmeVersion"
    from unnest(${of((each) => each.session.tokenHash)}::text[],
      ${of((each) => each.session.app)}::text[], ${of((each) => each.session.realm)}::text[],
      ${of((each) => each.session.personId)}::text[], ${of((each) => each.siteId)}::bigint[],
      ${of(({ reference }) => Buffer.from(reference).toString('hex'))}::text[])
      with ordinality as i (token_hash, app, realm, expected, site_id, reference, n)
    cross join lateral (${liveSession(session, now)}) live
    cross join lateral (${workAt(sql`live.person_id`, sql`i.site_id`)}) w
    cross join lateral (${issuedUnder(sql`decode(i.reference, 'hex')`)}) c
    cross join lateral (${versionAt(sql`c."programmeId"`, sql`w.path`)}) v
    where (i.expected is null or live.person_id::text = i.expected)
      and not ${isOwn(sql`live.person_id`, sql`c."enrolmentId"`)}`.execute(db);
  const known: (Known | undefined)[] = asking.map(() => undefined);
  for (const { n, ...row } of rows) known[n - 1] = row;
  return known;
}
