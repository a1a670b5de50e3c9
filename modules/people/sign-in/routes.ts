import type { FastifyReply } from 'fastify';
import type { Platform } from '../../../platform/platform.ts';
import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { type Actor, selfScope } from '../../../platform/scope.ts';
import { people } from '../contract.ts';
import { type Audience, setKnownBrowser, setSessionCookie } from '../sessions/cookies.ts';
import { deleteOwnSession } from '../sessions/queries.ts';
import { type SignedIn, signIn, signInStaff } from './actions.ts';
import { callerOf } from './caller.ts';

type Signing = { platform: Platform; reply: FastifyReply; actor: Actor | null };

/** The browser's cookies for a new session; one that it had until now ends. */
async function enter(
  { platform, reply, actor }: Signing,
  audience: Audience,
  { token, account }: SignedIn,
): Promise<void> {
  if (actor) await deleteOwnSession(platform.db, selfScope(actor), actor.sessionId);
  setSessionCookie(platform, reply, audience, token);
  setKnownBrowser(platform, reply, audience, account);
}

export const signInRoutes: Route[] = [
  route(people.signIn, isPublic, async (call) => {
    const caller = callerOf(call);
    const { answer, signedIn } = await signIn(call.platform, caller, call.body);
    await enter(call, caller, signedIn);
    return answer;
  }),
  route(people.staffSignIn, isPublic, async (call) => {
    const caller = callerOf(call);
    const { answer, signedIn } = await signInStaff(call.platform, caller, call.body);
    await enter(call, caller, signedIn);
    return answer;
  }),
];
