import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { barriers, overflows } from './page-checks.ts';
import {
  enterConsole,
  enterRookery,
  type RookeryServer,
  reportTemperature,
  startWithRookery,
} from './rookery.ts';

/** A colour with its reason: appealed against, given by two people by hand, and its ledger checked. */

const name = '阿德莱德·王小明';
const folder = process.env.SCREENS;
let server: RookeryServer;
let devices: Device[] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  server = await startWithRookery(name, 1);
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('codes', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  expect(devices.flatMap(({ wrong }) => wrong)).toEqual([]);
  devices = [];
});

async function openResident(): Promise<Page> {
  const device = await openDevice({ ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  devices.push(device);
  await enterRookery(device.page.context(), server.url, server.tokens[0] ?? '');
  return device.page;
}

async function openStaff(index: number, path: string): Promise<Page> {
  const device = await openDevice({ ...pc, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  devices.push(device);
  await enterConsole(device.page.context(), server.url, server.staff[index] ?? '');
  await device.page.goto(`${server.url}/console/p/rookery${path}`);
  return device.page;
}

/** What is wrong with a page, narrow and wide; with `SCREENS` its pictures are left there. */
async function look(page: Page, what: string, widths: number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect([what, width, await barriers(page), await overflows(page)]).toEqual([
      what,
      width,
      [],
      [],
    ]);
    if (folder)
      await page.screenshot({ path: join(folder, `${what}-${width}.png`), fullPage: true });
  }
}

const onPhone = [360, 390, 768];
const onPc = [390, 1024, 1440];

it('is told with its reason, appealed against, and ends with the appeal', async () => {
  const page = await openResident();
  await page.goto(`${server.url}/portal/rookery/code`);
  await page.getByText('还没有上报过').waitFor();
  await look(page, 'code-grey', onPhone);
  await reportTemperature(page.context(), server.url, 40);
  await page.reload();
  const reason = page.getByRole('region', { name: '码色和原因' });
  await reason.getByText('体温偏高').waitFor();
  await reason.getByText(/再上报一次且没有异常/).waitFor();
  await look(page, 'code-yellow', onPhone);

  await page.getByRole('button', { name: '我要申诉' }).click();
  await page.getByRole('button', { name: '提交申诉' }).click();
  await page.getByText('请填写申诉理由。').waitFor();
  await page.getByLabel('申诉理由').fill('体温计坏了');
  await look(page, 'code-appeal', onPhone);
  await page.getByRole('button', { name: '提交申诉' }).click();
  await page.getByText('体温计坏了').waitFor();

  const staff = await openStaff(0, '/appeals');
  await staff.getByText('体温计坏了').waitFor();
  await look(staff, 'appeals', onPc);
  await staff.getByRole('button', { name: 'Accept' }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('Answer to the person').fill('重新测量正常');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await staff.getByText('No appeals').waitFor();

  await page.reload();
  await reason.getByText('未见异常').waitFor();
  await page.getByText('岸边').first().waitFor({ state: 'detached' });
  await page.getByText('申诉成立').first().waitFor();
  await look(page, 'code-accepted', onPhone);
});

it('is given by hand by two people, and its ledger is whole', async () => {
  const first = await openStaff(0, '/roster');
  await first.getByText(name).first().click();
  await first.getByRole('button', { name: 'Propose a decision' }).click();
  const dialog = first.getByRole('dialog', { name: /Propose a decision for/ });
  await dialog.getByRole('button', { name: 'Propose a decision' }).click();
  await dialog.getByText('Please fill this in').first().waitFor();
  await dialog.getByLabel('Decision').click();
  await first.getByText('Bitten', { exact: false }).last().click();
  await dialog.getByLabel('Reason').fill('被豹海豹咬伤');
  await dialog.getByLabel('Evidence').fill('医务站记录 7 号');
  await look(first, 'order-dialog', onPc);
  await dialog.getByRole('button', { name: 'Propose a decision' }).click();
  await first.getByText('Proposed; it waits for approval').waitFor();

  const second = await openStaff(1, '/orders');
  await second.getByText('医务站记录 7 号').waitFor();
  await look(second, 'orders', onPc);
  await second.getByRole('button', { name: 'Approve', exact: true }).click();
  await second.getByRole('tooltip').getByRole('button', { name: 'Approve' }).click();
  await second.getByText('Nothing waits for approval').waitFor();
  await second.getByLabel('State').click();
  await second.locator('.ant-select-item-option', { hasText: 'Approved' }).first().click();
  await second.getByRole('button', { name: 'Propose to lift' }).waitFor();

  const page = await openResident();
  await page.goto(`${server.url}/portal/rookery/code`);
  const reason = page.getByRole('region', { name: '码色和原因' });
  await reason.getByText('被咬伤').first().waitFor();
  await reason.getByText('依据：医务站记录 7 号').waitFor();
  await look(page, 'code-red', onPhone);

  await second.goto(`${server.url}/console/p/rookery/roster`);
  await second.getByText(name).first().click();
  await second.getByText('Approved by Hugo').waitFor();
  await look(second, 'person', onPc);
  const third = await openStaff(2, '/roster');
  await third.goto(`${server.url}/console/ledgers`);
  await third.getByRole('button', { name: 'Start the check' }).click();
  await third.getByText('All of them are whole').waitFor();
  await look(third, 'ledgers', onPc);
});
