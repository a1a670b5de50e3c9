import { apps } from '../../../platform/contract.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type Route, route, signedIn, signedInOrUnfinished } from '../../../platform/routes.ts';
import type { Actor } from '../../../platform/scope.ts';
import { people } from '../contract.ts';
import { clearSessionCookie } from './cookies.ts';
import { meOf } from './me.ts';
import { deleteOwnSession, listSessions, type SessionRow } from './queries.ts';

const done = { ok: true } as const;

const infoOf = (row: SessionRow, actor: Actor) => ({
  id: row.id,
  app: row.app,
  device: row.agent,
  proof: row.proof,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  current: row.id === actor.sessionId,
});

export const sessionRoutes: Route[] = [
  route(people.me, signedInOrUnfinished(...apps), ({ platform, actor }) => meOf(platform, actor)),
  route(people.signOut, signedInOrUnfinished(...apps), async ({ platform, actor, self, reply }) => {
    await deleteOwnSession(platform.db, self, actor.sessionId);
    clearSessionCookie(platform, reply, actor);
    return done;
  }),
  route(people.sessions, signedIn(...apps), async ({ platform, actor, self }) => {
    const rows = await listSessions(platform.db, self, platform.clock.now());
    return rows.map((row) => infoOf(row, actor));
  }),
  route(people.endSession, signedIn(...apps), async ({ platform, actor, self, params, reply }) => {
    getOrNotFound((await deleteOwnSession(platform.db, self, params.id)) || null);
    if (params.id === actor.sessionId) clearSessionCookie(platform, reply, actor);
    return done;
  }),
];
