import { sql } from 'kysely';
import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { people } from '../modules/people/contract.ts';
import { hashSecret } from '../modules/people/public.ts';
import { screening } from '../modules/screening/contract.ts';
import { staff } from '../modules/staff/contract.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import type { Platform } from '../platform/platform.ts';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { ask } from './demo.ts';
import { barriers, keepPictures, overflows } from './page-checks.ts';
import { enterField, type RookeryServer, startWithRookery } from './rookery.ts';

/** A scanner who is disabled while checks wait on the phone: none of them is lost. */

const password = 'gate-and-scan-7';
const numberOf = (digits: string) => `${digits}${prcCheckDigit(digits)}`;

let server: RookeryServer;
let scanner: Device;
let senior: Device;
let scannerId: string;

/** Adds an ordinary scanner below the one who is there. */
async function hire({ transaction }: Platform): Promise<void> {
  const passwordHash = await hashSecret(password);
  await transaction(null, async (tx) => {
    const { rows } = await sql<{ id: string; siteId: number }>`
      select id, site_id as "siteId" from scanners order by id desc limit 1`.execute(tx.db);
    const [above] = rows;
    const given = { username: 'lin', name: '林小门', passwordHash };
    const { personId } = await createStaff(tx, given);
    const superior = { id: Number(above?.id), level: 'senior' as const };
    const whom = { personId, siteId: Number(above?.siteId), level: 'ordinary' as const };
    scannerId = String(await assignScanner(tx, { ...whom, superior }));
  });
}

beforeAll(async () => {
  server = await startWithRookery('王小明', 1, { registers: true, prepare: hire });
  const narrow = { ...phone, viewport: { width: 360, height: 740 }, locale: 'zh-CN' };
  const chinese = { ...narrow, timezoneId: 'Asia/Shanghai' };
  scanner = await openDevice({ ...chinese, serviceWorkers: 'allow' }, { isNew: true });
  senior = await openDevice(chinese, { isNew: true });
  await enterField(senior.page.context(), server);
  await scanner.page.goto(`${server.url}/field/`);
}, 300_000);

afterAll(async () => {
  await scanner?.putAway();
  await senior?.putAway();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await savePictures('handed-in', { scanner: scanner.page, senior: senior.page });
});

const looksRight = async (name: string, page: Page) => {
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPictures(name, page);
};

const field = () => ({ app: 'field', base: server.url, realm: 'staff' }) as const;

async function setDisabled(disabled: boolean): Promise<void> {
  const given = { params: { scannerId }, body: { what: 'self', disabled } };
  await ask(senior.page.context(), staff.switchScanner, { ...field(), ...given });
}

const records = async () =>
  (await ask(senior.page.context(), screening.records, { ...field(), body: {} })).items;

async function signIn(given = password): Promise<void> {
  const { page } = scanner;
  const account = page.getByLabel('手机号或用户名');
  if (await account.isEditable()) await account.fill('lin');
  await page.getByLabel('密码', { exact: true }).fill(given);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Measures people without a network; they are found, or put on record, once the check arrives. */
async function measureOffline(people: [name: string, number: string, temperature: string][]) {
  const { page } = scanner;
  await page.getByText('当前站点：北门').waitFor();
  await page.goto(`${server.url}/field/assisted`);
  await page.getByRole('button', { name: '下一步' }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  for (const [name, number, temperature] of people) {
    await page.getByText('没有网络：不能发送验证码').waitFor();
    await page.getByLabel('手机号').fill('13900000078');
    await page.getByLabel('姓名').fill(name);
    await page.getByLabel('证件号码').fill(number);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('体温测量结果').fill(temperature);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText(`已保存在本机：${name[0]}*${name.at(-1)}，${temperature} ℃`).waitFor();
  }
}

/** A refusal by the server. */
const refused = (status: number, code: string, params?: object) => (route: Route) =>
  route.fulfill({
    status,
    headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
    json: { code, status, params },
  });

const handingIn = '**/api/screening/checks/handed-in';

it('hands them in by signing in once more, in their order, and is told what became of them', async () => {
  const { page } = scanner;
  await signIn();
  await measureOffline([
    ['王小明', '110105199003070041', '36.7'],
    ['赵大海', numberOf('11010519900303003'), '36.8'],
  ]);
  await setDisabled(true);
  await page.goto(`${server.url}/field/account`);
  await page.route(handingIn, (route) => route.abort());
  await page.route(handingIn, refused(401, 'not_signed_in'), { times: 1 });
  await page.context().setOffline(false);
  await page.reload();
  await page.getByRole('heading', { name: '这台手机上有 2 条登记还没有上传' }).waitFor();
  await looksRight('handed-in-before', page);
  await signIn('not-the-password');
  await page.getByRole('alert').getByText('账号或密码不对').waitFor();
  await page.getByRole('heading', { name: '这台手机上有 2 条登记还没有上传' }).waitFor();
  await signIn();
  await page.getByRole('alert').getByText('已停用，暂时不能登录').waitFor();
  await page.getByText('请重新登录，继续补交。').waitFor();
  await signIn();
  await page.getByRole('button', { name: '继续补交' }).waitFor();
  await page.getByText('还有 2 条没有补交，仍加密保存在本机').waitFor();
  await looksRight('handed-in-waiting', page);
  await page.unrouteAll();
  await page.getByRole('button', { name: '继续补交' }).click();
  await page.getByText('2 条登记已补交并保留').waitFor();
  await looksRight('handed-in-done', page);
  expect(await page.getByText('还没有上传').count()).toBe(0);
  expect(await records()).toMatchObject([
    { maskedName: '赵*海', temperature: 36.8, conflict: 'scanner_disabled' },
    { maskedName: '王*明', temperature: 36.7, conflict: 'scanner_disabled' },
  ]);
  await senior.page.goto(`${server.url}/field/records`);
  await senior.page.getByText('上传时登记人已被禁用').first().waitFor();
  await looksRight('handed-in-records', senior.page);
  await senior.page.getByText('36.8 ℃').click();
  await senior.page.getByText('林小门').waitFor();
  await looksRight('handed-in-record', senior.page);
});

it('is asked before the page is left where the session ends in the middle, and told what is not taken', async () => {
  const { page } = scanner;
  await setDisabled(false);
  await signIn();
  await measureOffline([
    ['钱大川', numberOf('11010519900303004'), '36.4'],
    ['孙大江', numberOf('11010519900303005'), '36.5'],
  ]);
  await setDisabled(true);
  await page.route(handingIn, refused(422, 'check_too_old', { days: 7 }), { times: 1 });
  // The page would hear at once that nobody is signed in, as it does where the network comes back as a whole.
  await page.route(`**${people.me.url}`, (route) => route.abort());
  await page.context().setOffline(false);
  const sheet = page.getByRole('dialog', { name: '登录已过期' });
  await sheet.waitFor();
  await page.unroute(`**${people.me.url}`);
  await signIn();
  await sheet.getByText('有您的 2 条登记还没有上传').waitFor();
  await looksRight('handed-in-sheet', page);
  await sheet.getByRole('button', { name: '离开并补交登记' }).click();
  await page.getByText('1 条登记已补交并保留').waitFor();
  await page.getByText('1 条没有被接收，原因如下').waitFor();
  await page.getByText('登记时间早于 7 天前，不再接收').waitFor();
  await looksRight('handed-in-refused', page);
  const taken = await records();
  expect(taken.map(({ maskedName }) => maskedName)).toEqual(['孙*江', '赵*海', '王*明']);
  await page.getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await page.getByText('1 条没有被接收').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: '员工登录' }).waitFor();
  expect(await page.getByText('还没有上传').count()).toBe(0);
});
