import { type CompiledQuery, sql } from 'kysely';
import type { StateColour } from '../../../forms/state-colours.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { fromBestToWorst } from '../credentials/rules.ts';

/** Which colour is true of a person now. */
export type ColourOf = { enrolmentId: number; colour: StateColour };

const worstLast = arrayOf(fromBestToWorst);

/** Of a change of `listed`, what the list has to know. */
const noteChanged = sql`insert into revocation_changes (reference, expires_at, listed, at)
  select reference, expires_at, listed, at from changed`;

/**
 * Puts on the list what says something better than is true, or belongs to a phone that counts no more, and takes off
 * what does not any more.
 */
export function relistOf(db: Db, colours: ColourOf[], now: Date): CompiledQuery {
  return sql`/* prepared: codes.relist */
    with given as (select * from unnest(
        ${arrayOf(colours.map(({ enrolmentId }) => enrolmentId))}::bigint[],
        ${arrayOf(colours.map(({ colour }) => colour))}::text[]) as g (enrolment_id, colour)),
    judged as (
      select c.reference, p.retired_at is not null or p.session_id is null
          or array_position(${worstLast}::text[], c.colour)
            < array_position(${worstLast}::text[], g.colour) as listed
      from given g join credentials c on c.enrolment_id = g.enrolment_id
      join phone_keys p on p.id = c.phone_key_id
      where c.expires_at > ${now}::timestamptz),
    changed as (
      update credentials c set listed = j.listed from judged j
      where c.reference = j.reference and c.listed <> j.listed
      returning c.reference, c.expires_at, c.listed, ${now}::timestamptz as at)
    ${noteChanged}`.compile(db);
}

/** Puts on the list what phones of a person have that count no more. */
export async function listPhonesCredentials(db: Db, enrolmentId: number, now: Date): Promise<void> {
  await sql`
    with changed as (
      update credentials c set listed = true from phone_keys p
      where c.enrolment_id = ${enrolmentId} and p.id = c.phone_key_id
        and (p.retired_at is not null or p.session_id is null)
        and c.expires_at > ${now} and not c.listed
      returning c.reference, c.expires_at, c.listed, ${now}::timestamptz as at)
    ${noteChanged}`.execute(db);
}

/** The same for all phones whose sign-in has ended, wherever that was done. */
export async function listSignedOut(db: Db, now: Date): Promise<void> {
  await sql`
    with changed as (
      update credentials c set listed = true from phone_keys p
      where p.session_id is null and p.retired_at is null and c.phone_key_id = p.id
        and c.expires_at > ${now} and not c.listed
      returning c.reference, c.expires_at, c.listed, ${now}::timestamptz as at)
    ${noteChanged}`.execute(db);
}

/** States are made one after the other. */
export async function lockStates(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('codes.revocations'))`.execute(db);
}

export type StateRow = { number: number; mark: Buffer };

export async function findNewestState(db: Db): Promise<StateRow | undefined> {
  const { rows } = await sql<StateRow>`
    select number, mark from revocation_states order by number desc limit 1`.execute(db);
  return rows[0];
}

export async function findState(db: Db, number: number): Promise<StateRow | undefined> {
  const { rows } = await sql<StateRow>`
    select number, mark from revocation_states where number = ${number}`.execute(db);
  return rows[0];
}

export async function hasWaitingChanges(db: Db): Promise<boolean> {
  const { rows } = await sql`select from revocation_changes where state is null limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Makes a state of all that was committed until now. */
export async function insertState(db: Db, { number, mark }: StateRow, now: Date): Promise<void> {
  await sql`insert into revocation_states (number, mark, at) values (${number}, ${mark}, ${now})`.execute(
    db,
  );
  await sql`update revocation_changes set state = ${number} where state is null`.execute(db);
}

export type ChangeRow = { reference: Buffer; expiresAt: Date; listed: boolean };

const changeColumns = sql`reference, expires_at as "expiresAt", listed`;

/** All that is listed in a state, of those that have not expired before `since`. */
export async function listedIn(db: Db, state: number, since: Date): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select ${changeColumns} from (
      select distinct on (reference) reference, expires_at, listed from revocation_changes
      where state <= ${state} and expires_at >= ${since} order by reference, id desc) newest
    where listed`.execute(db);
  return rows;
}

/** What differs between two states: neither what came and went, nor what went and came again. */
export async function changedBetween(
  db: Db,
  { from, to }: { from: number; to: number },
  since: Date,
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select reference, min(expires_at) as "expiresAt",
      (array_agg(listed order by id desc))[1] as listed
    from revocation_changes
    where state > ${from} and state <= ${to} and expires_at >= ${since}
    group by reference
    having (array_agg(listed order by id))[1] = (array_agg(listed order by id desc))[1]`.execute(
    db,
  );
  return rows;
}

export async function listRecalls(
  db: Db,
): Promise<{ programme: string; smallestVersion: number }[]> {
  const { rows } = await sql<{ programme: string; smallestVersion: number }>`
    select p.code as programme, r.smallest_version as "smallestVersion"
    from credential_recalls r join programmes p on p.id = r.programme_id
    order by p.code`.execute(db);
  return rows;
}

/** Forgets what has expired, and states that differ from the newest in nothing that has not. */
export async function deleteExpiredRevocations(
  db: Db,
  { expired, unknown }: { expired: Date; unknown: Date },
): Promise<void> {
  await sql`delete from revocation_changes where expires_at < ${expired}`.execute(db);
  await sql`
    delete from revocation_states s where s.at < ${unknown}
      and s.number < (select max(number) from revocation_states)
      and not exists (select from revocation_changes c where c.state = s.number)`.execute(db);
}
