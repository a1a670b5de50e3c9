import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { type CaptchaAnswer, spendCaptcha } from '../captcha/actions.ts';
import { people } from '../contract.ts';
import { takeBackSpared } from '../known-browsers/actions.ts';
import { callerOf } from './caller.ts';
import { byCard } from './card.ts';
import { type Entering, enter } from './enter.ts';
import { byCode, byPhone, requestCode } from './phone.ts';
import { byUsername } from './username.ts';
import type { Way } from './way.ts';

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
