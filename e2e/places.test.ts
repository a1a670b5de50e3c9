import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { chooseDivision, choosePlace } from './console.ts';
import { barriers } from './page-checks.ts';
import { startServer } from './setup.ts';

/** An empty installation gets its regions, organisations and sites, two people change one at once, and some move. */

let server: Awaited<ReturnType<typeof startServer>>;
let device: Device;
let page: Page;
let failed = false;

beforeAll(async () => {
  server = await startServer(['--empty'], { HOST: '127.0.0.1' });
  device = await openDevice({ ...pc, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  page = device.page;
}, 120_000);

beforeEach((test) => {
  // Each step stands on the one before.
  if (failed) test.skip();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  failed = true;
  await savePictures('places', { page });
});

afterAll(async () => {
  await device?.putAway();
  await server?.stop();
});

const dialog = () => page.getByRole('dialog').last();
/** The row of a place, not those that stand below it. */
const row = (name: string) =>
  page.locator('tbody tr').filter({ has: page.locator('td:first-child', { hasText: name }) });
/** The library sets two characters of a button apart. */
const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name: new RegExp(`(^| )${[...name].join(' ?')}$`) }).click();
const submitted = () => expect.poll(() => page.getByRole('dialog').count()).toBe(0);

async function open(name: string): Promise<void> {
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function addOrganisation(name: string): Promise<void> {
  await press(page, '添加机构');
  await dialog().getByLabel('机构名称').fill(name);
  await press(dialog(), '提交');
  await submitted();
  await row(name).waitFor();
}

it('begins with a root place, and takes regions from the national standard', async () => {
  await page.goto(server.firstLink);
  await page.getByLabel('用户名').fill('ada');
  await page.getByLabel('姓名').fill('Ada Chief');
  await page.getByLabel('新密码', { exact: true }).fill('iron-bridge-21');
  await page.getByLabel('再输入一次新密码').fill('iron-bridge-21');
  await page.keyboard.press('Enter');
  await open('机构管理');
  await row('本单位').waitFor();
  await page.getByText('从国家标准行政区划').waitFor();
  await press(page, '添加地区');
  await chooseDivision(dialog(), ['省、自治区、直辖市', '吉林省'], ['市、州、区县', '长春市']);
  await dialog().getByText('长春市 · 220100').waitFor();
  await press(dialog(), '提交');
  await submitted();
  await page.getByRole('treeitem', { name: '长春市' }).click();
  await page.getByText('没有符合条件的结果').waitFor();
});

it('adds organisations and a site with the labels that people know', async () => {
  await press(page, '添加机构');
  await dialog().getByLabel('机构名称').fill('朝阳区疾控中心');
  await dialog().getByLabel('详细地址').fill('人民大街 1 号');
  await dialog().getByLabel('备注').fill('工作日 8 点至 17 点');
  await chooseDivision(dialog(), ['区、县、市', '朝阳区']);
  await press(dialog(), '提交');
  await submitted();
  await row('朝阳区疾控中心').getByText('吉林省长春市朝阳区').waitFor();
  await addOrganisation('南关区疾控中心');
  await open('站点管理');
  await page.getByText('还没有站点').waitFor();
  await press(page, '添加站点');
  await dialog().getByLabel('站点名称').fill('东门');
  await choosePlace(dialog(), '所属机构', '朝阳区疾');
  await press(dialog(), '提交');
  await submitted();
  await row('东门').getByText('朝阳区疾控中心').waitFor();
});

it('keeps what was typed when somebody else has changed it meanwhile', async () => {
  await open('机构管理');
  await page.getByLabel('按机构名称或代码查询').fill('朝阳');
  await press(row('朝阳区疾控中心'), '编辑');
  await dialog().getByLabel('备注').fill('全天');
  const other = await page.context().newPage();
  await other.goto(`${server.url}/console/places`);
  await press(other.getByRole('row').filter({ hasText: '朝阳区疾控中心' }), '编辑');
  await other.getByRole('dialog').getByLabel('详细地址').fill('人民大街 2 号');
  await press(other.getByRole('dialog'), '保存');
  await expect.poll(() => other.getByRole('dialog').count()).toBe(0);
  await other.close();
  await press(dialog(), '保存');
  await dialog().getByText('详细地址：现为“人民大街 2 号”').waitFor();
  expect(await dialog().getByLabel('备注').inputValue()).toBe('全天');
  expect(await dialog().getByLabel('详细地址').inputValue()).toBe('人民大街 2 号');
  await press(dialog(), '保存');
  await submitted();
});

it('moves an organisation with what stands below it, once it has said what that is', async () => {
  await press(row('朝阳区疾控中心'), '移动');
  await dialog().getByText('下级 1 个').waitFor();
  await choosePlace(dialog(), '新的上级', '南关区');
  await press(dialog(), '确定');
  await submitted();
  await row('朝阳区疾控中心').getByText('南关区疾控中心').waitFor();
  await page.getByLabel('按机构名称或代码查询').fill('');
  await press(row('南关区疾控中心'), '移动');
  await choosePlace(dialog(), '新的上级', '朝阳区疾');
  await press(dialog(), '确定');
  await dialog().getByText('不能移动到它自己或它的下级').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /放 ?弃/ }).click();
  await submitted();
  expect(await barriers(page)).toEqual([]);
});
