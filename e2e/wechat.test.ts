import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWechatStandIn, type WechatStandIn } from '../platform/test/wechat.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { barriers, overflows } from './page-checks.ts';
import { type SealServer, signInByCode, startWithSeals } from './seals.ts';

/** Signing in by WeChat, whose part a stand-in on this machine plays: within WeChat, and on a PC. */

const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const folder = process.env.SCREENS;
const withinWechat = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36 MicroMessenger/8.0.16',
};
let wechat: WechatStandIn;
let server: SealServer;
let devices: Device[] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  wechat = await startWechatStandIn();
  const port = await freePort();
  server = await startWithSeals({
    ways: [{ type: 'phone' }, { type: 'wechat' }],
    env: { ...wechat.env, PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}` },
  });
}, 300_000);

afterAll(async () => {
  await server?.stop();
  await wechat?.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('wechat', Object.fromEntries(pages));
  }
  const used = devices;
  devices = [];
  await Promise.all(used.map(({ putAway }) => putAway()));
  expect(used.flatMap(({ wrong }) => wrong)).toEqual([]);
});

/** The address to come back to names the port, so that it must be known beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function open(device: BrowserContextOptions, path = 'sign-in'): Promise<Page> {
  const opened = await openDevice({ ...device, ...chinese });
  devices.push(opened);
  await opened.page.goto(`${server.url}/portal/seals/${path}`);
  return opened.page;
}

async function look(page: Page, what: string): Promise<void> {
  expect([what, await barriers(page), await overflows(page)]).toEqual([what, [], []]);
  if (folder) await page.screenshot({ path: join(folder, `wechat-${what}.png`) });
}

const leave = (page: Page) => page.getByRole('button', { name: '微信授权登录' }).click();

it('is bound at the first sign-in, enough at the next one, also on a PC, and ended in the account', async () => {
  wechat.state.who = { openid: 'o-ada', unionid: 'u-ada' };
  const page = await open({ ...phone, ...withinWechat });
  await page.getByRole('button', { name: '微信授权登录' }).waitFor();
  await look(page, 'offered');
  await leave(page);
  await page.getByText('这个微信还没有绑定账号').waitFor();
  expect(page.url()).not.toMatch(/code|state/);
  await look(page, 'not-bound');
  await signInByCode(page, server, '13900000001');
  await page.getByRole('dialog', { name: '绑定微信？' }).waitFor();
  await look(page, 'asked');
  await page.getByRole('button', { name: '绑定', exact: true }).click();
  await page.getByText('微信已绑定').waitFor();

  const desk = await open(pc, 'sign-in?to=%2Fseals%2Faccount');
  await leave(desk);
  await desk.waitForURL(/\/portal\/seals\/account$/);
  await desk.getByText('微信登录', { exact: true }).waitFor();
  await look(desk, 'account');
  await desk.getByRole('button', { name: '解除绑定' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click();
  await desk.getByText('已解除微信绑定').waitFor();
});

it('says what went wrong, and leads to the other ways', async () => {
  wechat.state.who = null;
  const page = await open({ ...phone, ...withinWechat });
  await leave(page);
  await page.getByText('您在微信里没有同意登录').waitFor();
  await look(page, 'denied');
  // Loaded anew, the address says nothing any more.
  await page.reload();
  await page.getByRole('button', { name: '微信授权登录' }).waitFor();
});

it('is not offered to another browser of a phone', async () => {
  const userAgent = withinWechat.userAgent.replace(/ MicroMessenger.*/, '');
  const page = await open({ ...phone, userAgent });
  await page.getByRole('button', { name: '获取短信验证码' }).waitFor();
  // The offer comes by a request of its own.
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('button', { name: '微信授权登录' }).count()).toBe(0);
});
