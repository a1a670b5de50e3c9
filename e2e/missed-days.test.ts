import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { reports } from '../modules/reports/contract.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { ask, enter, today } from './demo.ts';

/** What the demo has its named people for: days that were missed, and days that an itinerary makes due. */

const url = inject('demoUrl');

let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('missed-days', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

const missed = (context: BrowserContext, app: 'portal' | 'desk') =>
  ask(context, reports.missed, { app });

async function declare(): Promise<void> {
  await page.getByRole('checkbox', { name: '我已阅读以上内容并作出承诺' }).check();
  await page.getByRole('button', { name: '确认并进入' }).click();
}

it('fills in the chosen days at one go on the phone', async () => {
  ({ page, wrong, putAway } = await openDevice({ ...phone, locale: 'zh-CN' }));
  const context = page.context();
  await enter(context, '1096044');
  const { days } = await missed(context, 'portal');
  expect(days).toHaveLength(3);
  await page.goto(`${url}/portal/games/missed/daily`);
  await page.getByRole('link', { name: '一次补录多天' }).click();
  await page.getByRole('heading', { name: '已选 3 天' }).waitFor();
  const temperatures = page.getByLabel('体温').and(page.locator('input'));
  await temperatures.nth(0).fill('36.4');
  await temperatures.nth(1).fill('36.5');
  await page.getByRole('checkbox').nth(2).uncheck();
  await page.getByRole('button', { name: '全部选否' }).click();
  await page.getByRole('button', { name: '提交 2 天' }).click();
  await page.getByText('2 天的填报已保存。').waitFor();
  expect((await missed(context, 'portal')).days).toEqual(days.slice(2));
  await page.getByRole('button', { name: '返回首页' }).click();
  // The last one by itself: a single day is no several days.
  await page.goto(`${url}/portal/games/missed/daily`);
  await page.getByText('共漏填 1 天').waitFor();
  expect(await page.getByRole('link', { name: '一次补录多天' }).count()).toBe(0);
});

it('says on the PC which days an itinerary makes missed, and fills them in at one go', async () => {
  ({ page, wrong, putAway } = await openDevice({ ...pc, locale: 'zh-CN' }));
  const context = page.context();
  await enter(context, '1096049', { app: 'desk' });
  await page.goto(`${url}/desk/games/forms/planned-itinerary`);
  await declare();
  const entry = page.getByLabel('计划入境日期');
  await entry.fill(today);
  await entry.press('Enter');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const told = page.getByRole('dialog', { name: '提交前请确认' });
  await told.getByText('提交后，之前的 14 天会变为漏填。').waitFor();
  await told.getByRole('button', { name: '返回修改' }).click();
  expect((await missed(context, 'desk')).days).toEqual([]);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await told.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('提交成功').waitFor();
  const { days } = await missed(context, 'desk');
  expect(days).toHaveLength(14);
  await page.goto(`${url}/desk/games/missed/daily/together`);
  await page.getByRole('heading', { name: '已选 14 天' }).waitFor();
  const temperatures = page.getByLabel('体温').and(page.locator('input'));
  for (let index = 0; index < 13; index++) await temperatures.nth(index).fill('36.5');
  await page.getByRole('button', { name: '全部选否' }).click();
  // One is still missing: nothing is sent, and the page leads there.
  await page.getByRole('button', { name: '提交 14 天' }).click();
  await page.getByText('有 1 处需要修改，已标出。').waitFor();
  expect((await missed(context, 'desk')).days).toHaveLength(14);
  await temperatures.nth(13).fill('36.6');
  await page.getByRole('button', { name: '提交 14 天' }).click();
  await page.getByText('14 天的填报已保存。').waitFor();
  expect((await missed(context, 'desk')).days).toEqual([]);
});
