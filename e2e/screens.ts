import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { openDevice, savePictures } from './browser.ts';
import {
  axeSource,
  barriers,
  follow,
  kindsOn,
  langOf,
  overflows,
  slipsOfTheTongue,
  switchLang,
  waitUntilStill,
} from './page-checks.ts';

/**
 * Every screen in both languages, on the phone or the PC that it is made for. With `SCREENS=<folder>`
 * a picture of each is left there, to be looked at; `SIZES=360,1024` says how wide, else it is as wide as
 * the device that the screen is made for.
 */

const url = inject('demoUrl');
const folder = process.env.SCREENS;
const sizes = process.env.SIZES?.split(',').map(Number) ?? [];

/** As wide as phones, tablets and PCs are: at all of these everything is to be usable. */
const widths = [360, 390, 768, 1024, 1440];

/** How high a screen of a width usually is. */
const heights: Record<number, number> = { 360: 740, 390: 844, 768: 1024, 1024: 768, 1440: 900 };

/** A page, or what opens over it. */
export type Screen = {
  name: string;
  path: string;
  /** What leads from the address to the screen. */
  act?: (page: Page) => Promise<unknown>;
  /** Opened anew in the other language instead of switched. */
  reopen?: boolean;
};

let page: Page;
let wrong: string[];
/** No `act` has changed the page since it was opened. */
let isAsOpened: boolean;

/** Says once in each file that its tests are of screens. */
export function withBrowser(): void {
  beforeAll(async () => {
    if (folder) mkdirSync(folder, { recursive: true });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await savePictures('screens', { page });
  });
}

/** Where there is no room for it, a button opens the menu: as a dialog, which the keyboard can close. */
export function menuCollapses(path: string, link: RegExp): void {
  it('the menu of a narrow screen opens over the page, and keyboard and screen reader follow', async () => {
    await page.goto(url + path);
    await resize(1024);
    const top = await page.locator('h1').first().boundingBox();
    expect(top?.y).toBeLessThan(200);
    const button = page.getByRole('button', { name: /^(菜单|Menu)/ });
    const menu = page.getByRole('dialog');
    const isFocusInside = () => menu.evaluate((dialog) => dialog.contains(document.activeElement));
    await button.focus();
    await page.keyboard.press('Enter');
    await menu.waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(isFocusInside).toBe(true);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => button.evaluate((own) => own === document.activeElement)).toBe(true);
    await button.click();
    await menu.getByText(link).click();
    await menu.waitFor({ state: 'hidden' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    await resize(1440);
    await page.getByRole('navigation').first().waitFor();
    expect(await button.count()).toBe(0);
  });
}

/** A device for all screens of a part; `prepare` signs somebody in. */
export function on(
  options: Parameters<typeof openDevice>[0],
  prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): void {
  beforeAll(async () => {
    const device = await openDevice({ ...options, timezoneId: 'Asia/Shanghai' });
    page = device.page;
    wrong = device.wrong;
    isAsOpened = false;
    await page.context().addInitScript({ content: axeSource });
    await prepare(page.context());
  });
  afterAll(() => page?.context().close());
}

/** A test for each screen: in both languages, at every width, nothing overflows, is untranslated, bars anybody or fails. */
export function looksRight(part: string, screens: Screen[]): void {
  it.each(screens)('$name', async ({ name, path, act, reopen }) => {
    const open = async () => {
      const mayFollow = isAsOpened;
      isAsOpened = false;
      await (mayFollow ? follow(page, url + path) : page.goto(url + path));
      await waitUntilStill(page);
      await act?.(page);
      await waitUntilStill(page);
      isAsOpened = act === undefined;
    };
    await open();
    const faults: Record<string, string[]> = {};
    const known = new Set<string>();
    for (const round of [1, 2]) {
      if (round === 2) await switchLang(page);
      if (round === 2 && reopen) await open();
      const lang = await langOf(page);
      faults[lang] = [...(await slipsOfTheTongue(page)), ...(await faultsAtAllWidths(known))];
      if (folder) await savePicturesOf(`${part}-${name}-${lang}`);
    }
    expect({ ...faults, wrong: wrong.splice(0) }).toEqual({ zh: [], en: [], wrong: [] });
  });
}

/**
 * The page stays loaded and is made wider and narrower. Axe takes most of the time of these tests: at the
 * device's own width it always looks, at another where there is a kind of element that is not `known` yet.
 */
async function faultsAtAllWidths(known: Set<string>): Promise<string[]> {
  const own = page.viewportSize()?.width ?? 1440;
  const found: string[] = [];
  for (const width of [own, ...widths.filter((each) => each !== own)]) {
    if (width !== own) await resize(width);
    const unknown = (await kindsOn(page)).filter((kind) => !known.has(kind));
    for (const kind of unknown) known.add(kind);
    const isLookedAt = width === own || unknown.length > 0;
    const faults = [...(await overflows(page)), ...(isLookedAt ? await barriers(page) : [])];
    found.push(...faults.map((fault) => `${width} px: ${fault}`));
  }
  await resize(own);
  return found;
}

async function savePicturesOf(name: string): Promise<void> {
  const usual = page.viewportSize();
  for (const width of sizes) {
    await resize(width);
    await savePicture(`${name}-${width}`);
  }
  if (sizes.length === 0) await savePicture(name);
  else if (usual) await page.setViewportSize(usual);
}

async function savePicture(name: string): Promise<void> {
  const path = join(folder ?? '', `${name.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

/** To load the page anew at each width would take a second each time. */
async function resize(width: number): Promise<void> {
  await page.setViewportSize({ width, height: heights[width] ?? 800 });
  // What is drawn by the width is drawn anew at the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await waitUntilStill(page);
}

/** Presses the first button of that name. */
export const click = (name: string | RegExp) => (at: Page) =>
  at.getByRole('button', { name }).first().click();

/** Before signing in. */
export const signInScreens: Screen[] = [
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
      await at.getByText(/验证已完成|Check (done|complete)/).waitFor();
    },
  },
  { name: 'forgotten password', path: '/forgotten' },
];

/** What portal and desk both have for a member. */
export const memberScreens: Screen[] = [
  { name: 'home', path: '/' },
  { name: 'daily report', path: '/forms/daily' },
  {
    name: 'daily report with mistakes',
    path: '/forms/daily/days/2022-01-19',
    act: async (at) => {
      await at.getByLabel(/体温|Temperature/).fill('366');
      await click(/^(提交|Submit)/)(at);
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
      await click(/添加第|Add Dose/)(at);
    },
  },
  { name: 'laboratory results', path: '/forms/laboratory' },
  { name: 'laboratory result', path: '/forms/laboratory/entries/new' },
  { name: 'planned itinerary', path: '/forms/planned-itinerary' },
  { name: 'actual itinerary', path: '/forms/actual-itinerary' },
  { name: 'summary', path: '/summary' },
  { name: 'notices', path: '/inbox' },
  { name: 'feedback', path: '/feedback' },
  {
    name: 'feedback with mistakes',
    path: '/feedback',
    act: click(/^(提 ?交|Send)$/),
    reopen: true,
  },
  { name: 'account', path: '/account' },
  { name: 'support', path: '/support' },
  { name: 'guide', path: '/pages/guide' },
  { name: 'no such page', path: '/nowhere/at/all' },
];

/** The same screens below an address. */
export const underPath = (prefix: string, screens: Screen[]) =>
  screens.map((screen) => ({ ...screen, path: prefix + screen.path }));

/** Of the site, which is for phone and PC. */
export const site: Screen[] = [
  { name: 'front', path: '/' },
  { name: 'download', path: '/download' },
  { name: 'demo accounts', path: '/demo' },
  { name: 'demo outbox', path: '/demo/outbox' },
];

/** Came into the country five days ago. */
export const card = '1096045';
