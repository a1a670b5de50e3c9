import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { standInEnv, startWechatStandIn, type WechatStandIn } from '../test/wechat.ts';
import { readWechat, type WechatSettings } from './settings.ts';
import { askWechat, wechatPage } from './wechat.ts';

let wechat: WechatStandIn;
let settings: WechatSettings;
let errors: object[];
const log = { info: () => {}, error: (details: object) => errors.push(details) };

beforeAll(async () => {
  wechat = await startWechatStandIn();
  settings = readWechat(wechat.env) as WechatSettings;
});
afterAll(() => wechat.close());
beforeEach(() => {
  wechat.state.mood = 'well';
  errors = [];
});

it('reads what either way needs', () => {
  expect(readWechat({})).toBeUndefined();
  expect(readWechat({ WECHAT_WEB_APP_ID: 'wx1', WECHAT_WEB_APP_SECRET: 's' })).toMatchObject({
    apps: { web: { id: 'wx1', secret: 's' } },
    pages: { href: 'https://open.weixin.qq.com/' },
    api: { href: 'https://api.weixin.qq.com/' },
  });
  expect(() => readWechat({ WECHAT_APP_ID: 'wx1' })).toThrow('WECHAT_APP_SECRET: set both');
  expect(() => readWechat({ WECHAT_WEB_APP_SECRET: 's' })).toThrow('WECHAT_WEB_APP_SECRET: set');
  expect(() => readWechat({ ...standInEnv, WECHAT_API: 'http://example.org' })).toThrow(
    'WECHAT_API must be https',
  );
});

it('sends people where WeChat expects them', () => {
  const to = { returnTo: 'https://a.example/portal/p/wechat', state: 'abc' };
  expect(wechatPage(settings, 'inside', to)).toBe(
    `${settings.pages.href}connect/oauth2/authorize?appid=wxinside` +
      '&redirect_uri=https%3A%2F%2Fa.example%2Fportal%2Fp%2Fwechat&response_type=code' +
      '&scope=snsapi_base&state=abc#wechat_redirect',
  );
  expect(wechatPage(settings, 'web', to)).toContain('/connect/qrconnect?appid=wxweb&');
  expect(wechatPage({ ...settings, apps: {} }, 'web', to)).toBeNull();
});

it('takes the id that all apps share, where there is one', async () => {
  const alone = wechat.giveCode('wxweb', { openid: 'o1' });
  expect(await askWechat(settings, 'web', alone, { log })).toEqual({
    state: 'known',
    identity: { app: 'wxweb', id: 'o1' },
  });
  expect(await askWechat(settings, 'web', alone, { log })).toEqual({ state: 'code_refused' });
  const shared = wechat.giveCode('wxinside', { openid: 'o2', unionid: 'u2' });
  expect(await askWechat(settings, 'inside', shared, { log })).toEqual({
    state: 'known',
    identity: { app: null, id: 'u2' },
  });
  expect(errors).toEqual([]);
});

it.each(['down', 'silent', 'rubbish', 'wrong secret'] as const)(
  'says that WeChat is %s, and tells the log no secret',
  async (mood) => {
    wechat.state.mood = mood;
    const code = wechat.giveCode('wxweb', { openid: 'o1' });
    expect(await askWechat(settings, 'web', code, { log, within: 100 })).toEqual({
      state: 'unavailable',
    });
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toMatch(new RegExp(`secret|${code}`));
  },
);
