import type { FastifyReply, FastifyRequest } from 'fastify';
import { type App, commonProblems } from '../../platform/contract.ts';
import type { Platform } from '../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../platform/problems.ts';
import { isPublic, type Route, route, signedIn, signingIn } from '../../platform/routes.ts';
import type { Actor } from '../../platform/scope.ts';
import { selfScope } from '../../platform/scope.ts';
import { createCaptcha } from './captcha.ts';
import { people } from './contract.ts';
import {
  clearSessionCookie,
  isKnownBrowser,
  setKnownBrowser,
  setSessionCookie,
} from './cookies.ts';
import { meOf } from './me.ts';
import { changePassword, finishSignIn } from './own-account.ts';
import { deleteOwnSession, listSessions, type SessionRow } from './queries-sessions.ts';
import { answerRecovery, finishRecovery, startRecovery } from './recovery.ts';
import { type Caller, type SignedIn, signIn, signInStaff } from './sign-in.ts';

const everyApp: App[] = ['portal', 'desk', 'field', 'console'];
const done = { ok: true } as const;

type Request = { platform: Platform; request: FastifyRequest; app: App | null };

function callerOf({ platform, request, app }: Request): Caller {
  if (app === null) throw new Problem(commonProblems.bad_request);
  return {
    app,
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    isKnown: (account) => isKnownBrowser(platform, request, app, account),
  };
}

type Signing = { platform: Platform; reply: FastifyReply; actor: Actor | null };

/** The browser's cookies for a new session; one that it had until now ends. */
async function enter(
  { platform, reply, actor }: Signing,
  app: App,
  { token, account }: SignedIn,
): Promise<void> {
  if (actor) await deleteOwnSession(platform.db, selfScope(actor), actor.sessionId);
  setSessionCookie(platform, reply, app, token);
  setKnownBrowser(platform, reply, app, account);
}

const shown = (row: SessionRow, actor: Actor) => ({
  id: row.id,
  app: row.app,
  device: row.agent,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  current: row.id === actor.sessionId,
});

const entering: Route[] = [
  route(people.captcha, isPublic, ({ platform, request, body }) =>
    createCaptcha(platform, body.kind, request.ip),
  ),
  route(people.signIn, isPublic, async (call) => {
    const caller = callerOf(call);
    const { answer, signedIn } = await signIn(call.platform, caller, call.body);
    await enter(call, caller.app, signedIn);
    return answer;
  }),
  route(people.staffSignIn, isPublic, async (call) => {
    const caller = callerOf(call);
    const { answer, signedIn } = await signInStaff(call.platform, caller, call.body);
    await enter(call, caller.app, signedIn);
    return answer;
  }),
  route(people.recover, isPublic, (call) =>
    startRecovery(call.platform, callerOf(call), call.body),
  ),
  route(people.recoverAnswers, isPublic, async (call) => {
    await answerRecovery(call.platform, callerOf(call), call.body);
    return done;
  }),
  route(people.recoverPassword, isPublic, async (call) => {
    await finishRecovery(call.platform, callerOf(call), call.body);
    return done;
  }),
];

const own: Route[] = [
  route(people.me, signingIn(...everyApp), ({ platform, actor }) => meOf(platform, actor)),
  route(
    people.finish,
    signingIn(...everyApp),
    async ({ platform, actor, request, reply, body }) => {
      const { token } = await finishSignIn(platform, actor, request.ip, body);
      setSessionCookie(platform, reply, actor.app, token);
      return { me: await meOf(platform, { ...actor, mustFinish: false }) };
    },
  ),
  route(people.signOut, signingIn(...everyApp), async ({ platform, actor, self, reply }) => {
    await deleteOwnSession(platform.db, self, actor.sessionId);
    clearSessionCookie(platform, reply, actor.app);
    return done;
  }),
  route(
    people.changePassword,
    signedIn(...everyApp),
    async ({ platform, actor, request, body }) => {
      await changePassword(platform, actor, request.ip, body);
      return done;
    },
  ),
  route(people.sessions, signedIn(...everyApp), async ({ platform, actor, self }) => {
    const rows = await listSessions(platform.db, self, platform.clock.now());
    return rows.map((row) => shown(row, actor));
  }),
  route(
    people.endSession,
    signedIn(...everyApp),
    async ({ platform, actor, self, params, reply }) => {
      getOrNotFound((await deleteOwnSession(platform.db, self, params.id)) || null);
      if (params.id === actor.sessionId) clearSessionCookie(platform, reply, actor.app);
      return done;
    },
  ),
];

export const peopleRoutes: Route[] = [...entering, ...own];
