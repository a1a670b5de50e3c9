import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';
import { answer, declaration, submit } from './portal.ts';
import { enterRaft, type Member, people, type Raft, realm, startRaft } from './raft.ts';
import { prepareReader, readScreen } from './screen-code.ts';

/** A daughter reports for her mother and her grandmother, and shows their codes on her phone. */

const folder = process.env.SCREENS;
let server: Raft;
let devices: Device[] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  await prepareReader();
  server = await startRaft({ linked: true });
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('ward', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  expect(devices.flatMap(({ wrong }) => wrong)).toEqual([]);
  devices = [];
});

type More = { locale?: string; serviceWorkers?: 'allow' | 'block' };

async function open(who: Member, path: string, more: More = {}): Promise<Page> {
  const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const device = await openDevice({ ...phone, ...chinese, ...more }, { isNew: true });
  devices.push(device);
  await enterRaft(device.page.context(), server, who);
  await device.page.goto(`${server.url}/portal/${realm}${path}`);
  return device.page;
}

/** What is wrong with a page in both languages, narrow and wide; with `SCREENS` its pictures are left there. */
async function look(page: Page, what: string): Promise<void> {
  await page.locator('button:disabled, .adm-toast-main').first().waitFor({ state: 'detached' });
  for (const [lang, other] of [
    ['zh', 'English'],
    ['en', '中文'],
  ] as const) {
    await waitUntilStill(page);
    for (const width of folder ? [360, 1440] : [360]) {
      await page.setViewportSize({ width, height: 900 });
      const wrong = [await barriers(page), await overflows(page)];
      expect([what, lang, width, ...wrong]).toEqual([what, lang, width, [], []]);
      const path = join(folder ?? '', `${what}-${lang}-${width}.png`);
      if (folder) await page.screenshot({ path, fullPage: true });
    }
    await page.getByRole('button', { name: other }).click();
  }
  await page.setViewportSize({ width: 390, height: 844 });
}

const forMother = () => `/for/${server.links.mother}`;
const forGrandmother = () => `/for/${server.links.grandmother}`;
const acting = (page: Page, name: string) => page.getByText(`正在为 ${name} 代办`).waitFor();

async function checkup(page: Page, temperature: string): Promise<void> {
  await page.getByRole('link', { name: /^体检/ }).click();
  await page.getByRole('button', { name: '开始填报' }).click();
  await page.getByLabel('体温').fill(temperature);
  await answer(page, '跛行', '否');
}

/** Ends a link as the carer, in another place. */
async function endLink(id: string): Promise<void> {
  const elsewhere = await open('daughter', '/account/family');
  const name = id === server.links.mother ? people.mother.name : people.grandmother.name;
  await elsewhere.getByRole('button', { name: `结束 ${name}` }).click();
  await elsewhere.getByRole('dialog').getByText('结束', { exact: true }).click();
  await elsewhere.getByRole('button', { name: `结束 ${name}` }).waitFor({ state: 'detached' });
}

it('is reported for by form; both sides are told by whom, and the carer has no report of her own', async () => {
  const daughter = await open('daughter', '/account/family');
  await daughter.getByText(people.mother.name).waitFor();
  await look(daughter, 'family');
  await daughter.getByRole('link', { name: `填报 ${people.mother.name}` }).click();
  await acting(daughter, people.mother.name);
  await declaration(daughter);
  await look(daughter, 'ward-home');
  await checkup(daughter, '38');
  await look(daughter, 'ward-form');
  await submit(daughter);
  await daughter.getByText('提交成功').waitFor();
  await look(daughter, 'ward-sent');
  await daughter.getByRole('button', { name: '返回首页' }).click();
  await acting(daughter, people.mother.name);
  const mother = await open('mother', '/forms/checkup');
  await mother.getByText('由 王*明 代报').waitFor();
  await look(mother, 'ward-record');
  await daughter.getByRole('link', { name: '返回本人' }).click();
  await declaration(daughter);
  await daughter.goto(`${server.url}/portal/${realm}/forms/checkup`);
  await daughter.getByText('还没有填报').waitFor();
});

it('is shown by the carer’s phone, also without a network, until the link ends', async () => {
  const daughter = await open('daughter', `${forMother()}/code`, { serviceWorkers: 'allow' });
  await acting(daughter, people.mother.name);
  const shown = await readScreen(daughter, server);
  expect(shown.credential.maskedName).toBe('欧**明');
  await look(daughter, 'ward-code');
  expect(await daughter.getByText('打印纸质码').count()).toBe(0);
  await daughter.evaluate(() => navigator.serviceWorker.ready);
  await daughter.context().setOffline(true);
  await daughter.reload();
  await acting(daughter, people.mother.name);
  const offline = await readScreen(daughter, server);
  expect(offline.credential.reference).toEqual(shown.credential.reference);
  await daughter.context().setOffline(false);
  await endLink(server.links.mother);
  await daughter.reload();
  await daughter.getByText('您已不能为此人代办').waitFor();
  await look(daughter, 'ward-gone');
  await daughter.context().setOffline(true);
  await daughter.reload();
  await daughter.getByRole('heading', { level: 1 }).waitFor();
  expect(await daughter.getByRole('img', { name: /健康码/ }).count()).toBe(0);
});

it('keeps what was filled in without a network and can be sent no more, and never as the carer’s own', async () => {
  const daughter = await open('daughter', forGrandmother(), { serviceWorkers: 'allow' });
  await acting(daughter, people.grandmother.name);
  await declaration(daughter);
  await daughter.evaluate(() => navigator.serviceWorker.ready);
  await checkup(daughter, '37.9');
  await daughter.context().setOffline(true);
  await submit(daughter);
  await daughter
    .getByText(/联网后|自动/)
    .first()
    .waitFor();
  await endLink(server.links.grandmother);
  await daughter.context().setOffline(false);
  await daughter.goto(`${server.url}/portal/${realm}${forGrandmother()}`);
  await daughter.getByText(/为对方填写的 1 份内容没有送出/).waitFor();
  await look(daughter, 'ward-kept');
  await daughter.getByRole('link', { name: '返回本人' }).click();
  await daughter.getByText(/为家人填写的内容有 1 份/).waitFor();
  await look(daughter, 'ward-queue');
  await daughter.goto(`${server.url}/portal/${realm}/forms/checkup`);
  await daughter.getByText('还没有填报').waitFor();
});
