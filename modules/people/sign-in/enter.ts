import type { FastifyReply } from 'fastify';
import { type Actor, selfScope } from '../../../platform/scope.ts';
import { setKnownBrowser } from '../known-browsers/cookies.ts';
import { setSessionCookie } from '../sessions/cookies.ts';
import { deleteOwnSession } from '../sessions/queries.ts';
import { callerOf, type PublicCall } from './caller.ts';
import { signInBy, type Way } from './way.ts';

export type Entering<Given> = PublicCall & {
  reply: FastifyReply;
  actor: Actor | null;
  body: Given;
};

/** Signs in, and gives the browser its cookies; the session that it had until now ends. */
export async function enter<Given>(
  call: Entering<Given>,
  way: Way<Given>,
  caller = callerOf(call),
) {
  const { platform, reply, actor, body } = call;
  const { answer, token } = await signInBy(way, platform, caller, body);
  if (actor) await deleteOwnSession(platform.db, selfScope(actor), actor.sessionId);
  setSessionCookie(platform, reply, caller, token);
  setKnownBrowser(platform, reply, caller, answer.me.personId);
  return answer;
}
