import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPassword } from '../server/demo/people.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { enterAsSomebody, enterConsole } from './demo.ts';
import * as field from './field.ts';
import { walk } from './keyboard.ts';
import { follow, waitUntilStill } from './page-checks.ts';

/** Every page by Tab alone: what can be pressed is reached, and one sees where one is. */

const url = inject('demoUrl');
let device: Device;
let page: Page;

async function open(options: Parameters<typeof openDevice>[0]): Promise<void> {
  device = await openDevice({ timezoneId: 'Asia/Shanghai', ...options });
  page = device.page;
}

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('keyboard', { page });
});

const below = (path: string, ...names: string[]) => names.map((name) => `${path}/${name}`);
const rules = ['groups', 'services', 'days', 'alerts', 'publish'].map(
  (part) => `rules?list=${part}`,
);

describe('the console', () => {
  beforeAll(async () => {
    await open({ ...pc, locale: 'en-GB' });
    await enterConsole(page.context(), 'admin');
    await page.goto(`${url}/console/account`);
  });
  afterAll(() => device.putAway());

  it.each([
    ...below('p/games', 'overview', 'completion', 'alerts', 'roster', 'duplicates', 'imports'),
    ...below('p/games', 'identity', 'forms', 'webhooks', ...rules),
    ...below(
      'p/region',
      'overview',
      'colours',
      'orders',
      'appeals',
      'checks',
      'rules?list=colours',
    ),
    ...['new-programme', 'places', 'sites', 'place-imports', 'staff', 'member-imports'],
    ...['scanners', 'api-keys', 'roles', 'feedback?state=all', 'audit', 'unusual', 'retention'],
    ...['ledgers', 'account'],
  ])('%s', async (path) => {
    await follow(page, `${url}/console/${path}`);
    await waitUntilStill(page);
    expect(await walk(page)).toEqual([]);
  });

  const focused = () => page.locator(':focus');

  it('gives the focus back when a dialog or a menu is closed, and keeps it inside while it is open', async () => {
    await follow(page, `${url}/console/staff`);
    const add = page.getByRole('button', { name: 'Add staff' });
    await add.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add staff' });
    await dialog.waitFor();
    await waitUntilStill(page);
    expect(await walk(page, '.ant-modal')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused().textContent()).toContain('Add staff');
    await page.getByRole('button', { name: 'Columns' }).focus();
    for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
    await expect.poll(() => focused().getAttribute('type')).toBe('checkbox');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused().textContent()).toContain('Columns');
    await page.getByRole('button', { name: 'Ada Demo', exact: true }).focus();
    for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
    await expect.poll(() => focused().getAttribute('role')).toBe('menuitem');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused().textContent()).toContain('Ada Demo');
  });

  it('goes with a rule that is moved, and on from one that is removed', async () => {
    await follow(page, `${url}/console/p/games/rules?list=days`);
    const press = async (name: string, next: string) => {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => focused().getAttribute('aria-label')).toBe(next);
    };
    await press('Move Rule 1 down', 'Move Rule 2 up');
    await press('Move Rule 2 up', 'Move Rule 1 down');
  });
});

it.each(['', 'sign-in', 'code', 'forms/personal', 'support'])('the portal: %s', async (path) => {
  await open({ ...phone, locale: 'en-GB' });
  if (path === '' || path === 'support') await enterAsSomebody(page.context());
  const programme = path === '' || path === 'support' ? 'games' : 'region';
  await page.goto(`${url}/portal/${programme}/${path}`);
  await waitUntilStill(page);
  const wrong = await walk(page);
  await device.putAway();
  expect(wrong).toEqual([]);
});

it('the field app', async () => {
  await open({ ...phone, locale: 'zh-CN' });
  await page.goto(`${url}/field/`);
  await page.getByLabel('手机号或用户名').waitFor();
  const wrong = await walk(page);
  await field.signIn(page, '13800000001', demoPassword);
  await page.getByText('当前站点：').waitFor();
  for (const path of ['', 'number', 'records', 'sites', 'account']) {
    await page.goto(`${url}/field/${path}`);
    await waitUntilStill(page);
    wrong.push(...(await walk(page)).map((each) => `${path}: ${each}`));
  }
  await device.putAway();
  expect(wrong).toEqual([]);
});
