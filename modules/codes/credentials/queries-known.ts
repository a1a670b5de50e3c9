import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { UnverifiedSession } from '../../../platform/scope.ts';
import { liveSession } from '../../people/public.ts';
import type { CodeRow } from '../view/queries.ts';
import type { CredentialRow } from './queries.ts';

/** A phone that asks for its code: by which session, and with which key. */
export type Asking = { session: UnverifiedSession; phoneKey: Buffer };

/** What a phone got last, and all that says whether it still serves. */
export type Known = Pick<
  CredentialRow,
  'signed' | 'colour' | 'version' | 'listed' | 'key_id' | 'issued_at' | 'expires_at'
> & {
  smallestVersion: number;
  staleSession: string | null;
  sessionSince: Date | null;
  /** Absent where the person has none yet. */
  code: Pick<CodeRow, 'timeline' | 'staleAt'> | undefined;
};

type Row = Omit<Known, 'code'> & {
  n: number;
  timeline: CodeRow['timeline'] | null;
  staleAt: CodeRow['staleAt'];
};

/**
 * In one look what the phones have that ask; nothing for one whose session is not good, that does not show its owner's
 * code, or has none yet. Locks nothing: what is answered was true at that moment. Whoever was withdrawn has no session
 * that is good, and so nothing is asked of the enrolment but its programme, and that only where no code says it.
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
  const of = (value: (each: Asking) => string | null) => arrayOf(asking.map(value));
  const { rows } = await sql<Row>`/* prepared: codes.known */
    select i.n, s.stale_session as "staleSession",
      s.stale_since as "sessionSince", c.signed, c.colour, c.version, c.listed, c.key_id, c.issued_at,
      c.expires_at, coalesce(r.smallest_version, 1) as "smallestVersion",
      st.timeline, st.stale_at as "staleAt"
    from unnest(${of((each) => each.session.tokenHash)}::text[],
      ${of((each) => each.session.app)}::text[], ${of((each) => each.session.realm)}::text[],
      ${of((each) => each.session.personId)}::text[],
      ${of((each) => each.phoneKey.toString('hex'))}::text[])
      with ordinality as i (token_hash, app, realm, expected, phone_key, n)
    cross join lateral (${liveSession(session, now)}) s
    cross join lateral (
      select p.id, p.enrolment_id from phone_keys p
      where p.session_id = s.session_id and p.carer_id is null and p.retired_at is null
        and p.public_key = decode(i.phone_key, 'hex') limit 1) p
    cross join lateral (
      select c.* from credentials c where c.phone_key_id = p.id
      order by c.issued_at desc limit 1) c
    left join lateral (
      select programme_id, timeline, stale_at from code_states
      where enrolment_id = p.enrolment_id limit 1) st on true
    left join lateral (
      select programme_id from enrolments
      where st.programme_id is null and id = p.enrolment_id limit 1) e on true
    left join lateral (
      select smallest_version from credential_recalls
      where programme_id = coalesce(st.programme_id, e.programme_id) limit 1) r on true
    where i.expected is null or s.person_id::text = i.expected`.execute(db);
  const known: (Known | undefined)[] = asking.map(() => undefined);
  for (const { n, timeline, staleAt, ...row } of rows) {
    known[n - 1] = { ...row, code: timeline ? { timeline, staleAt } : undefined };
  }
  return known;
}
