import { randomInt } from 'node:crypto';
import { afterEach, expect, inject, it } from 'vitest';
import { staff } from '../modules/staff/contract.ts';
import { cellText } from '../platform/sheets/cells.ts';
import { readSheet } from '../platform/sheets/test-files.ts';
import { csvOf, type SheetRow } from '../server/testing/roster.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';

import { ask, enterConsole } from './demo.ts';

/** 人员批量导入: out, changed in a spreadsheet, in again, and the passwords of the new ones, once. */

const url = inject('demoUrl');
let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('member-imports', { page: device.page });
  const { wrong } = device;
  await device.putAway();
  expect(wrong).toEqual([]);
});

it('exports staff, shows what would change, imports it, and hands out passwords once', async () => {
  device = await openDevice({ ...pc, locale: 'zh-CN' });
  const { page } = device;
  const context = page.context();
  await enterConsole(context, 'admin');
  const number = String(randomInt(1_000_000)).padStart(6, '0');
  await page.goto(`${url}/console/staff`);
  await page.getByRole('button', { name: 'download 导出' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV（中文）' }).click();
  const rows = await rowsOf(await (await started).path());
  const admin = rows.find((row) => row.账号 === 'admin') as SheetRow;
  const place = admin.机构或站点 ?? '';

  const fresh = (account: string, given: SheetRow = {}): SheetRow => ({
    ...{ 姓名: `新员工${number}`, 账号: account, 机构或站点: place, 角色: '查看者', 备注: '导入' },
    ...given,
  });
  await page.goto(`${url}/console/member-imports`);
  const send = (data: Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: '人员.csv', mimeType: 'text/csv', buffer: data });
  const wrong = fresh(`wrong${number}`, { 角色: '没有的角色' });
  await send(csvOf([admin, fresh(`first${number}`), wrong]));
  await page.getByText('有 1 行未通过').waitFor();
  await page
    .locator('label')
    .filter({ hasText: /^未通过 1$/ })
    .click();
  await page.getByText('角色：没有角色“没有的角色”').waitFor();
  await page.getByRole('button', { name: '导入：新增 1' }).click();
  await page.getByText('新增 1，修改 0，').first().waitFor();

  await page.getByRole('button', { name: /下载一次性密码/ }).click();
  const handed = page.waitForEvent('download');
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /下载一次性密码/ })
    .click();
  const [first] = await rowsOf(await (await handed).path());
  expect(first?.账号).toBe(`first${number}`);
  await page.getByText('只能下载一次，请妥善保管').waitFor({ state: 'detached' });

  // What came back is exported anew, and disables the one who was added.
  const after = await context.request.get(`${url}${staff.exportMembers.url}?format=csv&lang=zh`, {
    headers: { 'x-anxing-app': 'console', 'x-anxing-realm': 'staff' },
  });
  const again = rowsFrom(await after.text()).find((row) => row.账号 === `first${number}`);
  await page.goto(`${url}/console/member-imports`);
  await send(csvOf([{ ...(again as SheetRow), 状态: '停用' }]));
  await page.getByText('会有 1 人因停用或角色变化退出登录').waitFor();
  await page.getByText('此人会退出登录，不能再登录').waitFor();
  await page.getByRole('button', { name: '导入：修改 1' }).click();
  await page.getByText('有 1 人已退出登录，不能再登录。').waitFor();
  const { items } = await ask(context, staff.list, {
    ...{ app: 'console', realm: 'staff', body: { account: `first${number}` } },
  });
  expect(items).toMatchObject([{ disabled: true, remark: '导入' }]);
});

async function rowsOf(path: string): Promise<SheetRow[]> {
  const lines: string[][] = [];
  for await (const { cells } of readSheet(path)) lines.push(cells.map(cellText));
  return named(lines);
}

/** A table without line breaks or commas in its cells, as the demo's are. */
const rowsFrom = (text: string): SheetRow[] =>
  named(
    text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '').trim())),
  );

const named = ([header = [], ...lines]: string[][]): SheetRow[] =>
  lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
