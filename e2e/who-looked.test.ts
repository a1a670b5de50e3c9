import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { ask, enter, enterConsole, openSomebody } from './demo.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';

/** Staff look at somebody; the person sees it on the phone and the PC, and who answers for it in the console. */

const url = inject('demoUrl');
const folder = process.env.SCREENS;
let devices: Device[] = [];

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('who-looked', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  expect(devices.flatMap(({ wrong }) => wrong)).toEqual([]);
  devices = [];
});

async function openConsole(locale: string): Promise<Page> {
  const device = await openDevice({ ...pc, locale, timezoneId: 'Asia/Shanghai' });
  devices.push(device);
  await enterConsole(device.page.context(), 'admin');
  return device.page;
}

/** What is wrong with a page; with `SCREENS` its picture is left there. */
async function look(page: Page, what: string): Promise<void> {
  await waitUntilStill(page);
  expect([what, await barriers(page), await overflows(page)]).toEqual([what, [], []]);
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${what}.png`) });
}

it('shows a person which staff looked at them, and staff whom a list showed', async () => {
  const device = await openSomebody();
  devices.push(device);
  const { page } = device;
  const me = await ask(page.context(), people.me, { app: 'portal' });
  await page.goto(`${url}/portal/games/account`);
  await page.getByRole('link', { name: '谁看过我的信息' }).click();
  // Lists of other tests may have shown them already; nobody has opened their page.
  await page.getByRole('heading', { name: '谁看过我的信息' }).waitFor();
  expect(await page.getByText('查看个人资料').count()).toBe(0);

  const admin = await openConsole('en-GB');
  const { items } = await ask(admin.context(), programmes.roster, {
    ...{ app: 'console', params: { id: '1' }, body: { search: me.name, limit: 5 } },
  });
  const own = items.find(({ personId }) => personId === me.personId);
  await admin.goto(`${url}/console/p/games/roster?person=${own?.enrolmentId}`);
  await admin.getByRole('dialog').getByText(me.name).first().waitFor();

  await page.reload();
  await page.getByText('查看个人资料').waitFor();
  await page.getByText('与其他人一起出现在名单中').first().waitFor();
  const shown = await page.locator('main, #root').first().textContent();
  expect(shown).toContain('管理员');
  await look(page, 'looks-zh');
  const card = own?.identifiers.find(({ kind }) => kind === 'card')?.value ?? '';
  const desk = await openDevice({ ...pc, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  devices.push(desk);
  await enter(desk.page.context(), card, { app: 'desk' });
  await desk.page.goto(`${url}/desk/games/account/looks`);
  await desk.page.getByText('Viewed person').waitFor();
  await look(desk.page, 'looks-desk-en');

  await admin.goto(`${url}/console/audit`);
  await admin.getByText('Viewed', { exact: true }).first().click();
  // Other tests look at lists at the same time, of which some show nobody.
  const shownCount = admin.getByRole('button', { name: /^People: \d+/ });
  const rows = admin.getByRole('row').filter({ hasText: 'Viewed' });
  await rows
    .filter({ has: shownCount })
    .first()
    .getByRole('button', { name: /^People/ })
    .click();
  const drawer = admin.getByRole('dialog');
  await drawer.getByText('noted in the audit trail').waitFor();
  await look(admin, 'audit-drawer');
  const [first] = await drawer.getByRole('listitem').allInnerTexts();
  await drawer
    .getByRole('button', { name: first ?? '', exact: true })
    .first()
    .click();
  await admin.getByRole('row').filter({ hasText: 'Viewed whom an entry showed' }).first().waitFor();
  await look(admin, 'audit-en');
});

it('notes unusual reading, which somebody else closes with a reason', async () => {
  const admin = await openConsole('zh-CN');
  await admin.goto(`${url}/console/unusual`);
  await admin.getByText('没有异常查看').waitFor();
  await admin.getByRole('button', { name: '界限' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('一小时内名单和导出显示的人数超过').fill('20');
  await look(admin, 'unusual-limits');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'detached' });

  const other = await openDevice({ ...pc, locale: 'zh-CN' });
  devices.push(other);
  await enterConsole(other.page.context(), 'organiser');
  await ask(other.page.context(), programmes.roster, {
    ...{ app: 'console', params: { id: '1' }, body: { limit: 40 } },
  });
  await admin.reload();
  await admin
    .getByRole('menuitem', { name: /异常查看/ })
    .getByTitle('1 条未处理')
    .waitFor();
  await look(admin, 'unusual-zh');
  await admin.getByRole('button', { name: /关\s*闭/ }).click();
  await admin.getByLabel('原因').fill('交接班核对名单');
  await dialog
    .getByRole('button', { name: /关\s*闭/ })
    .last()
    .click();
  await admin.getByText('没有异常查看').waitFor();
  await admin.getByText('已处理', { exact: true }).click();
  await admin.getByText('交接班核对名单').waitFor();
  await admin.setViewportSize({ width: 1024, height: 768 });
  await look(admin, 'unusual-closed');
  // Others look at people of the same demo.
  await admin.getByRole('button', { name: '界限' }).click();
  await dialog.getByLabel('一小时内名单和导出显示的人数超过').fill('10000');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'detached' });
});
