import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../forms/days.ts';
import { csvOf } from '../server/testing/roster.ts';
import { sportsDay, wordsOfTheGames } from '../server/testing/sports-day.ts';
import { openDevice, pc, phone, savePictures } from './browser.ts';
import * as staff from './console.ts';
import { barriers, langOf, overflows, switchLang, waitUntilStill, wordsOn } from './page-checks.ts';
import * as portal from './portal.ts';
import { startServer } from './setup.ts';

/**
 * A new organiser, from an empty installation to a running programme of another kind of event than the
 * template's example: a school's sports day. Nobody meets a word of the example.
 */

const zone = 'Asia/Shanghai';
const today = dayOf(Date.now(), zone);
const folder = process.env.SCREENS;
const student = { card: '20260101', name: '林小满', password: 'gentle-river-7' };

let server: Awaited<ReturnType<typeof startServer>>;
let admin: Page;
let second: Page;
let pupil: Page;
let atDesk: Page;
let failed = false;
/** The initial password of the student, as the organiser has it. */
let handedOut = '';
const wrong: string[][] = [];

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  server = await startServer(['--empty'], { HOST: '127.0.0.1' });
  const open = async (options: Parameters<typeof openDevice>[0]) => {
    const device = await openDevice({ timezoneId: zone, ...options });
    wrong.push(device.wrong);
    return device.page;
  };
  admin = await open({ ...pc, locale: 'en-GB' });
  second = await open({ ...pc, locale: 'en-GB' });
  pupil = await open({ ...phone, locale: 'zh-CN' });
  atDesk = await open({ ...pc, locale: 'zh-CN' });
}, 400_000);

afterAll(async () => {
  await Promise.all([admin, second, pupil, atDesk].map((page) => page?.context().close()));
  await server?.stop();
});

beforeEach((test) => {
  // Each step stands on the one before.
  if (failed) test.skip();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  failed = true;
  await savePictures('sports-day', { admin, second, pupil, atDesk });
});

async function keepPicture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  await waitUntilStill(page);
  const path = `${folder}/sports-day-${name}.png`;
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

/** The words of the page, in both languages, name nothing of the example's event. */
async function expectClean(page: Page, name: string): Promise<void> {
  for (const round of [1, 2]) {
    await waitUntilStill(page);
    const words = [...(await wordsOn(page)), await page.title()];
    expect(words.filter((each) => wordsOfTheGames.test(each))).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await keepPicture(page, `${name}-${await langOf(page)}`);
    if (round === 1) await switchLang(page);
  }
  await switchLang(page);
}

/** From the narrowest phone up, the page is as wide as the screen. */
async function expectFits(page: Page, name: string): Promise<void> {
  for (const width of [360, 768, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await keepPicture(page, `${name}-${width}`);
    expect([width, ...(await overflows(page))]).toEqual([width]);
  }
}

/** What is typed into; the preview's choices bear some of the same names. */
const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).and(page.locator('input:not([type=radio]), textarea'));

/** Browsers keep for some seconds what everybody may see of a programme. */
async function openAnew(page: Page, address: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
  await page.goto(address);
}

async function fillTexts(page: Page, label: string, text: { zh: string; en: string }, nth = 0) {
  await field(page, `${label} (Chinese)`).nth(nth).fill(text.zh);
  await field(page, `${label} (English)`).nth(nth).fill(text.en);
}

describe('a new organiser', () => {
  it('is asked for what is theirs, and nothing is taken over from the example', async () => {
    await admin.goto(server.firstLink);
    await staff.makeFirstAdministrator(admin, 'ada', 'Ada Chief');
    await admin.getByRole('main').getByRole('button', { name: 'New programme' }).click();
    await field(admin, 'Full name (Chinese)').waitFor();
    expect(await field(admin, 'Phone').inputValue()).toBe('');
    expect(await field(admin, 'Full name (English)').inputValue()).toBe('');
    await expectClean(admin, 'new-blank');
    await admin.getByRole('button', { name: 'Create programme' }).click();
    await admin.getByText('This field is required.').first().waitFor();
    expect(await admin.getByText('This field is required.').count()).toBeGreaterThan(10);
    await keepPicture(admin, 'new-required');
  });

  it('sees it as it will look while typing, long names and colours included', async () => {
    const long = {
      zh: '青松中学'.repeat(12),
      en: 'Green Pine Middle School and Friends '.repeat(4),
    };
    await fillTexts(admin, 'Full name', long);
    const picture = admin.getByRole('img', { name: 'Sign-in page on a phone' });
    await picture.getByText(long.en.trim()).waitFor();
    await keepPicture(admin, 'new-long-phone');
    await admin.getByText('PC', { exact: true }).click();
    await admin
      .getByRole('img', { name: 'Sign-in page on a PC' })
      .getByText(long.en.trim())
      .waitFor();
    await keepPicture(admin, 'new-long-pc');
    await admin.locator('.ant-segmented-item').filter({ hasText: 'Phone' }).click();
    await fillTexts(admin, 'Full name', sportsDay.name);
    await fillTexts(admin, 'Short name', sportsDay.shortName);
    await fillTexts(admin, 'Organiser', sportsDay.organiser);
    await picture.getByText(sportsDay.organiser.en).waitFor();
  });

  it('hears at the field what cannot be', async () => {
    await field(admin, 'Code').fill('sports');
    await staff.chooseDays(admin, addDays(today, -3), addDays(today, 10));
    await admin.getByRole('radio', { name: 'One-time passwords that you hand out' }).check();
    for (const part of ['Some people come from abroad', 'COVID-19 vaccination']) {
      await admin.getByRole('checkbox', { name: part }).uncheck();
    }
    await field(admin, 'Phone').fill('0431 8888 0000');
    await field(admin, 'Email').fill(sportsDay.contacts.mail);
    await fillTexts(admin, 'What it is called', sportsDay.card?.label ?? { zh: '', en: '' });
    await field(admin, 'Fewest characters').fill('8');
    await field(admin, 'Most characters').fill('8');
    await fillTexts(admin, 'Group', { zh: '学生', en: 'Students' });
    for (const draft of await admin
      .getByRole('button', { name: 'Fill in general wording' })
      .all()) {
      await draft.click();
    }
    const guide = await field(admin, 'Text (English)').last().inputValue();
    expect(guide).toContain('student number');
    expect(guide).toContain('The organiser gives you an initial password.');
    await admin.getByRole('button', { name: 'Create programme' }).click();
    await admin.getByText('Please enter a phone number with its country code').waitFor();
    expect(await field(admin, 'Full name (English)').inputValue()).toBe(sportsDay.name.en);
    await keepPicture(admin, 'new-mistake');
    expect(await barriers(admin)).toEqual([]);
    await expectFits(admin, 'new');
  });

  it('gets the programme, and imports its people by their student numbers', async () => {
    await field(admin, 'Phone').fill(sportsDay.contacts.phone);
    await admin.getByRole('button', { name: 'Create programme' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
    const row = {
      'Student number': student.card,
      Name: student.name,
      Group: 'Students',
      'Organisation code': '7-1',
      'Organisation name in Chinese': '七年级一班',
      'Organisation name in English': 'Class 7-1',
    };
    const buffer = csvOf([row]);
    const file = { name: 'roster.csv', mimeType: 'text/csv', buffer };
    await admin.locator('input[type=file]').setInputFiles(file);
    await admin.getByText('No problems found').waitFor();
    await admin.getByRole('button', { name: 'Import one row' }).click();
    await admin.getByRole('heading', { name: 'Import result' }).waitFor();
    await expectClean(admin, 'console-import');
  });

  it('hands out one-time passwords, each on a list until its owner has an account', async () => {
    await admin.getByRole('button', { name: 'Next: hand out the initial passwords' }).click();
    await admin.getByRole('button', { name: 'Initial passwords' }).click();
    await admin.getByRole('link', { name: 'Download' }).waitFor();
    expect(await barriers(admin)).toEqual([]);
    await keepPicture(admin, 'hand-out');
    await admin.getByText('CSV', { exact: true }).click();
    const [download] = await Promise.all([
      admin.waitForEvent('download'),
      admin.getByRole('link', { name: 'Download' }).click(),
    ]);
    const list = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(list).toHaveLength(2);
    handedOut = list[1]?.split(',').at(-1) ?? '';
    expect(handedOut).toMatch(/^\w{5}-\w{5}$/);
  });

  it('gives somebody who lost it another one, which is shown once', async () => {
    await admin.getByText(student.name).click();
    await admin.getByRole('button', { name: 'Reset sign-in' }).click();
    await admin.getByLabel('Reason').fill('Lost the slip');
    await admin.getByRole('checkbox').last().check();
    await keepPicture(admin, 'reset');
    await admin.locator('.ant-modal').getByRole('button', { name: 'Reset sign-in' }).click();
    const shown = admin.locator('.ant-modal').locator('code');
    const lost = handedOut;
    handedOut = (await shown.textContent()) ?? '';
    expect(handedOut).not.toBe(lost);
    await keepPicture(admin, 'one-time');
    await admin.getByRole('button', { name: 'I have noted it down' }).click();
    await admin.keyboard.press('Escape');
  });
});

describe('a student', () => {
  it('finds the sports day from an address without a programme', async () => {
    for (const path of ['/portal/', '/desk', '/portal']) {
      await pupil.goto(server.url + path);
      await pupil.getByRole('heading', { name: '运动会' }).waitFor();
      expect(new URL(pupil.url()).pathname).toBe('/');
    }
    await expectClean(pupil, 'front');
    await pupil.goto(`${server.url}/download`);
    await pupil.getByRole('heading', { name: '运动会' }).waitFor();
    await expectClean(pupil, 'download');
    const manifest = await pupil.request.get(`${server.url}/portal/sports/manifest.webmanifest`);
    expect(await manifest.json()).toMatchObject({
      name: '运动会 Sports Day',
      short_name: '运动会',
    });
  });

  it('signs in with the student number, and reports', async () => {
    await pupil.goto(`${server.url}/portal/sports/`);
    await pupil.getByText(sportsDay.contacts.phone).waitFor();
    await expectClean(pupil, 'portal-sign-in');
    await pupil.getByText('首次登录请使用主办方发给您的初始密码').waitFor();
    await portal.signIn(pupil, student.card, handedOut.toUpperCase(), '学号');
    await pupil.getByText(`${student.name}，您好！请设置新密码`).waitFor();
    await expectClean(pupil, 'portal-first');
    await portal.finishFirstSignIn(pupil, student.password, [
      ['您的第一只宠物叫什么？', 'Momo'],
      ['您小时候最喜欢哪本书？', 'Atlas'],
      ['您家人最拿手的菜是什么？', 'Soup'],
    ]);
    await portal.declaration(pupil);
    await pupil.getByText('，您好').waitFor();
    await expectClean(pupil, 'portal-home');
    await pupil.goto(`${server.url}/portal/sports/forms/daily`);
    await portal.fillWell(pupil, '36.5');
    await portal.sendAndGoHome(pupil);
    for (const path of ['pages/guide', 'support', 'summary', 'account', 'records/daily']) {
      await pupil.goto(`${server.url}/portal/sports/${path}`);
      await expectClean(pupil, `portal-${path.replace('/', '-')}`);
    }
  });

  it('meets nothing of the example on the PC either', async () => {
    await atDesk.goto(`${server.url}/desk/sports/`);
    await field(atDesk, '学号').waitFor();
    await expectClean(atDesk, 'desk-sign-in');
  });
});

describe('the organiser, afterwards', () => {
  it('changes a contact and the declaration, which everybody sees and is asked anew', async () => {
    await staff.openMenu(admin, 'Programme details');
    await field(admin, 'Phone').waitFor();
    await expectFits(admin, 'details');
    await field(admin, 'Phone').fill('+86 431 7777 0000');
    await fillTexts(admin, 'Text', { zh: '我保证每天如实填写。', en: 'I promise to be truthful.' });
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await admin.getByText('Saved. The changes are in effect.').waitFor();
    await pupil.goto(`${server.url}/portal/sports/`);
    await pupil.getByText('我保证每天如实填写。').waitFor();
    await portal.declaration(pupil);
    await openAnew(pupil, `${server.url}/portal/sports/support`);
    await pupil.getByText('+86 431 7777 0000').first().waitFor();
  });

  it('hears of somebody who changed it at the same time, and loses nothing', async () => {
    await second.goto(`${server.url}/console/`);
    await staff.signIn(second, 'ada', 'iron-bridge-21');
    await staff.openMenu(second, 'Programme details');
    await field(second, 'Email').fill('second@greenpine.example');
    await field(second, 'Phone').fill('+86 431 2222 0000');
    await field(admin, 'Phone').fill('+86 431 1111 0000');
    await fillTexts(admin, 'Short name', { zh: '秋季运动会', en: 'Autumn Sports' });
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await expect
      .poll(() => admin.getByRole('button', { name: 'Save changes' }).isDisabled())
      .toBe(true);
    await second.getByRole('button', { name: 'Save changes' }).click();
    await second.getByText('Somebody else changed this programme').waitFor();
    await second.getByText('Phone: they typed “+86 431 1111 0000”').waitFor();
    await keepPicture(second, 'details-conflict');
    expect(await field(second, 'Phone').inputValue()).toBe('+86 431 2222 0000');
    expect(await field(second, 'Short name (English)').inputValue()).toBe('Autumn Sports');
    await second.getByRole('button', { name: 'Save changes' }).click();
    await second.getByText('Saved. The changes are in effect.').waitFor();
    await openAnew(atDesk, `${server.url}/desk/sports/`);
    await atDesk.getByText('second@greenpine.example').waitFor();
    await atDesk.getByText('+86 431 2222 0000').waitFor();
    expect(wrong.flat()).toEqual([]);
  });

  it('who forgot the password sets a new one by a link from the machine', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['server/administrator.ts', 'Ada'],
      {
        env: {
          ...process.env,
          ...{ DATABASE_URL: '', ANXING_DATA: server.dataDir, PUBLIC_URL: server.url },
        },
      },
    );
    await second.goto(/http\S+#token=\S+/.exec(stdout)?.[0] ?? '');
    await second.getByLabel('New password', { exact: true }).waitFor();
    await keepPicture(second, 'administrator-link');
    await staff.setPassword(second, 'iron-bridge-22');
    await second.getByRole('button', { name: 'Save and continue' }).click();
    await staff.openMenu(second, 'Programme details');
    // Whoever was signed in as her elsewhere is no more.
    await admin.goto(`${server.url}/console/`);
    await admin.getByLabel('User name').waitFor();
  });
});
