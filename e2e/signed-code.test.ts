import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { barriers, overflows } from './page-checks.ts';
import {
  enterRookery,
  type RookeryServer,
  reportTemperature,
  startWithRookery,
} from './rookery.ts';
import { prepareReader, readScreen } from './screen-code.ts';

/** The signed code on phones: read from the screen as a scanner would, also without a network. */

const name = '王小明';
let server: RookeryServer;
let devices: Device[] = [];

beforeAll(async () => {
  await prepareReader();
  server = await startWithRookery(name, 5);
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('signed-code', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  expect(devices.flatMap(({ wrong }) => wrong)).toEqual([]);
  devices = [];
});

async function open(token: number, more: Parameters<typeof openDevice>[0] = {}): Promise<Page> {
  const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const device = await openDevice({ ...phone, ...chinese, ...more }, { isNew: true });
  devices.push(device);
  await enterRookery(device.page.context(), server.url, server.tokens[token] ?? '');
  await device.page.goto(`${server.url}/portal/rookery/code`);
  return device.page;
}

const report = (context: BrowserContext, temperature: number) =>
  reportTemperature(context, server.url, temperature);

const qrOn = (page: Page) => page.getByRole('img', { name: /健康码/ });

const scan = (page: Page) => readScreen(page, server);

const serverTime = async () => {
  const { headers } = await fetch(`${server.url}/api/system/`);
  return Date.parse(headers.get('x-anxing-now') ?? '') / 1000;
};

it('is read from the screen, in the colour of the last report', async () => {
  const page = await open(0);
  expect((await scan(page)).credential).toMatchObject({ colour: 'grey', maskedName: '王*明' });
  await report(page.context(), 38);
  await page.reload();
  await page.getByRole('heading', { name: '绿码', exact: true }).waitFor();
  const green = await scan(page);
  expect(green.credential).toMatchObject({ colour: 'green', programme: 'rookery' });
  expect(Math.abs(green.moment - (await serverTime()))).toBeLessThan(40);
  await report(page.context(), 40);
  await page.reload();
  await page.getByRole('heading', { name: '黄码', exact: true }).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  expect((await scan(page)).credential.colour).toBe('yellow');
});

it('is shown without a network, with a fresh moment, and says so', async () => {
  const page = await open(1, { serviceWorkers: 'allow' });
  await page.getByRole('button', { name: '改用本机出示' }).click();
  const before = await scan(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.reload();
  const after = await scan(page);
  expect(after.credential.reference).toEqual(before.credential.reference);
  expect(Math.abs(after.moment - (await serverTime()))).toBeLessThan(40);
  await page.getByText('离线').first().waitFor();
});

it('is printed on paper, and what was lost is revoked', async () => {
  const page = await open(0);
  const link = page.getByRole('link', { name: /打印纸质码/ });
  const href = await link.getAttribute('href');
  const paper = await page.context().request.get(server.url + href);
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.getByRole('button', { name: /作废纸质码/ }).click();
  await page.getByRole('dialog').getByText('作废纸质码', { exact: true }).click();
  await page.getByText('纸质码已作废').waitFor();
});

it('moves to another phone when that is meant, and the first one says so', async () => {
  const first = await open(2);
  await first.getByText('另一部手机正在出示您的码').waitFor();
  await first.getByRole('button', { name: '改用本机出示' }).click();
  await qrOn(first).waitFor();
  const second = await open(3);
  await second.getByRole('button', { name: '改用本机出示' }).click();
  await qrOn(second).waitFor();
  await first.reload();
  await first.getByText('另一部手机正在出示您的码').waitFor();
  expect(await qrOn(first).count()).toBe(0);
});

it('that cannot be kept is told in plain words', async () => {
  const device = await openDevice({ ...phone, locale: 'zh-CN' }, { isNew: true });
  devices.push(device);
  await device.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  await enterRookery(device.page.context(), server.url, server.tokens[4] ?? '');
  await device.page.goto(`${server.url}/portal/rookery/code`);
  await device.page.getByText('此浏览器无法保存健康码').waitFor();
});
