import { randomInt } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { staff } from '../modules/staff/contract.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { ask, enterConsole } from './demo.ts';

/** 人员管理: an administrator finds, adds and changes staff. */

const url = inject('demoUrl');
let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('staff', { page: device.page });
  const wrong = device.wrong.filter((each) => !/4(09|22)/.test(each));
  await device.putAway();
  expect(wrong).toEqual([]);
});

const press = (at: Page | Locator, name: string) =>
  at.getByRole('button', { name, exact: true }).click();

const choose = (at: Page | Locator, name: string | RegExp) =>
  at.getByRole('radio', { name }).click();

async function open(): Promise<Page> {
  device = await openDevice({ ...pc, locale: 'zh-CN' });
  const { page } = device;
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/staff`);
  await page.getByRole('heading', { level: 1, name: '人员管理' }).waitFor();
  return page;
}

const rows = (page: Page) => page.locator('#main tbody tr[data-row-key]');

it('adds somebody with a long name, finds and changes them, though another one was faster', async () => {
  const page = await open();
  const number = String(randomInt(1_000_000)).padStart(6, '0');
  const name = `${'欧阳'.repeat(28)}${number.slice(2)}`;
  await page.getByRole('button', { name: '添加人员' }).click();
  const adding = page.getByRole('dialog', { name: '添加人员' });
  await adding.getByLabel('姓名', { exact: true }).fill(name);
  await adding.getByLabel('用户名').fill(`long.${number}`);
  await adding.getByLabel('机构', { exact: true }).click();
  await page.getByRole('treeitem').first().click();
  await choose(adding, /^查看者/);
  await adding.getByLabel('手机号').fill('1');
  await adding.getByLabel('备注').fill('六月入职');
  await press(adding, '提交');
  await adding.getByText(/手机号.*不正确/).waitFor();
  await adding.getByLabel('手机号').fill('');
  await press(adding, '提交');
  await press(page, '我已记下');

  await page.getByRole('textbox', { name: '账号' }).fill(`LONG.${number}`);
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page).count()).toBe(1);
  await rows(page).getByText('六月入职').waitFor();

  await press(page, `编辑：${name}`);
  const editing = page.getByRole('dialog', { name: `编辑 ${name}` });
  await editing.getByLabel('备注').fill('已离职');
  const personId = (await rows(page).getAttribute('data-row-key')) ?? '';
  const faster = { app: 'console', realm: 'staff', params: { personId } } as const;
  await ask(page.context(), staff.change, { ...faster, body: { remark: '休假' } });
  await choose(editing, '停用');
  await press(editing, '提交');
  await editing.getByText('备注：休假').waitFor();
  expect(await editing.getByLabel('备注').inputValue()).toBe('已离职');
  await press(editing, '提交');
  await rows(page).getByText('已离职').waitFor();
  await rows(page).getByText('停用').waitFor();

  await press(page, `重置密码：${name}`);
  await press(page.getByRole('dialog', { name: /^重置/ }), '取消');
  await press(page, `重置密码：${name}`);
  const resetting = page.getByRole('dialog', { name: /^重置/ });
  await resetting.getByLabel('原因').fill('当面核实');
  await press(resetting, '确定');
  await press(page, '我已记下');

  await rows(page).focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '人员信息' });
  await drawer.getByText('查看者').first().waitFor();
  await drawer.getByLabel('机构', { exact: true }).click();
  await page.getByRole('treeitem').first().click();
  await choose(drawer, /^组织者/);
  await press(drawer, '添加角色');
  const organiser = drawer.getByRole('row', { name: /^组织者/ });
  await press(organiser, '收回');
  await page.locator('.ant-popconfirm').getByRole('button', { name: '收回' }).click();
  await organiser.waitFor({ state: 'detached' });
});

it('adds a scanner of a site, finds them by phone, and takes a search back', async () => {
  const page = await open();
  const phone = `137${String(randomInt(100_000_000)).padStart(8, '0')}`;
  await page.getByRole('button', { name: '添加人员' }).click();
  const adding = page.getByRole('dialog', { name: '添加人员' });
  await choose(adding, '站点人员');
  await adding.getByLabel('站点', { exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '示范地铁站' }).click();
  await adding.getByLabel('证件类型').click();
  await page.getByTitle('护照', { exact: true }).click();
  await adding.getByLabel('证件号码').fill(`E${phone.slice(3)}`);
  await adding.getByLabel('姓名').fill('Gao Gang');
  await adding.getByLabel('手机号').fill(phone);
  await press(adding, '提交');
  await adding.waitFor({ state: 'detached' });

  await page.getByLabel('身份证号').fill('12');
  await press(page, '查询');
  await page.getByText('请输入完整的证件号码').waitFor();
  await page.getByLabel('身份证号').fill(`E${phone.slice(3)}`);
  await press(page, '查询');
  await expect.poll(() => rows(page).count()).toBe(1);
  await rows(page).getByText('高级扫码员 · 示范地铁站').waitFor();
  await press(page, '重置');
  await expect.poll(() => rows(page).count()).toBeGreaterThan(5);
  expect(await page.getByLabel('身份证号').inputValue()).toBe('');
});
