import type { Log } from '../platform.ts';
import type { WechatKind, WechatSettings } from './settings.ts';

/** Somebody as WeChat knows them. */
export type WechatIdentity = {
  /** The app that knows them by this id; null for an id that all apps of one owner share (`unionid`). */
  app: string | null;
  id: string;
};

/** What became of asking. */
export type WechatAnswer =
  | { state: 'known'; identity: WechatIdentity }
  /** The code was used before, has expired, or never was one. */
  | { state: 'code_refused' }
  /** WeChat is down, slow, or does not take this installation's secret. */
  | { state: 'unavailable' };

/** Nobody waits longer for WeChat. */
const patience = 5000;

const pathOf = {
  inside: { path: '/connect/oauth2/authorize', scope: 'snsapi_base' },
  web: { path: '/connect/qrconnect', scope: 'snsapi_login' },
} as const;

/** Where somebody is sent to; they come back to `returnTo` with a code and `state`. */
export function wechatPage(
  { apps, pages }: WechatSettings,
  kind: WechatKind,
  { returnTo, state }: { returnTo: string; state: string },
): string | null {
  const { path, scope } = pathOf[kind];
  const app = apps[kind];
  if (!app) return null;
  const url = new URL(path, pages);
  // WeChat wants them in this order.
  url.search = new URLSearchParams({
    ...{ appid: app.id, redirect_uri: returnTo, response_type: 'code', scope, state },
  }).toString();
  url.hash = 'wechat_redirect';
  return url.href;
}

/** What WeChat says of a code that is none of its own, or not any more. */
const refusedCodes = [40029, 40163, 42003, 41008];

type Token = { openid?: unknown; unionid?: unknown; errcode?: unknown };

/** Asks WeChat whose code this is. The answer's tokens are of no use here, and are not kept. */
export async function askWechat(
  { apps, api }: WechatSettings,
  kind: WechatKind,
  code: string,
  { log, within = patience }: { log: Log; within?: number },
): Promise<WechatAnswer> {
  const app = apps[kind];
  if (!app) return { state: 'unavailable' };
  const url = new URL('/sns/oauth2/access_token', api);
  url.search = new URLSearchParams({
    ...{ appid: app.id, secret: app.secret, code, grant_type: 'authorization_code' },
  }).toString();
  const answer = await fetchToken(url, within);
  if (typeof answer !== 'string') return readToken(answer, app.id, log);
  // The address holds the secret and the code: what failed is told without it.
  log.error({ wechat: kind, reason: answer }, 'WeChat could not be asked who somebody is.');
  return { state: 'unavailable' };
}

/** The answer, or in a word why there is none. */
async function fetchToken(url: URL, within: number): Promise<Token | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(within), redirect: 'error' });
    if (!response.ok) return `status ${response.status}`;
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null ? answer : 'no object';
  } catch (error) {
    return error instanceof Error ? error.name : 'failed';
  }
}

function readToken({ openid, unionid, errcode }: Token, app: string, log: Log): WechatAnswer {
  if (typeof errcode === 'number' && refusedCodes.includes(errcode)) {
    return { state: 'code_refused' };
  }
  if (typeof unionid === 'string' && unionid) {
    return { state: 'known', identity: { app: null, id: unionid } };
  }
  if (typeof openid === 'string' && openid) {
    return { state: 'known', identity: { app, id: openid } };
  }
  log.error({ wechat: app, errcode }, 'WeChat does not say who somebody is.');
  return { state: 'unavailable' };
}
