import { hash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { batched } from '../../../platform/batch.ts';
import { type App, commonProblems } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { type Platform, perPlatform, type Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Actor, type Sessions, staffRealm } from '../../../platform/scope.ts';
import { peopleProblems } from '../contract.ts';
import {
  deleteSessionsOf,
  insertSession,
  type LiveSession,
  listLiveSessions,
  touchSessions,
} from './queries.ts';
import { deviceOf, noteLasts, type SessionProof, sessionEnd } from './rules.ts';

/** 256 random bits for whoever is to hold them, and the hash that is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

type NewSession = {
  personId: string;
  realm: string;
  app: App;
  /** The session may only finish the first sign-in. */
  mustFinish?: boolean;
  /** What opens it; a password where nothing is said. */
  proof?: SessionProof;
  /** The browser's `User-Agent`. */
  agent?: string;
};

/** Signs a member of a realm in to an app without any proof. The token belongs in the app's cookie. */
export function openSession(platform: Platform, session: NewSession): Promise<{ token: string }> {
  return startSession(platform.db, platform.clock.now(), session);
}

/** As {@link openSession}, as part of a transaction. */
export async function startSession(
  db: Db,
  now: Date,
  { personId, realm, app, mustFinish = false, proof = 'password', agent = '' }: NewSession,
): Promise<{ token: string; id: string }> {
  const { token, hash } = newToken();
  const id = randomUUID();
  await insertSession(db, {
    id,
    token_hash: hash,
    person_id: personId,
    realm,
    app,
    must_finish: mustFinish,
    proof,
    agent: deviceOf(agent),
    created_at: now,
    seen_at: now,
    expires_at: sessionEnd(app, mustFinish, now, now),
  });
  return { token, id };
}

/** Ends sessions at once: of all realms where none is named, of all apps where none are. */
export function endSessionsOf(
  tx: Tx,
  of: { personIds: string[]; realm?: string; apps?: App[]; except?: string },
): Promise<number> {
  return deleteSessionsOf(tx.db, { ...of, realm: of.realm ?? null });
}

/**
 * Finds out who is behind a cookie. All requests of a tick share one look-up; nothing is kept from one
 * to the next, so that a session that was ended is worth nothing from the next request on.
 */
export const sessions: (platform: Platform) => Sessions = perPlatform((platform) => {
  const find = batched<Buffer, LiveSession | undefined>({
    maxItems: 256,
    maxInFlight: 2,
    async run(hashes) {
      const live = await listLiveSessions(platform.db, hashes, platform.clock.now());
      const byHash = new Map(live.map((row) => [row.token_hash.toString('latin1'), row]));
      return hashes.map((hash) => byHash.get(hash.toString('latin1')));
    },
  });
  return {
    async resolve(token, app, realm, { nobodyAsked } = { nobodyAsked: false }) {
      const session = await find(tokenHash(token));
      if (session?.app !== app || session.realm !== realm) {
        return new Problem(commonProblems.not_signed_in);
      }
      if (session.withdrawn) return new Problem(peopleProblems.withdrawn);
      const isUse = !nobodyAsked && isStale(session, platform.clock.now());
      if (isUse) noteUse(platform)(session);
      return actorOf(session);
    },
    hashOf: (token) => hash('sha256', token, 'hex'),
  };
});

/** Milliseconds. */
const gathering = 250;

type UsedSession = Pick<LiveSession, 'id' | 'app' | 'created_at'>;

function actorOf(session: LiveSession): Actor {
  return {
    kind: session.realm === staffRealm ? 'staff' : 'participant',
    app: session.app,
    personId: session.person_id,
    realm: session.realm,
    sessionId: session.id,
    mustFinish: session.must_finish,
  };
}

/** An unfinished session ends at a fixed time, and must not be given another once it is finished. */
function isStale({ must_finish, seen_at, app }: LiveSession, now: Date): boolean {
  return !must_finish && now.getTime() - seen_at.getTime() > noteLasts(app);
}

/** Notes in the background that a session was used whose last note stands no more: see {@link noteLasts}. */
export const noteUse = perPlatform((platform) => {
  const underWay = new Set<string>();
  const write = batched<UsedSession, true>({
    maxItems: 10_000,
    maxInFlight: 1,
    async run(used) {
      const now = platform.clock.now();
      const touched = used.map(({ id, app, created_at }) => ({
        id,
        expiresAt: sessionEnd(app, false, created_at, now),
      }));
      await touchSessions(platform.db, touched, now);
      // Others gather meanwhile: at rush hour one statement notes thousands. Nothing waits for one by itself, which may
      // be one of many that failed together.
      if (used.length > 1) await sleep(gathering, undefined, { ref: false });
      return used.map(() => true);
    },
  });
  return (session: UsedSession): void => {
    if (underWay.has(session.id)) return;
    underWay.add(session.id);
    // Nobody waits for it, and the next use tries again.
    write(session)
      .catch(() => {})
      .finally(() => underWay.delete(session.id));
  };
});
