import { type RawBuilder, type Selectable, sql } from 'kysely';
import { type App, apps } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { noteLasts, type SessionProof } from './rules.ts';

type SessionTable = {
  id: string;
  token_hash: Buffer;
  person_id: string;
  realm: string;
  app: App;
  must_finish: boolean;
  /** How the person showed who they are. */
  proof: SessionProof;
  /** Browser and system in plain words. */
  agent: string;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  /** That of the membership. */
  withdrawn_at: Date | null;
};

export type SessionRow = Selectable<SessionTable>;

const typed = (db: Db) => db.withTables<{ sessions: SessionTable }>();

export async function insertSession(
  db: Db,
  session: Omit<SessionRow, 'withdrawn_at'>,
): Promise<void> {
  const { person_id, realm } = session;
  const withdrawn = sql<Date | null>`(select withdrawn_at from memberships
    where person_id = ${person_id} and realm = ${realm})`;
  await typed(db)
    .insertInto('sessions')
    .values({ ...session, withdrawn_at: withdrawn })
    .execute();
}

export function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return typed(db).selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

export type LiveSession = Pick<
  SessionRow,
  'id' | 'token_hash' | 'person_id' | 'realm' | 'app' | 'must_finish' | 'created_at' | 'seen_at'
> & {
  /** The person takes no part any more: the session lets nobody in, and tells why. */
  withdrawn: boolean;
};

/** What a statement finds a session by: expressions of its own. */
type SessionKey = {
  /** SHA-256 of the token, as `bytea`. */
  tokenHash: RawBuilder<unknown>;
  app: RawBuilder<unknown>;
  realm: RawBuilder<unknown>;
};

/** Who a session lets in. The last two are set where it is time to note that it was used. */
type SessionUse = {
  person_id: string;
  session_id: string;
  stale_session: string | null;
  stale_since: Date | null;
};

/**
 * The conditions on which a session lets somebody in, for statements that do their work and look up
 * the session in one: it belongs to the app and the realm, has not run out, its first sign-in is
 * finished, and the person was not withdrawn. The inside of a lateral; no row where one of them fails.
 * Give the last two columns to {@link noteUse}. It reads one table, because a join would halve the
 * speed: whoever may not come in any more has their sessions deleted, or marked as withdrawn.
 */
export function liveSession(
  { tokenHash, app, realm }: SessionKey,
  now: Date,
): RawBuilder<SessionUse> {
  const stale = sql`seen_at < ${now}::timestamptz - ${noteLastsSql}`;
  return sql`select person_id, id as session_id, case when ${stale} then id end as stale_session,
      case when ${stale} then created_at end as stale_since
    from (${sessionWith(tokenHash, now)}) live
    where app = ${app} and realm = ${realm} and not must_finish and not withdrawn`;
}

const noteLastsSql = sql.raw(
  `case app ${apps.map((app) => `when '${app}' then interval '${noteLasts(app)} ms'`).join(' ')} end`,
);

/** The session whose token has this hash, if it has not run out: the inside of a lateral. */
function sessionWith(tokenHash: RawBuilder<unknown>, now: Date): RawBuilder<LiveSession> {
  return sql`select id, token_hash, person_id, realm, app, must_finish, created_at, seen_at,
      coalesce(withdrawn_at <= ${now}, false) as withdrawn
    from sessions where token_hash = ${tokenHash} and expires_at > ${now} limit 1`;
}

/** The sessions behind these tokens that have not run out. */
export async function listLiveSessions(
  db: Db,
  tokenHashes: Buffer[],
  now: Date,
): Promise<LiveSession[]> {
  const { rows } = await sql<LiveSession>`/* prepared: people.sessions */
    select s.* from unnest(${tokenHashes}::bytea[]) as asked (token_hash)
    cross join lateral (${sessionWith(sql`asked.token_hash`, now)}) s`.execute(db);
  return rows;
}

/** Notes that sessions were used, and until when they are good now. */
export async function touchSessions(
  db: Db,
  touched: { id: string; expiresAt: Date }[],
  now: Date,
): Promise<void> {
  // In one order, for another server may note the same ones at this moment.
  const inOrder = touched.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await sql`/* prepared: people.touch */
    update sessions set seen_at = ${now}, expires_at = given.expires_at from unnest(
      ${arrayOf(inOrder.map(({ id }) => id))}::uuid[],
      ${arrayOf(inOrder.map(({ expiresAt }) => expiresAt.toISOString()))}::timestamptz[]
    ) as given(id, expires_at)
    where sessions.id = given.id`.execute(db);
}

export function listSessions(db: Db, scope: SelfScope, now: Date): Promise<SessionRow[]> {
  return typed(db)
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', scope.personId)
    .where('realm', '=', scope.realm)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function deleteOwnSession(db: Db, scope: SelfScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('person_id', '=', scope.personId)
    .where('realm', '=', scope.realm)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** `apps` and `except` narrow what is ended; a realm of null means every one. */
export async function deleteSessionsOf(
  db: Db,
  of: { personIds: string[]; realm: string | null; apps?: App[]; except?: string },
): Promise<number> {
  let deleting = typed(db)
    .deleteFrom('sessions')
    .where('person_id', '=', sql<string>`any(${of.personIds}::uuid[])`);
  if (of.realm !== null) deleting = deleting.where('realm', '=', of.realm);
  if (of.apps) deleting = deleting.where('app', 'in', of.apps);
  if (of.except) deleting = deleting.where('id', '!=', of.except);
  return Number((await deleting.executeTakeFirst()).numDeletedRows);
}

/** Ends what a WeChat account opened to somebody in these apps. */
export async function deleteSessionsByWechat(
  db: Db,
  of: { personId: string; realm: string; apps: App[]; except: string },
): Promise<void> {
  await typed(db)
    .deleteFrom('sessions')
    .where('person_id', '=', of.personId)
    .where('realm', '=', of.realm)
    .where('app', 'in', of.apps)
    .where('proof', '=', 'wechat')
    .where('id', '!=', of.except)
    .execute();
}

/**
 * Notes in people's sessions of a realm from when on they take no part there. Those of a withdrawal that
 * has come are deleted where it is taken back: they ended, and must not come to life again.
 */
export async function markSessionsWithdrawn(
  db: Db,
  realm: string,
  people: { personId: string; at: Date | null }[],
  now: Date,
): Promise<void> {
  const given = sql`unnest(
    ${people.map(({ personId }) => personId)}::uuid[], ${people.map(({ at }) => at)}::timestamptz[]
    ) as given (person_id, at)`;
  await sql`
    delete from sessions s using ${given}
    where s.realm = ${realm} and s.person_id = given.person_id and s.withdrawn_at <= ${now}
      and coalesce(given.at > ${now}, true)`.execute(db);
  await sql`
    update sessions s set withdrawn_at = given.at from ${given}
    where s.realm = ${realm} and s.person_id = given.person_id`.execute(db);
}

/**
 * Puts a new token, and what else it brings, on a session; the old token is worth nothing at once.
 * Returns false where the session has ended meanwhile.
 */
export async function replaceToken(
  db: Db,
  id: string,
  changes: Pick<SessionRow, 'token_hash' | 'must_finish' | 'expires_at' | 'seen_at'>,
): Promise<SessionRow | undefined> {
  return typed(db)
    .updateTable('sessions')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await typed(db).deleteFrom('sessions').where('expires_at', '<=', now).execute();
}
