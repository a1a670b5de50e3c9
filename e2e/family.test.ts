import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';
import { enterRaft, type Member, people, type Raft, realm, startRaft } from './raft.ts';

/** A daughter who is put on record as acting for her mother, and, before a scanner, for her grandmother. */

const folder = process.env.SCREENS;

let server: Raft;
let devices: Device[] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  server = await startRaft();
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('family', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  expect(devices.flatMap(({ wrong }) => wrong)).toEqual([]);
  devices = [];
});

async function open(who: Member, path: string): Promise<Page> {
  const device = await openDevice({ ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  devices.push(device);
  await enterRaft(device.page.context(), server, who);
  await device.page.goto(`${server.url}${path}`);
  return device.page;
}

/** What is wrong with a page, narrow and wide; with `SCREENS` its pictures are left there. */
async function look(page: Page, what: string): Promise<void> {
  await page.locator('button:disabled, .adm-toast-main').first().waitFor({ state: 'detached' });
  await waitUntilStill(page);
  for (const width of [360, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    const wrong = [await barriers(page), await overflows(page)];
    expect([what, width, ...wrong]).toEqual([what, width, [], []]);
    if (folder)
      await page.screenshot({ path: join(folder, `${what}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 390, height: 844 });
}

async function ask(page: Page, { name, number }: { name: string; number: string }) {
  await page.getByLabel('家人姓名').fill(name);
  await page.getByLabel('家人证件号码').fill(number);
  await page.getByRole('button', { name: '发出请求' }).click();
  await page.getByText(`您请求做 ${name} 的代办人`).waitFor();
}

it('is asked on one phone, agreed to on the other, and ended', async () => {
  const daughter = await open('daughter', `/portal/${realm}/account`);
  await daughter.getByRole('link', { name: '家人' }).click();
  await daughter.getByText('还没有登记家人').waitFor();
  await look(daughter, 'family-empty');
  await daughter.getByRole('button', { name: '发出请求' }).click();
  await ask(daughter, people.mother);
  await look(daughter, 'family-asked');
  const mother = await open('mother', `/portal/${realm}/account/family`);
  await mother.getByRole('heading', { name: /请求做您的代办人/ }).waitFor();
  expect(await mother.getByText(people.daughter.name).count()).toBe(0);
  await look(mother, 'family-incoming');
  await mother.getByRole('button', { name: '同意' }).click();
  await mother.getByText(people.daughter.name).waitFor();
  await daughter.reload();
  await daughter.getByRole('heading', { name: '我是代办人' }).waitFor();
  await look(daughter, 'family-linked');
  await daughter.getByRole('button', { name: `结束 ${people.mother.name}` }).click();
  await daughter.getByRole('dialog').getByText('结束', { exact: true }).click();
  await daughter.getByText('还没有登记家人').waitFor();
  await mother.reload();
  await mother.getByText('还没有登记家人').waitFor();
});

it('is confirmed by a scanner for whoever has no account', async () => {
  const daughter = await open('daughter', `/portal/${realm}/account/family`);
  await ask(daughter, people.grandmother);
  const scanner = await open('scanner', '/field/family');
  await scanner.getByLabel('证件号码').fill(people.grandmother.number);
  await look(scanner, 'field-family-find');
  await scanner.getByRole('button', { name: '查询' }).click();
  await scanner.getByRole('heading', { name: /请求做其代办人/ }).waitFor();
  await scanner.getByText(/代为填报.*填报记录.*出示健康码/).waitFor();
  await look(scanner, 'field-family-request');
  await scanner.getByLabel(/后 4 位/).fill(people.daughter.number.slice(-4));
  await scanner.getByRole('button', { name: '确认双方同意' }).click();
  await scanner.getByRole('heading', { name: '代办人', exact: true }).waitFor();
  await look(scanner, 'field-family-linked');
  await daughter.reload();
  await daughter.getByText('现场确认').waitFor();
});
