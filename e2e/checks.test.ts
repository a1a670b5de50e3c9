import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { type Device, keepPicture, openDevice, pc, savePictures } from './browser.ts';
import { enterConsole } from './demo.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';

/** 排查信息管理 in the console: found, looked at, arranged and taken away. */

const url = inject('demoUrl');
const path = `${url}/console/p/region/checks`;

let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('checks', { page: device.page });
  await device.putAway();
  expect(device.wrong).toEqual([]);
});

async function openChecks(): Promise<Page> {
  device = await openDevice({ ...pc, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const { page } = device;
  await enterConsole(page.context(), 'admin');
  await page.goto(path);
  await rowsOf(page).first().waitFor();
  return page;
}

const rowsOf = (page: Page) => page.locator('main tbody tr[data-row-key]');

it('finds checks by name, number and marks, and opens one, by keyboard alone', async () => {
  const page = await openChecks();
  const name = (await rowsOf(page).first().locator('td').nth(1).textContent()) ?? '';
  await page.getByLabel('姓名', { exact: true }).fill(name.slice(0, 1));
  await page.keyboard.press('Enter');
  const names = () => rowsOf(page).locator('td:nth-child(2)').allTextContents();
  await expect
    .poll(async () => (await names()).every((each) => each.startsWith(name.slice(0, 1))))
    .toBe(true);
  // What is looked for stands in no address.
  expect(page.url()).toBe(path);
  await page.getByLabel('身份证号', { exact: true }).fill('123');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await page.getByRole('button', { name: '重置' }).click();
  await rowsOf(page).first().waitFor();
  expect(await page.getByLabel('身份证号', { exact: true }).inputValue()).toBe('');
  await rowsOf(page).first().focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '排查记录' });
  await drawer.getByText('登记方式').waitFor();
  await waitUntilStill(page);
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await page.keyboard.press('Escape');
  await expect.poll(() => drawer.isVisible()).toBe(false);
});

it('remembers columns and filters with the account, wherever it signs in next', async () => {
  const first = await openChecks();
  await first.getByRole('button', { name: '设置显示列' }).click();
  await first.getByRole('checkbox', { name: '登记方式' }).check();
  await first.getByRole('columnheader', { name: '登记方式' }).waitFor();
  await first.keyboard.press('Escape');
  await first.getByRole('combobox', { name: '标记' }).click();
  await first.getByTitle('体温偏高').click();
  await first.keyboard.press('Escape');
  await first.getByRole('button', { name: '查询' }).click();
  await expect
    .poll(async () => {
      const rows = await rowsOf(first).allTextContents();
      return rows.length > 0 && rows.every((row) => row.includes('体温偏高'));
    })
    .toBe(true);
  await first.getByRole('button', { name: '保存筛选' }).click();
  await first.getByLabel('筛选名称').fill('发热');
  await first.keyboard.press('Enter');
  await first.getByText('已保存', { exact: true }).waitFor();
  await device.putAway();

  const second = await openChecks();
  await second.getByRole('columnheader', { name: '登记方式' }).waitFor();
  await second.getByRole('combobox', { name: '已保存的筛选' }).click();
  await second.getByTitle('发热').click();
  await expect
    .poll(async () => {
      const rows = await rowsOf(second).allTextContents();
      return rows.length > 0 && rows.every((row) => row.includes('体温偏高'));
    })
    .toBe(true);
  await keepPicture('checks-filtered', second, false);
  await second.getByRole('button', { name: '删除此筛选' }).click();
  await second.getByRole('button', { name: '删除', exact: true }).click();
  await expect.poll(() => second.getByRole('combobox', { name: '已保存的筛选' }).count()).toBe(0);
  await second.getByRole('button', { name: '设置显示列' }).click();
  await second.getByRole('button', { name: '恢复默认' }).click();
  await expect.poll(() => second.getByRole('columnheader', { name: '登记方式' }).count()).toBe(0);
});

it('exports what is found, and says how far it is', async () => {
  const page = await openChecks();
  await page.getByRole('button', { name: /导 ?出$/ }).click();
  const dialog = page.getByRole('dialog', { name: '导出排查信息' });
  await dialog.getByRole('radio', { name: 'CSV' }).check();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '开始导出' }).click();
  const file = await (await coming).path();
  await dialog.getByText(/已导出 [\d,]+ 行/).waitFor();
  await waitUntilStill(page);
  await keepPicture('checks-exported', page, false);
  const said = Number(
    /已导出 ([\d,]+) 行/.exec((await dialog.textContent()) ?? '')?.[1]?.replace(',', ''),
  );
  const lines = readFileSync(file, 'utf8').trim().split('\r\n');
  expect(lines.length).toBe(said + 1);
  expect(lines[0]).toMatch(/,由 .+ 导出，[\d-]+ [\d:]+$/);
});
