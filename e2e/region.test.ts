import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { demoPassword } from '../server/demo/people.ts';
import {
  browserFiles,
  type Device,
  keepPicture,
  launch,
  openDevice,
  phone,
  savePictures,
} from './browser.ts';
import * as field from './field.ts';
import { playing, writeFilm } from './film.ts';
import { barriers, overflows } from './page-checks.ts';
import * as portal from './portal.ts';
import { sentCode } from './seals.ts';
import { copyDemo, startServer } from './setup.ts';

/**
 * The whole way in the demo's region: somebody registers, reports and shows the code; a scanner's camera sees it, and
 * the record is read by those above the scanner and by nobody else.
 */

const film = join(browserFiles, 'code-of-a-resident.mjpeg');
const clock = '2022-01-20T12:00:00+08:00';
const number = `11010519900101002${prcCheckDigit('11010519900101002')}`;
const ownPhone = '13900000970';
const chinese = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
const devices: Record<string, Device> = {};

beforeAll(async () => {
  browser = await launch(playing(film));
  const data = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  server = await startServer([], data);
}, 300_000);

afterAll(async () => {
  for (const { putAway } of Object.values(devices)) await putAway();
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  const pages = Object.entries(devices).map(([name, { page }]) => [name, page] as const);
  if (task.result?.state === 'fail') await savePictures('region', Object.fromEntries(pages));
  expect(Object.values(devices).flatMap(({ wrong }) => wrong)).toEqual([]);
});

async function take(name: string, path: string, from?: Browser): Promise<Page> {
  const device = await openDevice(chinese, { isNew: true, ...(from && { browser: from }) });
  devices[name] = device;
  await device.page.goto(server.url + path);
  return device.page;
}

async function report(page: Page): Promise<void> {
  await page.getByText('个人信息上报').first().click();
  await page.getByRole('button', { name: '开始填报' }).click();
  await portal.answer(page, '近两周是否有以下症状', '否');
  await page.getByLabel('体温').fill('36.5');
  await page.getByLabel('家庭详细住址').fill('示范大街 1 号');
  for (const [index, place] of ['吉林省', '长春市', '朝阳区'].entries()) {
    const level = page.locator(`[name="homeRegion.${index}"]`);
    await level.locator('option', { hasText: place }).first().waitFor({ state: 'attached' });
    await level.selectOption({ label: place });
  }
  await portal.submit(page);
  await page.getByText('提交成功').waitFor();
}

async function enterField(name: string, account: string, from?: Browser): Promise<Page> {
  const page = await take(name, '/field/', from);
  await field.signIn(page, account, demoPassword);
  await page.getByText('当前站点：').waitFor();
  return page;
}

it('somebody registers, reports by the form, and shows a green code', async () => {
  const page = await take('resident', '/portal/region/');
  await page.getByRole('button', { name: '去登录-查看吉祥码' }).waitFor();
  await portal.register(page, {
    ...{ phone: ownPhone, username: 'hejing', name: '贺静', number },
    sentCode: () => sentCode(page, server, ownPhone),
  });
  await page.getByRole('link', { name: /查看吉祥码/ }).click();
  await page.getByText('没有近 14 天内的上报').waitFor();
  await page.goto(`${server.url}/portal/region/`);
  await report(page);
  await page.goto(`${server.url}/portal/region/code`);
  await page.getByText('绿码').first().waitFor();
  await page.getByRole('img', { name: /码/ }).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await writeFilm(film, [await page.screenshot()]);
});

it('a scanner sees it, measures, and confirms', async () => {
  const page = await enterField('scanner', '13800000003', browser);
  await page.getByRole('link', { name: /^扫一扫/ }).click();
  await page.getByRole('button', { name: '打开相机' }).click();
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText('服务器刚刚确认').waitFor();
  await person.getByText('绿码').waitFor();
  await page.getByLabel('体温测量结果').fill('36.4');
  // What may be left out is one line, and opens at a touch.
  expect(await page.getByText('现场看到的症状').count()).toBe(0);
  await page.getByText('症状与来源地（选填）').click();
  await page.getByRole('checkbox', { name: '咳嗽' }).check();
  await page.getByLabel('省、自治区、直辖市').selectOption({ label: '吉林省' });
  await page.getByLabel('市、州、区县').selectOption({ label: '长春市' });
  await page.getByLabel('区、县、市').selectOption({ label: '朝阳区' });
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('region-check', page);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('已登记：贺静，36.4 ℃'.replace('贺静', '贺*')).waitFor();
});

it('the record is read by the line above, and not at the sibling site', async () => {
  const senior = await enterField('senior', '13800000001');
  await senior.goto(`${server.url}/field/records`);
  await senior.getByText('贺*').first().click();
  await senior.getByText('Pu Xiaoqing').waitFor();
  await senior.getByText('36.4 ℃').waitFor();
  await senior.getByText('咳嗽').waitFor();
  await senior.getByText('吉林省长春市朝阳区').waitFor();
  const sibling = await enterField('sibling', '13800000007');
  await sibling.goto(`${server.url}/field/records`);
  await sibling
    .getByText(/^(没有|还没有)/)
    .first()
    .waitFor();
  expect(await sibling.getByText('贺*').count()).toBe(0);
});
