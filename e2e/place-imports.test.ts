import { randomInt } from 'node:crypto';
import { afterEach, expect, inject, it } from 'vitest';
import { places } from '../modules/places/contract.ts';
import { cellText } from '../platform/sheets/cells.ts';
import { readSheet } from '../platform/sheets/test-files.ts';
import { csvOf, type SheetRow } from '../server/testing/roster.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { ask, enterConsole } from './demo.ts';

/** 机构批量导入: out, changed in a spreadsheet, and in again, while somebody else changes the same. */

const url = inject('demoUrl');
let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('place-imports', { page: device.page });
  const { wrong } = device;
  await device.putAway();
  expect(wrong).toEqual([]);
});

it('shows what would change, asks about a conflict, and imports what its button says', async () => {
  device = await openDevice({ ...pc, locale: 'zh-CN' });
  const { page } = device;
  const context = page.context();
  await enterConsole(context, 'admin');
  await page.goto(`${url}/console/place-imports`);
  await page.getByRole('button', { name: 'download 导出' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV（中文）' }).click();
  const [header = [], ...lines] = await textsOf(await (await started).path());
  const rows: SheetRow[] = lines.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
  );
  const gate = rows.find((row) => row.名称 === '示范小区北门') as SheetRow;
  const metro = rows.find((row) => row.名称 === '示范地铁站') as SheetRow;
  const number = String(randomInt(1_000_000));
  const { items } = await ask(context, places.search, {
    ...{ app: 'console', realm: 'staff', body: { text: gate.代码 } },
  });
  const { id, nameZh, nameEn } = items.find(({ code }) => code === gate.代码) as (typeof items)[0];
  await ask(context, places.rename, {
    ...{ app: 'console', realm: 'staff', params: { id: String(id) } },
    body: { nameZh, nameEn, remark: `他人 ${number}` },
  });
  const changed = rows.map((row) => {
    if (row === gate) return { ...row, 备注: `文件 ${number}` };
    return row === metro ? { ...row, 详细地址: `解放大路 ${number} 号` } : row;
  });
  const added = {
    类型: '站点',
    上级: metro.上级 ?? '',
    代码: `N${number}`,
    名称: `新站点 ${number}`,
  };
  const data = csvOf([...changed, added, { ...added, 代码: 'X', 类型: '地区' }]);
  const file = { name: '机构.csv', mimeType: 'text/csv', buffer: data };
  await page.locator('input[type=file]').setInputFiles(file);

  await page.getByText('有 1 行未通过').waitFor();
  await page.getByRole('radiogroup').first().waitFor();
  const button = page.getByRole('button', { name: /^导入：新增 1，修改 1$/ });
  expect(await button.isDisabled()).toBe(true);
  await page
    .locator('label')
    .filter({ hasText: /^冲突 1$/ })
    .click();
  await page.getByText(`他人已改为“他人 ${number}”，文件中是“文件 ${number}”`).waitFor();
  await page.getByRole('radio', { name: '以文件为准' }).click();
  await page.getByRole('button', { name: '导入：新增 1，修改 2' }).click();
  await page.getByText('新增 1，修改 2，').first().waitFor();
  const after = await ask(context, places.get, {
    ...{ app: 'console', realm: 'staff', params: { id: String(id) } },
  });
  expect(after.remark).toBe(`文件 ${number}`);
  // Others look at the same demo in English.
  await ask(context, places.rename, {
    ...{ app: 'console', realm: 'staff', params: { id: String(id) } },
    body: { nameZh, nameEn, remark: null },
  });

  await page.getByRole('button', { name: '返回' }).click();
  await page.locator('#main tbody tr[data-row-key]').first().getByText('已完成').waitFor();
});

async function textsOf(path: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readSheet(path)) rows.push(cells.map(cellText));
  return rows;
}
