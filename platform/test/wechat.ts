import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for WeChat on loopback, which speaks as much of its protocol as signing in needs. */

export const standInEnv = {
  ...{ WECHAT_APP_ID: 'wxinside', WECHAT_APP_SECRET: 'inside secret' },
  ...{ WECHAT_WEB_APP_ID: 'wxweb', WECHAT_WEB_APP_SECRET: 'web secret' },
};

type Somebody = { openid: string; unionid?: string };

const scopes: Record<string, string> = {
  '/connect/oauth2/authorize': 'snsapi_base',
  '/connect/qrconnect': 'snsapi_login',
};

export async function startWechatStandIn() {
  /** Codes that were given out and not used yet. */
  const codes = new Map<string, { app: string; who: Somebody }>();
  const state = {
    /** Who is at WeChat; nobody: they say no there. */
    who: null as Somebody | null,
    /** What it does when it is asked whose code it is. */
    mood: 'well' as 'well' | 'down' | 'silent' | 'rubbish' | 'wrong secret',
    /** Every address it was asked, as a server's log has it. */
    asked: [] as URL[],
  };
  const giveCode = (app: string, who: Somebody): string => {
    const code = randomUUID();
    codes.set(code, { app, who });
    return code;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    state.asked.push(url);
    if (url.pathname === '/sns/oauth2/access_token') answer(url, response);
    else authorise(url, request, response);
  });

  function authorise(url: URL, _: IncomingMessage, response: ServerResponse): void {
    const given = Object.fromEntries(url.searchParams);
    const isRight =
      given.scope === scopes[url.pathname] &&
      given.response_type === 'code' &&
      /^[a-zA-Z0-9]{1,128}$/.test(given.state ?? '');
    if (!isRight || !given.redirect_uri || !given.appid) {
      response.writeHead(400).end('redirect_uri or scope wrong');
      return;
    }
    const back = new URL(given.redirect_uri);
    if (state.who) back.searchParams.set('code', giveCode(given.appid, state.who));
    back.searchParams.set('state', given.state ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  function answer(url: URL, response: ServerResponse): void {
    if (state.mood === 'silent') return;
    if (state.mood === 'down') {
      response.writeHead(502).end('Bad Gateway');
      return;
    }
    if (state.mood === 'rubbish') {
      response.end('<html>');
      return;
    }
    const { appid = '', secret, code = '' } = Object.fromEntries(url.searchParams);
    const right = { wxinside: 'inside secret', wxweb: 'web secret' }[appid];
    const found = codes.get(code);
    codes.delete(code);
    const body =
      right !== secret || state.mood === 'wrong secret'
        ? { errcode: 40125, errmsg: 'invalid appsecret' }
        : found?.app === appid
          ? { access_token: 'none', expires_in: 7200, refresh_token: 'none', ...found.who }
          : { errcode: 40029, errmsg: 'invalid code' };
    response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    state,
    giveCode,
    env: { ...standInEnv, WECHAT_PAGES: address, WECHAT_API: address },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type WechatStandIn = Awaited<ReturnType<typeof startWechatStandIn>>;
