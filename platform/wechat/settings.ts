import { ConfigError } from '../config-error.ts';
import { readEndpoint } from '../endpoint.ts';

/** How WeChat knows this installation in one of its two ways. */
export type WechatApp = { id: string; secret: string };

/** The two ways to WeChat: within its own browser on a phone, and by a QR code on a PC. */
export type WechatKind = 'inside' | 'web';

export type WechatSettings = {
  apps: Partial<Record<WechatKind, WechatApp>>;
  /** Where people are sent, and where this server asks who they are. */
  pages: URL;
  api: URL;
};

/** As the README lists them. */
export const wechatSettings = [
  {
    name: 'WECHAT_APP_ID',
    default: 'none',
    description:
      'AppID of an official account with web authorisation: signing in within WeChat. Its authorised domain is that of `PUBLIC_URL`.',
  },
  { name: 'WECHAT_APP_SECRET', default: 'none', description: 'The secret that goes with it.' },
  {
    name: 'WECHAT_WEB_APP_ID',
    default: 'none',
    description: 'AppID of a website application: signing in on a PC by a QR code.',
  },
  { name: 'WECHAT_WEB_APP_SECRET', default: 'none', description: 'The secret that goes with it.' },
  {
    name: 'WECHAT_PAGES',
    default: 'https://open.weixin.qq.com',
    description: 'Where people are sent to sign in instead: scheme, name and port.',
  },
  {
    name: 'WECHAT_API',
    default: 'https://api.weixin.qq.com',
    description: 'Where WeChat is asked who somebody is instead: scheme, name and port.',
  },
] as const;

type Env = Record<string, string | undefined>;

/** Reads the settings; undefined where neither way is set up. @throws {ConfigError} at the first wrong one. */
export function readWechat(env: Env): WechatSettings | undefined {
  const inside = readApp('WECHAT_APP_ID', env.WECHAT_APP_ID, env.WECHAT_APP_SECRET);
  const web = readApp('WECHAT_WEB_APP_ID', env.WECHAT_WEB_APP_ID, env.WECHAT_WEB_APP_SECRET);
  const pages = readEndpoint('WECHAT_PAGES', env.WECHAT_PAGES || 'https://open.weixin.qq.com');
  const api = readEndpoint('WECHAT_API', env.WECHAT_API || 'https://api.weixin.qq.com');
  if (!inside && !web) return undefined;
  return { apps: { ...(inside && { inside }), ...(web && { web }) }, pages, api };
}

function readApp(
  name: string,
  givenId: string | undefined,
  givenSecret: string | undefined,
): WechatApp | undefined {
  const [id, secret] = [givenId?.trim(), givenSecret?.trim()];
  if (!id && !secret) return undefined;
  if (!id || !secret) {
    throw new ConfigError(`${name} goes with ${name.replace(/ID$/, 'SECRET')}: set both.`);
  }
  return { id, secret };
}
