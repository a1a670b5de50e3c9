import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { keepPictures, launch, openDevice, pc, phone } from './browser.ts';
import { ask, enter, enterConsole } from './demo.ts';
import { barriers, langOf, overflows, settle, slipsOfTheTongue, switchLang } from './look.ts';

/**
 * Every screen in both languages, on the phone or the PC that it is made for. With `SCREENS=<folder>`
 * a picture of each is left there, to be looked at.
 */

const url = inject('demoUrl');
const folder = process.env.SCREENS;

type Screen = {
  name: string;
  path: string;
  /** What leads from the address to the screen. */
  act?: (page: Page) => Promise<unknown>;
  /** Opened anew in the other language instead of switched. */
  reopen?: boolean;
};

let browser: Browser;
let page: Page;
let wrong: string[];

beforeAll(async () => {
  browser = await launch();
  if (folder) mkdirSync(folder, { recursive: true });
});

afterAll(() => browser?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('screens', { page });
});

/** A device for all screens of a part; `prepare` signs somebody in. */
function on(
  options: Parameters<typeof openDevice>[1],
  prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): void {
  beforeAll(async () => {
    const device = await openDevice(browser, { ...options, timezoneId: 'Asia/Shanghai' });
    page = device.page;
    wrong = device.wrong;
    await prepare(page.context());
  });
  afterAll(() => page?.context().close());
}

function looksRight(part: string, screens: Screen[]): void {
  it.each(screens)('$name', async ({ name, path, act, reopen }) => {
    const open = async () => {
      await page.goto(url + path);
      await settle(page);
      await act?.(page);
      await settle(page);
    };
    await open();
    const faults: Record<string, string[]> = {};
    for (const round of [1, 2]) {
      if (round === 2) await switchLang(page);
      if (round === 2 && reopen) await open();
      const lang = await langOf(page);
      faults[lang] = [...(await overflows(page)), ...(await slipsOfTheTongue(page))];
      if (folder) await keepPicture(`${part}-${name}-${lang}`);
    }
    const found = { ...faults, barriers: await barriers(page), wrong: wrong.splice(0) };
    expect(found).toEqual({ zh: [], en: [], barriers: [], wrong: [] });
  });
}

async function keepPicture(name: string): Promise<void> {
  const path = join(folder ?? '', `${name.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

const click = (name: string | RegExp) => (at: Page) =>
  at.getByRole('button', { name }).first().click();

const door: Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  {
    name: 'sign-in with mistakes',
    path: '/sign-in',
    act: click(/^(登录|Sign in)$/),
  },
  {
    name: 'sign-in by puzzle',
    path: '/sign-in',
    act: async (at) => {
      await click(/看不清或无法看图|Hard to read/)(at);
      await at.getByText(/验证已完成|Check done/).waitFor();
    },
  },
  { name: 'forgotten password', path: '/forgotten' },
];

/** What portal and desk both have for a member. */
const member: Screen[] = [
  { name: 'home', path: '/' },
  { name: 'daily report', path: '/forms/daily' },
  {
    name: 'daily report with mistakes',
    path: '/forms/daily/days/2022-01-19',
    act: async (at) => {
      await at.getByLabel(/体温|Temperature/).fill('366');
      await click(/^(提交修改|提交|Send the change|Send)/)(at);
      await at
        .getByText(/请填写 34|from 34/)
        .first()
        .waitFor();
    },
  },
  { name: 'calendar', path: '/records/daily' },
  { name: 'missed days', path: '/missed/daily' },
  { name: 'vaccination', path: '/forms/vaccination' },
  {
    name: 'vaccination with a dose',
    path: '/forms/vaccination',
    act: async (at) => {
      await at.getByRole('radio', { name: /^(是|Yes)$/ }).dispatchEvent('click');
      await click(/添加第|Add: Dose|Add dose/)(at);
    },
  },
  { name: 'laboratory results', path: '/forms/laboratory' },
  { name: 'laboratory result', path: '/forms/laboratory/entries/new' },
  { name: 'planned itinerary', path: '/forms/planned-itinerary' },
  { name: 'actual itinerary', path: '/forms/actual-itinerary' },
  { name: 'summary', path: '/summary' },
  { name: 'notices', path: '/inbox' },
  { name: 'account', path: '/account' },
  { name: 'support', path: '/support' },
  { name: 'guide', path: '/pages/guide' },
  { name: 'no such page', path: '/nowhere/at/all' },
];

const below = (prefix: string, screens: Screen[]) =>
  screens.map((screen) => ({ ...screen, path: prefix + screen.path }));

/** Came into the country five days ago. */
const card = '1096045';

describe('portal, signed out', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight('portal', [
    ...below('/portal/games', [
      ...door,
      { name: 'support before signing in', path: '/support' },
      { name: 'guide before signing in', path: '/pages/guide' },
    ]),
    { name: 'no such programme', path: '/portal/nothing/' },
  ]);
});

describe('portal, for the first time', () => {
  on({ ...phone, locale: 'en-GB' }, async (context) => {
    await enter(context, '1096047', { password: '20190118' });
  });
  looksRight(
    'portal',
    below('/portal/games', [
      { name: 'first sign-in', path: '/first' },
      {
        name: 'first sign-in with mistakes',
        path: '/first',
        act: click(/完成并进入|Finish and go in/),
      },
      { name: 'promise', path: '/', act: finishFirst },
    ]),
  );

  async function finishFirst(at: Page): Promise<void> {
    const questions = ['school', 'pet', 'dish'].map((question) => ({ question, answer: question }));
    await ask(at.context(), people.finish, {
      app: 'portal',
      body: { password: 'snow-flake-11', questions },
    });
    await at.reload();
    await at.getByRole('checkbox').waitFor();
  }
});

describe('portal, signed in', () => {
  on({ ...phone, locale: 'zh-CN' }, async (context) => {
    await remindEverybody();
    await enter(context, card);
  });
  looksRight(
    'portal',
    below('/portal/games', [
      ...member,
      { name: 'a day’s report', path: '/records/daily/2022-01-18' },
      { name: 'change of the password', path: '/account/password' },
      { name: 'sign-out', path: '/account', act: click(/^(退出登录|Sign out)$/), reopen: true },
    ]),
  );
});

describe('desk', () => {
  on({ ...pc, locale: 'zh-CN' });
  looksRight('desk', [
    ...below('/desk/games', door),
    { name: 'no such programme', path: '/desk/nothing/' },
  ]);
});

describe('desk, for the first time', () => {
  on({ ...pc, locale: 'en-GB' }, async (context) => {
    await enter(context, '1096048', { app: 'desk', password: '20140421' });
  });
  looksRight('desk', [
    { name: 'first sign-in', path: '/desk/games/' },
    {
      name: 'first sign-in with mistakes',
      path: '/desk/games/',
      act: click(/完成并进入|Finish and go in/),
    },
  ]);
});

describe('desk, signed in', () => {
  on({ ...pc, locale: 'zh-CN' }, (context) => enter(context, card, { app: 'desk' }));
  looksRight('desk', [
    { name: 'promise', path: '/desk/games/' },
    ...below('/desk/games', [
      { ...(member[0] as Screen), act: makePromise },
      ...member.slice(1),
      { name: 'a day’s report', path: '/records/daily?day=2022-01-18' },
    ]),
  ]);

  async function makePromise(at: Page): Promise<void> {
    await ask(at.context(), reports.promise, { app: 'desk', body: { version: 1 } });
    await at.reload();
    await at.getByRole('navigation').first().waitFor();
  }
});

describe('console', () => {
  on({ ...pc, locale: 'zh-CN' });
  looksRight('console', [
    { name: 'sign-in', path: '/console/' },
    {
      name: 'sign-in with mistakes',
      path: '/console/',
      act: click(/^(登录|Sign in)$/),
      // The form library keeps a mistake in the words in which it was told.
      reopen: true,
    },
    { name: 'first administrator', path: '/console/first#token=worn-out' },
  ]);
});

describe('console, signed in', () => {
  on({ ...pc, locale: 'zh-CN' }, (context) => enterConsole(context, 'admin'));
  const drawer = (at: Page) => at.locator('.ant-drawer-open').waitFor();
  const firstRow = async (at: Page) => {
    await at.locator('tbody tr.cs-open').first().click();
    await drawer(at);
  };
  looksRight('console', [
    ...below('/console/p/games', [
      { name: 'completion', path: '/completion' },
      { name: 'completion of another day', path: '/completion?day=2022-01-10' },
      { name: 'missing people', path: '/completion?list=missing', act: drawer },
      { name: 'people without itinerary', path: '/completion?list=noItinerary', act: drawer },
      { name: 'export', path: '/completion', act: click(/导出|Export/) },
      { name: 'alerts', path: '/alerts?from=2022-01-04&to=2022-01-20' },
      { name: 'person', path: '/alerts?from=2022-01-04&to=2022-01-20', act: firstRow },
      {
        name: 'reset of a person',
        path: '/roster',
        act: async (at) => {
          await firstRow(at);
          await click(/重置登录|Reset sign-in/)(at);
        },
      },
      { name: 'roster', path: '/roster' },
      { name: 'imports', path: '/imports', act: uploadRoster },
      { name: 'import', path: '/imports', act: openImport },
    ]),
    { name: 'new programme', path: '/console/new-programme' },
    { name: 'places', path: '/console/places' },
    { name: 'staff', path: '/console/staff' },
    { name: 'new member of staff', path: '/console/staff', act: click(/添加员工|Add staff/) },
    { name: 'audit trail', path: '/console/audit' },
    { name: 'account', path: '/console/account' },
    { name: 'no such page', path: '/console/nowhere' },
  ]);

  async function uploadRoster(at: Page): Promise<void> {
    const roster = join(import.meta.dirname, '..', 'examples', 'roster-500.csv');
    await at.locator('input[type=file]').setInputFiles(roster);
    await at.getByRole('button', { name: /确认导入|Import \d+ rows/ }).waitFor();
    await at.goBack();
    await at.locator('tbody tr.cs-open').first().waitFor();
  }

  async function openImport(at: Page): Promise<void> {
    await at.locator('tbody tr.cs-open').first().click();
    await at.getByRole('button', { name: /确认导入|Import \d+ rows/ }).waitFor();
  }
});

const site: Screen[] = [
  { name: 'front', path: '/' },
  { name: 'download', path: '/download' },
  { name: 'demo accounts', path: '/demo' },
  { name: 'demo outbox', path: '/demo/outbox' },
];

describe('site on a phone', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight('site-phone', site);
});

describe('site on a PC', () => {
  on({ ...pc, locale: 'en-GB' });
  looksRight('site-pc', site);
});

/** So that the portal has a notice to show. */
async function remindEverybody(): Promise<void> {
  const context = await browser.newContext();
  await enterConsole(context, 'organiser');
  const [programme] = await ask(context, programmes.list, { app: 'console' });
  await ask(context, reports.remind, {
    app: 'console',
    body: { programmeId: programme?.id, form: 'daily' },
  });
  await context.close();
}
