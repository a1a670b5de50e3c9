import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { Attempts } from './rules.ts';

/** The attempts so far under these keys, in their order; their rows stay locked until the transaction ends. */
export async function lockAttempts(db: Db, keys: Buffer[], now: Date): Promise<Attempts[]> {
  // All transactions lock the rows in the same order, so that they cannot deadlock.
  const ordered = [...keys].sort(Buffer.compare);
  await sql`
    insert into attempts (key, failures, last_at)
    select key, 0, ${now} from unnest(${ordered}::bytea[]) with ordinality as given(key, place)
    order by place
    on conflict do nothing`.execute(db);
  const { rows } = await sql<Attempts & { key: Buffer }>`
    select key, failures, last_at as "lastAt", blocked_until as "blockedUntil" from attempts
    where key = any(${ordered}::bytea[]) order by key for update`.execute(db);
  const byKey = new Map(rows.map((row) => [row.key.toString('hex'), row]));
  const none = { failures: 0, lastAt: now, blockedUntil: null };
  return keys.map((key) => byKey.get(key.toString('hex')) ?? none);
}

export async function findAttempts(db: Db, key: Buffer): Promise<Attempts | undefined> {
  const { rows } = await sql<Attempts>`
    select failures, last_at as "lastAt", blocked_until as "blockedUntil" from attempts
    where key = ${key}`.execute(db);
  return rows[0];
}

export async function updateAttempts(
  db: Db,
  changed: { key: Buffer; attempts: Attempts }[],
): Promise<void> {
  await sql`
    update attempts set failures = given.failures, last_at = given.last_at,
      blocked_until = given.blocked_until
    from unnest(
      ${changed.map(({ key }) => key)}::bytea[],
      ${changed.map(({ attempts }) => attempts.failures)}::double precision[],
      ${changed.map(({ attempts }) => attempts.lastAt)}::timestamptz[],
      ${changed.map(({ attempts }) => attempts.blockedUntil)}::timestamptz[]
    ) as given(key, failures, last_at, blocked_until)
    where attempts.key = given.key`.execute(db);
}

export async function deleteOldAttempts(db: Db, before: Date): Promise<void> {
  await sql`delete from attempts where last_at < ${before}`.execute(db);
}
