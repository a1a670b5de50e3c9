import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { screening } from '../modules/screening/contract.ts';
import { type Device, keepPicture, openDevice, phone, savePictures } from './browser.ts';
import { ask } from './demo.ts';
import { barriers, overflows } from './page-checks.ts';
import { enterField, type RookeryServer, startWithRookery } from './rookery.ts';
import { sentCode } from './seals.ts';

/** 辅助登记: people without a code, registered by their document at a gate. */

const numberOf = (digits: string) => `${digits}${prcCheckDigit(digits)}`;

let server: RookeryServer;
let scanner: Device;

beforeAll(async () => {
  server = await startWithRookery('王小明', 1, { registers: true });
  const chinese = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  scanner = await openDevice({ ...chinese, serviceWorkers: 'allow' }, { isNew: true });
  await enterField(scanner.page.context(), server);
}, 300_000);

afterAll(async () => {
  await scanner?.putAway();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('assisted', { scanner: scanner.page });
});

async function fill(page: Page, name: string, number: string): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('证件号码').fill(number);
}

async function measure(page: Page, temperature: string): Promise<void> {
  await page.getByLabel('体温测量结果').fill(temperature);
  await page.getByRole('button', { name: '提交' }).click();
}

it('registers somebody by phone, code and document, and measures them', async () => {
  const { page } = scanner;
  await page.goto(`${server.url}/field/`);
  await page.getByRole('link', { name: /辅助登记/ }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('请先获取并填写验证码').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('assisted-mistakes', page);
  await page.getByLabel('手机号').fill('13900000077');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码已发送至').waitFor();
  const code = await sentCode(page, server, '13900000077');
  await page.getByLabel('短信验证码').fill('000');
  await fill(page, '李大山', numberOf('11010519900303001'));
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('验证码不对').waitFor();
  await keepPicture('assisted-code', page);
  await page.getByLabel('短信验证码').fill(code);
  await page.getByRole('button', { name: '下一步' }).click();
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText('已登记。对方还没有账号').waitFor();
  await person.getByText('李*山').waitFor();
  await keepPicture('assisted-person', page);
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await measure(page, '36.6');
  await page.getByText('已登记：李*山，36.6 ℃').waitFor();
  const href = await page.getByRole('link', { name: '打印纸质码' }).getAttribute('href');
  const paper = await page.context().request.get(server.url + href);
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('assisted-done', page);
});

it('keeps somebody as not verified without a network, and says so until they are sent', async () => {
  const { page } = scanner;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.getByText('没有网络：不能发送验证码').waitFor();
  await page.getByLabel('手机号').fill('13900000078');
  await fill(page, '赵大海', numberOf('11010519900303002').replace(/.$/, '0'));
  await keepPicture('assisted-offline', page);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('证件号码校验不通过').waitFor();
  await fill(page, '赵大海', numberOf('11010519900303003'));
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('没有网络，未向服务器核实').waitFor();
  await measure(page, '36.7');
  await page.getByText(/已保存在本机：赵\*海，36.7 ℃/).waitFor();
  await page.goto(`${server.url}/field/account`);
  await page.getByText('还有 1 条登记没有上传').waitFor();
  await page.getByRole('link', { name: '待上传 1' }).click();
  await keepPicture('assisted-pending', page);
  await page.context().setOffline(false);
  await page.getByText('没有待上传的记录').waitFor();
  const field = { app: 'field', base: server.url, realm: 'staff' } as const;
  const { items } = await ask(page.context(), screening.records, { ...field, body: {} });
  expect(items.map(({ temperature, conflict }) => [temperature, conflict])).toEqual([
    [36.7, null],
    [36.6, null],
  ]);
  await page.goto(`${server.url}/field/records/${items[0]?.id}`);
  await page.getByText('手机号（未验证）').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('assisted-record', page);
});
