import { isPublic, type Route, route, signedIn } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { callerOf } from '../sign-in/caller.ts';
import { enter } from '../sign-in/enter.ts';
import { byWechat } from '../sign-in/wechat.ts';
import {
  bindWechat,
  returnFromWechat,
  startWechat,
  unbindWechat,
  wechatBinding,
  wechatOffer,
} from './actions.ts';
import { browserHashOf, markBrowser } from './cookies.ts';

const done = { ok: true } as const;

export const wechatRoutes: Route[] = [
  route(people.wechatOffer, isPublic, async (call) => ({
    kind: await wechatOffer(call.platform, callerOf(call)),
  })),
  route(people.startWechat, isPublic, (call) => {
    const { platform, reply, body } = call;
    const caller = callerOf(call);
    return startWechat(platform, caller, markBrowser(platform, reply, caller), body);
  }),
  route(people.returnFromWechat, isPublic, (call) => {
    const { platform, request, body } = call;
    const caller = callerOf(call);
    const browserHash = browserHashOf(platform, request, caller);
    return returnFromWechat(platform, caller, { ...body, browserHash });
  }),
  route(people.signInByWechat, isPublic, (call) => {
    const { platform, request, body } = call;
    const caller = callerOf(call);
    const browserHash = browserHashOf(platform, request, caller);
    return enter({ ...call, body: { ...body, browserHash } }, byWechat, caller);
  }),
  route(people.bindWechat, signedIn('portal'), async (call) => {
    const { platform, request, actor, body } = call;
    const browserHash = browserHashOf(platform, request, actor);
    await bindWechat(platform, actor, { ...body, browserHash });
    return done;
  }),
  route(people.wechatBinding, signedIn('portal'), ({ platform, actor }) =>
    wechatBinding(platform, actor),
  ),
  route(people.unbindWechat, signedIn('portal'), async ({ platform, actor }) => {
    await unbindWechat(platform, actor);
    return done;
  }),
];
