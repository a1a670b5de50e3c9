import type { FastifyReply } from 'fastify';
import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { type Actor, selfScope } from '../../../platform/scope.ts';
import { type CaptchaAnswer, spendCaptcha } from '../captcha/actions.ts';
import { people } from '../contract.ts';
import { takeBackSpared } from '../known-browsers/actions.ts';
import { setKnownBrowser } from '../known-browsers/cookies.ts';
import { setSessionCookie } from '../sessions/cookies.ts';
import { deleteOwnSession } from '../sessions/queries.ts';
import { callerOf, type PublicCall } from './caller.ts';
import { byCard } from './card.ts';
import { byCode, byPhone, requestCode } from './phone.ts';
import { byUsername } from './username.ts';
import { signInBy, type Way } from './way.ts';

type Entering<Given> = PublicCall & { reply: FastifyReply; actor: Actor | null; body: Given };

/** Signs in, and gives the browser its cookies; the session that it had until now ends. */
async function enter<Given>(call: Entering<Given>, way: Way<Given>, caller = callerOf(call)) {
  const { platform, reply, actor, body } = call;
  const { answer, token } = await signInBy(way, platform, caller, body);
  if (actor) await deleteOwnSession(platform.db, selfScope(actor), actor.sessionId);
  setSessionCookie(platform, reply, caller, token);
  setKnownBrowser(platform, reply, caller, answer.me.personId);
  return answer;
}

/** Signs in by a way that a captcha goes with. */
async function enterWithCaptcha<Given>(
  call: Entering<Given & { captcha: CaptchaAnswer }>,
  way: Way<Given>,
) {
  const { platform, body } = call;
  const caller = callerOf(call);
  const { spared } = await spendCaptcha(platform, caller, body.captcha);
  const answer = await enter(call, way, caller);
  if (spared) await takeBackSpared(platform, spared);
  return answer;
}

export const signInRoutes: Route[] = [
  route(people.signInByCard, isPublic, (call) => enterWithCaptcha(call, byCard)),
  route(people.signInByUsername, isPublic, (call) => enter(call, byUsername)),
  route(people.signInByPhone, isPublic, (call) => enterWithCaptcha(call, byPhone)),
  route(people.requestCode, isPublic, async (call) => {
    const caller = callerOf(call);
    await spendCaptcha(call.platform, caller, call.body.captcha);
    return requestCode(call.platform, caller, call.body);
  }),
  route(people.signInByCode, isPublic, (call) => enter(call, byCode)),
];
