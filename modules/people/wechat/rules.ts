import type { WechatKind, WechatSettings } from '../../../platform/wechat/settings.ts';

const minute = 60_000;

/** So long somebody may be at WeChat. */
export const awayLifetime = 10 * minute;

/** So long what WeChat said is good for the steps after: signing in once, or registering, takes a while. */
export const returnedLifetime = 30 * minute;

/**
 * How a browser can sign in by WeChat, by its `User-Agent`: within WeChat itself; or on a PC, where a phone reads
 * the code. No other browser of a phone can, nor WeCom, which calls itself WeChat as well.
 */
export function kindFor(wechat: WechatSettings | undefined, agent: string): WechatKind | null {
  if (!wechat || /wxwork/i.test(agent)) return null;
  if (/MicroMessenger\//.test(agent)) return wechat.apps.inside ? 'inside' : null;
  if (/Mobile|Android|iPhone|iPad|iPod/.test(agent)) return null;
  return wechat.apps.web ? 'web' : null;
}
