import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  browserFiles,
  type Device,
  keepPicture,
  launch,
  openDevice,
  phone,
  savePictures,
} from './browser.ts';
import { pictureOfCode, playing, writeFilm } from './film.ts';
import { barriers, overflows, switchLang } from './page-checks.ts';
import { documentNumber, enterField, type RookeryServer, startWithRookery } from './rookery.ts';

/** What a programme asks at a gate beside the temperature. */

const film = join(browserFiles, 'check-fields.mjpeg');
let server: RookeryServer;
let browser: Browser;
let scanner: Device;

beforeAll(async () => {
  server = await startWithRookery('王小明', 1, { gated: true });
  browser = await launch(playing(film));
  const narrow = { ...phone, viewport: { width: 360, height: 740 } };
  const chinese = { ...narrow, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  scanner = await openDevice(chinese, { browser, isNew: true });
  await enterField(scanner.page.context(), server);
}, 300_000);

afterAll(async () => {
  await scanner?.putAway();
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('check-fields', { scanner: scanner.page });
});

async function openNewest(page: Page, temperature: string): Promise<void> {
  await page.goto(`${server.url}/field/records`);
  await page.getByText(temperature).click();
  await page.getByRole('heading', { name: '过闸' }).waitFor();
}

it('is asked by its rules, and stands in the record in both languages', async () => {
  const { page, wrong } = scanner;
  await page.goto(`${server.url}/field/number`);
  await page.getByLabel('证件号码').fill(documentNumber);
  await page.getByRole('button', { name: '查询' }).click();
  const person = page.getByRole('region', { name: '人员信息' });
  const further = person.getByRole('region', { name: '过闸' });
  await further.getByText('怎么来的').waitFor();
  await page.getByLabel('体温测量结果').fill('36.6');
  const confirm = page.getByRole('button', { name: '确认', exact: true });
  await confirm.click();
  await further.getByText('此项为必填项。').waitFor();
  await further.getByRole('radio', { name: '坐雪橇' }).check();
  await further.getByLabel(/同行几只/).fill('12');
  await confirm.click();
  await further.getByText(/1.*9/).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('check-fields-mistake', page);
  await further.getByLabel(/同行几只/).fill('3');
  await confirm.click();
  await page.getByText('已登记：王*明，36.6 ℃').waitFor();
  await openNewest(page, '36.6 ℃');
  await page.getByText('坐雪橇').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('check-fields-record', page);
  await switchLang(page);
  await page.getByText('Sledge').waitFor();
  await switchLang(page);
  expect(wrong).toEqual([]);
});

it('is asked and kept on the phone without a network, and sent with the check', async () => {
  const { page } = scanner;
  await writeFilm(film, [await pictureOfCode(server.printed)]);
  // Here the phone hears what is asked.
  await page.goto(`${server.url}/field/scan`);
  await page.getByRole('button', { name: '打开相机' }).waitFor();
  await page.route('**/api/**', (route) => route.abort());
  await page.reload();
  await page.getByRole('button', { name: '打开相机' }).click();
  await page.getByLabel('证件号码最后 4 位').fill('0041');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('radio', { name: '游来' }).check();
  await page.getByLabel('体温测量结果').fill('36.8');
  await keepPicture('check-fields-offline', page);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText(/已保存在本机：纸质码持有人，36.8 ℃/).waitFor();
  await page.unrouteAll();
  await page.getByRole('link', { name: '待上传 1' }).click();
  await page.getByRole('button', { name: '立即上传' }).click();
  await page.getByText('没有待上传的记录').waitFor();
  await openNewest(page, '36.8 ℃');
  await page.getByText('游来').waitFor();
});
