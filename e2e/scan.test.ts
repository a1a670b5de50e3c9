import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { screening } from '../modules/screening/contract.ts';
import {
  browserFiles,
  type Device,
  keepPicture,
  launch,
  openDevice,
  phone,
  savePictures,
} from './browser.ts';
import { ask } from './demo.ts';
import { pictureOfCode, playing, writeFilm } from './film.ts';
import { barriers, overflows } from './page-checks.ts';
import { enterField, enterRookery, type RookeryServer, startWithRookery } from './rookery.ts';
import { startServer } from './setup.ts';

/** A code on one phone, and the camera of another that looks at that very screen. */

const film = join(browserFiles, 'code-on-a-screen.mjpeg');
let server: RookeryServer;
let browser: Browser;
let resident: Device;
let scanner: Device;

beforeAll(async () => {
  server = await startWithRookery('王小明', 1);
  browser = await launch(playing(film));
  const chinese = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  resident = await openDevice(chinese, { isNew: true });
  await enterRookery(resident.page.context(), server.url, server.tokens[0] ?? '');
  scanner = await openDevice({ ...chinese, serviceWorkers: 'allow' }, { browser, isNew: true });
  await enterField(scanner.page.context(), server);
}, 300_000);

afterAll(async () => {
  await resident?.putAway();
  await scanner?.putAway();
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await savePictures('scan', { resident: resident.page, scanner: scanner.page });
});

const at = () => ({ app: 'portal', base: server.url, realm: 'rookery' }) as const;

async function report(temperature: number): Promise<void> {
  const context = resident.page.context();
  const mine = await ask(context, programmes.mine, at());
  const version = mine.definition.declaration?.version;
  if (version) await ask(context, reports.declaration, { ...at(), body: { version } });
  const form = mine.forms.find(({ definition }) => definition.code === 'checkup');
  const which = { id: randomUUID(), form: 'checkup', formVersionId: form?.versionId };
  const body = { ...which, day: '2022-01-20', basedOn: 0, values: { temperature, limping: false } };
  await ask(context, reports.submit, { ...at(), body });
}

/** Shows the code on the first phone, and films its screen for the camera of the second. */
async function show(): Promise<void> {
  await resident.page.goto(`${server.url}/portal/rookery/code`);
  await resident.page.getByRole('img', { name: /健康码/ }).waitFor();
  await writeFilm(film, [await resident.page.screenshot()]);
}

/** Opens the camera on the page that scans, and waits for whatever it makes of the code. */
async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开相机' }).click();
  await page.getByRole('region', { name: '人员信息' }).waitFor();
}

async function measure(page: Page, temperature: string): Promise<void> {
  await page.getByLabel('体温测量结果').fill(temperature);
  await page.getByRole('button', { name: '确认', exact: true }).click();
}

const records = async () => {
  const field = { app: 'field', base: server.url, realm: 'staff', body: {} } as const;
  return (await ask(scanner.page.context(), screening.records, field)).items;
};

it('is scanned from the screen, measured and confirmed, and the next one can follow at once', async () => {
  await report(38);
  await show();
  const { page } = scanner;
  await page.goto(`${server.url}/field/scan`);
  await look(page);
  await page.getByText('服务器刚刚确认').waitFor();
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText('绿码').waitFor();
  await person.getByText('王*明').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  const took = await page.evaluate(
    () => performance.getEntriesByName('anxing:code-to-verdict').at(-1)?.duration ?? -1,
  );
  console.info(
    `From the code in view to its verdict: ${took.toFixed(0)} ms of the app's own time.`,
  );
  expect([...resident.wrong, ...scanner.wrong]).toEqual([]);
  await measure(page, '365');
  await person.getByText(/34 到 43/).waitFor();
  await measure(page, '３６.５');
  await page.getByText('已登记：王*明，36.5 ℃').waitFor();
  expect(await records()).toMatchObject([{ temperature: 36.5, colour: 'green', isOwn: true }]);
});

/** With another end of the signature. */
const forged = (text: string) => `${text.slice(0, -2)}${text.endsWith('00') ? '10' : '00'}`;

it.each([
  ['forged', () => forged(server.printed), '伪造的码'],
  ['another', () => 'https://example.org/', '不是健康码'],
])('that is %s is shown without any colour', async (name, text, heading) => {
  await writeFilm(film, [await pictureOfCode(text())]);
  const { page } = scanner;
  await page.reload();
  await look(page);
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText(heading).waitFor();
  expect(await page.getByLabel('体温测量结果').count()).toBe(0);
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture(`refused-${name}`, page);
});

it('on paper is looked up together with the document that the person shows', async () => {
  await writeFilm(film, [await pictureOfCode(server.printed)]);
  const { page } = scanner;
  await page.reload();
  await page.getByRole('button', { name: '打开相机' }).click();
  const paper = page.getByRole('region', { name: '纸质码' });
  const ending = paper.getByLabel('证件号码最后 4 位');
  await ending.fill('999');
  await paper.getByRole('button', { name: '查询' }).click();
  await paper.getByText('请填写证件号码的最后 4 位。').waitFor();
  await ending.fill('9999');
  await paper.getByRole('button', { name: '查询' }).click();
  await paper.getByText('与此人登记的证件号码不符').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('paper', page);
  await ending.fill('0041');
  await paper.getByRole('button', { name: '查询' }).click();
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText('绿码').waitFor();
  await person.getByText('王*明').waitFor();
  await measure(page, '36.4');
  await page.getByText('已登记：王*明，36.4 ℃').waitFor();
  // The paper is still in front of the camera, and is not taken for the next one.
  await page.waitForTimeout(1_500);
  expect(await page.getByText('已登记：王*明，36.4 ℃').isVisible()).toBe(true);
});

it('that turned yellow is shown so, and a high temperature is asked for twice', async () => {
  await report(40);
  await show();
  const { page } = scanner;
  await page.reload();
  await look(page);
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText('黄码').waitFor();
  await person.getByText('High temperature').or(person.getByText('体温偏高')).waitFor();
  await measure(page, '39.2');
  await page.getByRole('heading', { name: '体温 39.2 ℃，请再看一次' }).waitFor();
  await page.getByRole('button', { name: '确认 39.2 ℃' }).click();
  await page.getByText('已提醒本站点负责人').waitFor();
  await page.goto(`${server.url}/field/alerts`);
  await page.getByRole('button', { name: '处理完成' }).click();
  await page.getByLabel('处理情况').fill('已复测 37 ℃');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('没有待处理的体温异常').waitFor();
});

it('is verified, measured and sent once while the server was away in between', async () => {
  const { page } = scanner;
  await page.goto(`${server.url}/field/scan`);
  await page.getByRole('button', { name: '打开相机' }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await report(38);
  await show();
  const before = (await records()).length;
  const { port } = new URL(server.url);
  await server.end();
  await page.reload();
  await look(page);
  await page.getByText('由本机核验').waitFor();
  await measure(page, '36.7');
  await page.getByText(/已保存在本机：王\*明，36.7 ℃/).waitFor();
  await writeFilm(film, [await pictureOfCode(server.printed)]);
  await page.reload();
  await page.getByRole('button', { name: '打开相机' }).click();
  await page.getByLabel('证件号码最后 4 位').fill('0041');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('纸质码没有颜色').waitFor();
  await keepPicture('paper-offline', page);
  await measure(page, '36.8');
  await page.getByText(/已保存在本机：纸质码持有人，36.8 ℃/).waitFor();
  await page.getByRole('link', { name: '待上传 2' }).click();
  await page.getByText('等待网络').first().waitFor();
  server = { ...server, ...(await startServer([], { ...server.environment, PORT: port })) };
  await page.getByRole('button', { name: '立即上传' }).click();
  await page.getByText('没有待上传的记录').waitFor();
  await page.goto(`${server.url}/field/records`);
  await page.getByText('36.7 ℃').waitFor();
  const after = await records();
  expect(after).toHaveLength(before + 2);
  expect(after.slice(0, 2)).toMatchObject([
    { temperature: 36.8, conflict: null },
    { temperature: 36.7, conflict: null },
  ]);
  await page.getByText('36.7 ℃').click();
  await page.getByText('周站长').waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
});
