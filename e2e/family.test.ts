import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { otters } from '../forms/testing/otters.ts';
import { rookery } from '../forms/testing/rookery.ts';
import { addAccount, openSession } from '../modules/people/public.ts';
import { addPlace, listPlaces } from '../modules/places/public.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import { readConfig } from '../platform/config.ts';
import { cookieName } from '../platform/http-identity.ts';
import { staffRealm, systemScope } from '../platform/scope.ts';
import { openInstallation } from '../server/open.ts';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';
import { copyDemo, startServer } from './setup.ts';

/** A daughter who is put on record as acting for her mother, and, before a scanner, for her grandmother. */

const realm = 'raft';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };
const folder = process.env.SCREENS;
const numberOf = (digits: string) => `${digits}${prcCheckDigit(digits)}`;
const people = {
  daughter: { name: '王小明', number: numberOf('11010519900101001') },
  mother: { name: '欧阳大明', number: numberOf('11010519600101002') },
  grandmother: { name: '赵钱孙', number: numberOf('11010519300101004') },
};

let server: Awaited<ReturnType<typeof startServer>>;
let tokens: Record<'daughter' | 'mother' | 'scanner', string>;
let devices: Device[] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  const clock = '2022-01-20T12:00:00+08:00';
  const environment = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  tokens = await prepare(environment);
  server = await startServer([], environment);
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

async function prepare(environment: Record<string, string>): Promise<typeof tokens> {
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  const { signIn, attributes } = otters;
  const ids = await platform.transaction(null, async (tx) => {
    const programme = await createProgramme(tx, {
      ...{ content: { ...rookery, signIn, attributes }, code: realm, ...days },
      place: { parentId: rows[0].id, code: realm, ...rookery.organiser },
    });
    const entries = Object.values(people).map(({ name, number }) => ({
      ...{ name, initial: null, group: 'emperors', attributes: {}, endsOn: null },
      organisation: { code: 'shore', zh: '岸边', en: 'Shore' },
      ...{ identifiers: [{ kind: 'identity' as const, value: number }], startsOn: days.startsOn },
    }));
    const answers = await enrolPeople(tx, programme, entries);
    return answers.map((each) => ('personId' in each ? each.personId : ''));
  });
  const session = async (personId: string) => {
    const given = { personId, realm, app: 'portal' as const };
    await platform.transaction(null, (tx) => addAccount(tx, { ...given, passwordHash: 'none' }));
    return (await openSession(platform, given)).token;
  };
  const scannerId = await platform.transaction(null, async (tx) => {
    const shore = (await listPlaces(tx.db, systemScope())).find(({ code }) => code === 'shore');
    const site = await addPlace(tx, {
      ...{ parentId: shore?.id ?? 0, kind: 'site', code: 'gate', zh: '北门', en: 'North gate' },
    });
    const { personId } = await createStaff(tx, { username: 'raftkeeper', name: '周站长' });
    await assignScanner(tx, { personId, siteId: site.id, level: 'senior', superior: null });
    return personId;
  });
  const inField = { personId: scannerId, realm: staffRealm, app: 'field' as const };
  const made = {
    daughter: await session(ids[0] ?? ''),
    mother: await session(ids[1] ?? ''),
    scanner: (await openSession(platform, inField)).token,
  };
  await close();
  return made;
}

async function open(who: keyof typeof tokens, path: string): Promise<Page> {
  const device = await openDevice({ ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  devices.push(device);
  const name = who === 'scanner' ? cookieName('field', staffRealm) : cookieName('portal', realm);
  await device.page.context().addCookies([{ name, value: tokens[who], url: server.url }]);
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
  await look(scanner, 'field-family-request');
  await scanner.getByLabel(/后 4 位/).fill(people.daughter.number.slice(-4));
  await scanner.getByRole('button', { name: '确认双方同意' }).click();
  await scanner.getByRole('heading', { name: '代办人', exact: true }).waitFor();
  await look(scanner, 'field-family-linked');
  await daughter.reload();
  await daughter.getByText('现场确认').waitFor();
});
