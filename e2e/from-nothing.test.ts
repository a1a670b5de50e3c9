import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type SmsStandIn, startSmsStandIn } from '../platform/test/sms.ts';
import { inventedDocument } from '../server/demo/residents.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import * as office from './console.ts';
import * as gate from './field.ts';
import { addRequired, giveForm, publishForm, startForm } from './form-builder.ts';
import { barriers, keepPictures, overflows, switchLang } from './page-checks.ts';
import * as portal from './portal.ts';
import { npmStart, startServer } from './setup.ts';

/**
 * A region that begins with nothing, by clicks alone: from the link that `npm start -- --empty` prints to a report and a
 * check by forms of its own, which somebody reads whose role was made on the way.
 */

let sms: SmsStandIn;
let server: Awaited<ReturnType<typeof startServer>>;
const devices: Record<string, Device> = {};
let failed = false;

const zone = { timezoneId: 'Asia/Shanghai' };
const englishPc = { ...pc, ...zone, locale: 'en-GB' };
const chinesePhone = { ...phone, ...zone, locale: 'zh-CN' };
const numberOf = (document: string) => document.replace('prc_id ', '');

const officer = { name: 'Bo Duty', username: 'bo.duty', password: '' };
const scanner = { name: 'Cy Gate', phone: '13900000981', password: '' };
const resident = { phone: '13900000982', username: 'hejing', name: '贺静' };
const residentNumber = numberOf(inventedDocument(71));

beforeAll(async () => {
  sms = await startSmsStandIn();
  server = await startServer(['--empty'], { HOST: '127.0.0.1', ...sms.env }, npmStart);
}, 120_000);

beforeEach((test) => {
  // Each step stands on the one before.
  if (failed) test.skip();
});

afterEach(async ({ task }) => {
  const pages = Object.entries(devices).map(([name, { page }]) => [name, page] as const);
  failed ||= task.result?.state === 'fail';
  if (failed) await savePictures('from-nothing', Object.fromEntries(pages));
  else expect(Object.values(devices).flatMap(({ wrong }) => wrong)).toEqual([]);
});

afterAll(async () => {
  for (const { putAway } of Object.values(devices)) await putAway();
  await server?.stop();
  await sms?.close();
});

async function take(name: string, address: string, options: BrowserContextOptions): Promise<Page> {
  const device = await openDevice(options, { isNew: true });
  devices[name] = device;
  await device.page.goto(address);
  return device.page;
}

/** So many days from now, whatever the zone. */
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

const administrator = () => (devices.administrator as Device).page;
const dialog = (page: Page) => page.getByRole('dialog').last();
/** The symbol of a button may have a name, too. */
const press = (at: Page | Locator, name: string) =>
  at.getByRole('button', { name: new RegExp(`(^| )${name}$`) }).click();
const row = (page: Page, name: string) => page.locator('#main tbody tr').filter({ hasText: name });

async function fill(at: Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    // Those that must be filled in have a mark before their name.
    const name = new RegExp(`^(\\* ?)?${label.replace(/[()]/g, '\\$&')}$`);
    await at.getByRole('textbox', { name }).fill(value);
  }
}

/** Sends the dialog that is open, and waits for the row that comes of it. */
async function submit(page: Page, name: string): Promise<void> {
  await press(dialog(page), 'Submit');
  await row(page, name).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function looksRight(page: Page, name: string): Promise<void> {
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPictures(`nothing-${name}`, page);
}

it('lets the first administrator in by the printed link, and says what to begin with', async () => {
  const page = await take('administrator', server.firstLink, englishPc);
  await office.makeFirstAdministrator(page, 'ada', 'Ada Chief');
  await page.getByText('No programmes yet').waitFor();
  await looksRight(page, 'first');
});

it('gets a region of the national standard, organisations and sites', async () => {
  const page = administrator();
  await office.openMenu(page, 'Organisations');
  await press(page, 'Add region');
  const levels = [
    ['Province', 'Jilin Province'],
    ['City', 'Changchun'],
  ] as [string, string][];
  await office.chooseDivision(dialog(page), ...levels);
  await dialog(page).getByText('Changchun · 220100').waitFor();
  await press(dialog(page), 'Submit');
  await page.getByRole('treeitem', { name: 'Changchun' }).click();
  await page.getByText('No results').waitFor();
  for (const name of ['City health office', 'Nanguan clinic']) {
    await press(page, 'Add organisation');
    await fill(dialog(page), { Name: name });
    await submit(page, name);
  }
  await looksRight(page, 'organisations');
  await office.openMenu(page, 'Sites');
  for (const name of ['East station', 'West market']) {
    await press(page, 'Add site');
    await fill(dialog(page), { Name: name });
    await office.choosePlace(dialog(page), 'Organisation', 'Nanguan');
    await submit(page, name);
  }
  await looksRight(page, 'sites');
});

it('gets a role of its own, an officer who has it, and a scanner', async () => {
  const page = administrator();
  await office.openMenu(page, 'Roles');
  await press(page, 'Add role');
  await fill(dialog(page), { 'Name (Chinese)': '值班员', 'Name (English)': 'Duty officer' });
  for (const sentence of [
    ...['View programmes', 'View rosters', 'View who has reported'],
    ...['View a person and all their reports', 'View checks at sites'],
  ]) {
    await office.tickPermission(page, sentence);
  }
  await press(dialog(page), 'Save');
  await row(page, 'Duty officer').waitFor();
  await looksRight(page, 'roles');

  await office.openMenu(page, 'Staff');
  await press(page, 'Add staff');
  await fill(dialog(page), { Name: officer.name, 'User name': officer.username });
  await office.choosePlace(dialog(page), 'Organisation', 'Changchun');
  await dialog(page)
    .getByRole('radio', { name: /^Duty officer/ })
    .check();
  await press(dialog(page), 'Submit');
  officer.password = await office.noteOneTimePassword(page);

  await press(page, 'Add staff');
  await dialog(page).getByRole('radio', { name: 'Staff of a site' }).check();
  await dialog(page).getByLabel('Site', { exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'East station' }).click();
  await fill(dialog(page), {
    'Document number': numberOf(inventedDocument(70)),
    ...{ Name: scanner.name, 'Phone number': scanner.phone },
  });
  await submit(page, scanner.name);
  await looksRight(page, 'staff');
  await office.openMenu(page, 'Scanners');
  await page.getByRole('button', { name: scanner.name }).click();
  await page.getByRole('menuitem', { name: 'Make a one-time password' }).click();
  scanner.password = await office.noteOneTimePassword(page);
});

it('gets a programme from the template, and another language takes nothing away meanwhile', async () => {
  const page = administrator();
  const main = page.getByRole('main');
  await page.getByRole('button', { name: 'New programme' }).first().click();
  await page.getByText('Health code of a region').click();
  await fill(main, { Code: 'changchun' });
  await office.chooseDays(page, day(-30), day(300));
  await office.choosePlace(main, 'Existing organisation', 'Changchun');
  await fill(main, {
    ...{ 'Full name (Chinese)': '长春健康码', 'Full name (English)': 'Health code of Changchun' },
    ...{ 'Short name (Chinese)': '长春码', 'Short name (English)': 'Changchun code' },
    ...{ 'Organiser (Chinese)': '长春市', 'Organiser (English)': 'Changchun' },
    ...{ Phone: '+86 431 5550 0000', Email: 'help@health.example' },
    ...{ 'Group (Chinese)': '居民', 'Group (English)': 'Residents' },
  });
  await press(page, 'Fill in general wording');
  await switchLang(page);
  await looksRight(page, 'programme');
  await switchLang(page);
  await press(main, 'Create programme');
  await page.getByRole('heading', { level: 1, name: 'Programme details' }).waitFor();
  await page.getByRole('link', { name: '/portal/changchun/' }).waitFor();
  await looksRight(page, 'details');
});

it('builds a form for residents and one for scanners, and gives them to places', async () => {
  const page = administrator();
  await office.openMenu(page, 'Forms');
  await startForm(page, ['出行登记', 'Travel notice', 'travel']);
  await addRequired(page, 'Yes or no', '离开过本地', 'Left the city');
  await addRequired(page, 'Short text', '去了哪里', 'Where to');
  await press(page, 'Form settings');
  await page.getByLabel('Services').click();
  await page.getByTitle('My health').last().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('Only where it is given').check();
  await page.getByText(/^Saved at/).waitFor();
  await looksRight(page, 'builder');
  await publishForm(page, async () => {
    await dialog(page).getByText('Then give it to').waitFor();
  });
  await giveForm(page, 'Travel notice', 'Changchun');
  await startForm(page, ['入场登记', 'Entry questions', 'entry'], 'Check at a site');
  await addRequired(page, 'Yes or no', '携带宠物', 'Brings a pet');
  await page.getByText(/^Saved at/).waitFor();
  await publishForm(page);
  await giveForm(page, 'Entry questions', 'East station');
  await looksRight(page, 'forms');
});

it('is where a resident registers by a code, and reports by that form', async () => {
  const page = await take('resident', `${server.url}/portal/changchun/`, chinesePhone);
  await portal.register(page, {
    ...{ ...resident, number: residentNumber },
    sentCode: async () => {
      const sent = () => sms.codes.get(resident.phone);
      await expect.poll(sent, { timeout: 20_000 }).toBeDefined();
      return sent() ?? '';
    },
  });
  await page.getByRole('link', { name: /^出行登记/ }).click();
  await page.getByRole('button', { name: '开始填报' }).click();
  await portal.answer(page, '离开过本地', '是');
  await page.getByLabel('去了哪里').fill('吉林市');
  await looksRight(page, 'report');
  await portal.submit(page);
  await page.getByText('提交成功').waitFor();
});

it('is where a scanner gets a password of their own, and checks by the other form', async () => {
  const page = await take('scanner', `${server.url}/field/`, chinesePhone);
  await gate.signIn(page, scanner.phone, scanner.password);
  await gate.setPassword(page, 'gate-and-scan-7');
  await page.getByText('当前站点：East station').waitFor();
  await gate.findByNumber(page, residentNumber);
  await page.getByLabel('体温测量结果').fill('36.6');
  await portal.answer(page, '携带宠物', '是');
  await looksRight(page, 'check');
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('已登记：贺*，36.6 ℃').waitFor();
});

it('shows both to the officer, and nothing beyond their part', async () => {
  const page = await take('officer', `${server.url}/console/`, englishPc);
  await office.signIn(page, officer.username, officer.password);
  await office.setPassword(page, 'lamp-and-desk-9');
  await press(page, 'Set password and continue');
  await office.openMenu(page, 'Checks');
  expect(await page.getByRole('menuitem').allTextContents()).toEqual([
    ...['Completion today', 'Health alerts', 'Checks', 'Roster'],
  ]);
  await row(page, 'East station').click();
  await dialog(page).getByText('36.6').waitFor();
  await dialog(page).getByText('Brings a pet').waitFor();
  await looksRight(page, 'check-read');
  await page.keyboard.press('Escape');
  await office.openMenu(page, 'Roster');
  await row(page, resident.name).click();
  await dialog(page).getByText('Travel notice').click();
  await dialog(page).getByText('Where to').waitFor();
  await dialog(page).getByText('吉林市').waitFor();
  await looksRight(page, 'report-read');
});
