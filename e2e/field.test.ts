import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPassword } from '../server/demo/people.ts';
import { browserFiles, type Device, launch, openDevice, phone, savePictures } from './browser.ts';
import { pictureOfCode, playing, writeFilm } from './film.ts';

const address = `${inject('demoUrl')}/field/`;
let browser: Browser;
let page: Page;
let wrong: string[];
let putAway: Device['putAway'] = async () => undefined;

/** What the camera of these tests sees. */
const film = join(browserFiles, 'any-code.mjpeg');

beforeAll(async () => {
  await writeFilm(film, [await pictureOfCode('https://example.org/some-code')]);
  browser = await launch(playing(film));
});
afterAll(() => browser?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('field', { page });
  expect(wrong).toEqual([]);
  await putAway();
});

async function openField(options: Parameters<typeof openDevice>[0] = {}): Promise<BrowserContext> {
  const usual = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  ({ page, wrong, putAway } = await openDevice({ ...usual, ...options }, { browser, isNew: true }));
  await page.goto(address);
  return page.context();
}

async function signIn(username: string, password = demoPassword): Promise<void> {
  await page.getByLabel(/^(手机号或用户名|Phone number or user name)$/).fill(username);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

/** The person says no the first time; not every browser of these tests can be made to ask. */
function denyCameraOnce(): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = () => {
    mediaDevices.getUserMedia = ask;
    return Promise.reject(new DOMException('denied', 'NotAllowedError'));
  };
}

describe('the field app', () => {
  it('says at once where no code can be sent, and what to do instead', async () => {
    await openField();
    await page.goto(`${inject('emptyUrl')}/field/`);
    await page.getByRole('button', { name: '用短信验证码' }).click();
    await page.getByRole('alert').getByText('还没有开通短信').waitFor();
    expect(await page.getByLabel('手机号', { exact: true }).count()).toBe(0);
  });

  it('lets staff in with the password of the console, and out again', async () => {
    await openField();
    await signIn('organiser', 'not-the-password');
    await page.getByRole('alert').getByText('账号或密码不对').waitFor();

    await signIn('organiser');
    await page.getByRole('heading', { name: '您还没有现场工作' }).waitFor();
    await page.getByRole('list', { name: '我的角色' }).getByText('组织者').waitFor();

    await page.getByRole('link', { name: '我的', exact: true }).click();
    await page.getByText('账号：organiser').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor();
  });

  it('can be installed, and opens without a network', async () => {
    const context = await openField({ serviceWorkers: 'allow' });
    await signIn('organiser');
    await page.getByRole('heading', { name: '您还没有现场工作' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);

    const manifest = await page.getAttribute('link[rel=manifest]', 'href');
    const response = await context.request.get(new URL(manifest ?? '', address).href);
    const { start_url, scope, icons } = await response.json();
    expect({ start_url, scope }).toEqual({ start_url: '/field/', scope: '/field/' });
    for (const { src } of icons) {
      expect((await context.request.get(new URL(src, address).href)).status()).toBe(200);
    }

    await context.setOffline(true);
    await page.reload();
    await page.getByText('现在没有网络').waitFor();
    await page.getByRole('list', { name: '我的角色' }).getByText('组织者').waitFor();
    await page.getByRole('link', { name: /试用相机/ }).click();
    await page.getByRole('button', { name: '打开相机' }).waitFor();
    await page.goto(`${address}account`);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await page.getByText('现在连不上服务器').waitFor();
    await page.getByText('账号：organiser').waitFor();
    await context.setOffline(false);
  });

  it('says without a network that one must have signed in before', async () => {
    const context = await openField({ serviceWorkers: 'allow', locale: 'en-GB' });
    await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'No network: you cannot sign in now' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    // Nobody needs to press it: the page asks again once there is a network.
    await context.setOffline(false);
    await page.getByLabel('Phone number or user name').waitFor();
  });

  it('reads codes with the camera, or says why it cannot and what to do', async () => {
    await openField();
    await page.evaluate(denyCameraOnce);
    await signIn('organiser');
    await page.getByRole('link', { name: /试用相机/ }).click();
    await page.getByRole('button', { name: '打开相机' }).click();
    await page.getByRole('alert').getByText('没有使用相机的权限').waitFor();
    await page.getByRole('alert').getByText('把相机改为“允许”').waitFor();

    const photo = { name: 'code.png', mimeType: 'image/png' };
    const choose = page.getByLabel('拍照或选择照片识别');
    await choose.setInputFiles({ ...photo, buffer: await sharp(film).png().toBuffer() });
    await page.getByRole('status').getByText('这台手机可以扫码').waitFor();

    await page.getByRole('button', { name: '重试' }).click();
    const video = page.getByLabel('相机画面');
    await video.waitFor();
    await expect
      .poll(() => video.evaluate((at: HTMLVideoElement) => at.videoWidth))
      .toBeGreaterThan(0);
    await page.getByRole('status').getByText('（2 次）').waitFor();
    await page.getByRole('button', { name: '关闭相机' }).click();
    await page.getByRole('button', { name: '打开相机' }).waitFor();
  });

  it('asks in place for the password when the session has ended', async () => {
    const context = await openField();
    await signIn('organiser');
    await page.getByRole('heading', { name: '您还没有现场工作' }).waitFor();
    await context.clearCookies();
    await page.getByRole('link', { name: '我的', exact: true }).click();
    await page.reload();
    await page.getByRole('heading', { name: '员工登录' }).waitFor();
  });
});
