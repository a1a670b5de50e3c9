import { expect, inject, it, onTestFinished } from 'vitest';
import { openDevice, pc } from './browser.ts';
import { enterConsole, openSomebody } from './demo.ts';
import * as portal from './portal.ts';

/** The overview follows what happens by itself, and each figure leads to the list behind it. */

it('counts a report that is sent while it is open, and leads to who is missing', async () => {
  const url = inject('demoUrl');
  const { page, wrong, putAway } = await openDevice({ ...pc, locale: 'zh-CN' });
  onTestFinished(putAway);
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/`);
  await page.getByRole('heading', { name: '总览', level: 1 }).waitFor();
  await page.locator('[data-live=true]').waitFor();
  const lines = page.locator('dl > div');
  const reported = async () =>
    Number(await lines.filter({ hasText: '已报' }).getByRole('definition').textContent());
  const before = await reported();
  const somebody = await openSomebody({}, { isNew: true });
  onTestFinished(somebody.putAway);
  await somebody.page.goto(`${url}/portal/games/forms/daily`);
  await portal.fillWell(somebody.page, '36.8');
  await portal.sendAndGoHome(somebody.page);
  await expect.poll(reported, { timeout: 20_000 }).toBe(before + 1);
  await lines.filter({ hasText: '未报' }).getByRole('link').click();
  await page.getByRole('dialog').getByText('未报名单').waitFor();
  await page.goBack();
  // Down into a part and up again, by keyboard.
  await page.getByRole('button', { name: '德国代表团' }).press('Enter');
  await page.getByText('没有下级').waitFor();
  expect(await reported()).toBeLessThan(before);
  await page.getByRole('main').getByRole('button').first().press('Enter');
  await expect.poll(reported).toBe(before + 1);
  // In a region, from the checks of a part to those checks.
  await page.goto(`${url}/console/p/region/overview`);
  await page
    .getByRole('row')
    .filter({ hasText: '朝阳区防控办公室' })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('heading', { name: '排查信息管理', level: 1 }).waitFor();
  await page.getByRole('main').getByText('朝阳区防控办公室').first().waitFor();
  await page.locator('tbody tr[tabindex="0"]').first().waitFor();
  // From the high temperatures to those checks alone.
  await page.goBack();
  await lines.filter({ hasText: '体温异常（站点）' }).getByRole('link').click();
  await page.getByRole('heading', { name: '排查信息管理', level: 1 }).waitFor();
  const checks = page.locator('tbody tr[tabindex="0"]');
  await checks.first().waitFor();
  expect(await checks.count()).toBe(await checks.filter({ hasText: '体温偏高' }).count());
  // From a colour to who has it, and to one of them.
  await page.goBack();
  await lines.filter({ hasText: '黄码' }).getByRole('link').click();
  await page.getByRole('heading', { name: '码色名单', level: 1 }).waitFor();
  await page.getByText('总览中的人数统计于').waitFor();
  await page.locator('tbody tr[tabindex="0"]').first().click();
  await page.getByRole('dialog').getByText('健康码').first().waitFor();
  expect([...wrong, ...somebody.wrong]).toEqual([]);
});
