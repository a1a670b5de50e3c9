import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { maskName } from '../credential/masked-name.ts';
import { demoPlaces } from '../server/demo/gates.ts';
import { demoUnits, inventedPeople, namedPeople } from '../server/demo/people.ts';
import {
  demoAddress,
  demoCommunities,
  demoResidents,
  orderWords,
} from '../server/demo/residents.ts';
import { games } from '../templates/games.ts';
import { region } from '../templates/region.ts';
import { keepPicture } from './browser.ts';
import { examples } from './roster.ts';

/** What anybody would find fault with on a screen, found without eyes. */

type Lang = 'zh' | 'en';

const htmlLang: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };

/** Waits until everything that was on its way is there, and nothing moves any more. */
export async function waitUntilStill(page: Page): Promise<void> {
  // Looking at every frame would make the browser draw more of them.
  await page.waitForFunction(isStill, undefined, { polling: 50 });
}

/** Runs in the page. */
function isStill(): boolean {
  const waiting = '.ax-waiting, .s-ghost, .ant-skeleton, .ant-spin-spinning, [aria-busy=true]';
  // A dialog that is closed keeps its button as it was.
  const working = [...document.querySelectorAll('.ant-btn-loading')].some((button) =>
    button.checkVisibility(),
  );
  // What spreads from a pressed button goes on for seconds and hides nothing.
  const isWave = (effect: AnimationEffect | null) =>
    effect instanceof KeyframeEffect && effect.target?.matches('.ant-wave') === true;
  const moving = document
    .getAnimations()
    .some(
      ({ playState, effect }) =>
        playState === 'running' && effect?.getTiming().iterations === 1 && !isWave(effect),
    );
  // Dialogs that a script fades in.
  const fading = [
    ...document.querySelectorAll('.adm-center-popup-wrap, .adm-center-popup-wrap > *'),
  ].some((popup) => getComputedStyle(popup).opacity !== '1');
  const seen = [...document.images].filter(({ loading }) => loading !== 'lazy');
  return (
    document.querySelector('h1, h2, [data-empty]') !== null &&
    document.querySelector(waiting) === null &&
    !working &&
    seen.every(({ complete }) => complete) &&
    !moving &&
    !fading
  );
}

/**
 * Opens another page of an app that is open, as a link in it does: to load the app anew takes a second.
 * Any other address is loaded.
 */
export async function follow(page: Page, to: string): Promise<void> {
  const [from, next] = [new URL(page.url()), new URL(to)];
  const isOfTheSameApp = appOf(from) !== undefined && appOf(from) === appOf(next);
  if (!isOfTheSameApp || from.origin !== next.origin || from.pathname === next.pathname) {
    await page.goto(to);
    return;
  }
  await page.evaluate(
    (href) =>
      new Promise<void>((resolve, reject) => {
        const { __TSR_ROUTER__: router } = window;
        if (!router) throw new Error('This page has no router.');
        const stop = router.subscribe('onRendered', () => {
          stop();
          resolve();
        });
        router.history.push(href);
        setTimeout(() => reject(new Error(`The page did not go to ${href}.`)), 30_000);
      }),
    next.pathname + next.search + next.hash,
  );
}

/** The app at an address, and the programme where the app is that of one. */
const appOf = ({ pathname }: URL) => /^\/(console|portal\/\w+|desk\/\w+)(?=\/)/.exec(pathname)?.[0];

export async function langOf(page: Page): Promise<Lang> {
  return (await page.getAttribute('html', 'lang')) === htmlLang.en ? 'en' : 'zh';
}

/** Switches as a person does, without a reload; where there is nothing to press, the page is opened anew. */
export async function switchLang(page: Page): Promise<void> {
  const other: Lang = (await langOf(page)) === 'zh' ? 'en' : 'zh';
  const control = page.getByText(other === 'zh' ? '中文' : 'English', { exact: true }).first();
  if ((await control.count()) > 0) await control.dispatchEvent('click');
  else {
    await page.evaluate((lang) => localStorage.setItem('anxing.lang', lang), other);
    await page.reload();
  }
  await page.locator(`html[lang="${htmlLang[other]}"]`).waitFor();
  await waitUntilStill(page);
}

/** As {@link keepPicture}, in both languages. */
export async function keepPictures(name: string, page: Page): Promise<void> {
  if (!process.env.SCREENS) return;
  for (const _ of ['the first', 'the other']) {
    await keepPicture(`${name}-${await langOf(page)}`, page);
    await switchLang(page);
  }
}

/** All that a person reads or hears on a page, in the order of the page. */
export function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      // What a text area holds was typed, and what is not to be translated is of a file: they are in
      // whatever language they are.
      if (
        !parent ||
        parent.closest('script, style, noscript, textarea, [translate="no"]') ||
        !parent.checkVisibility()
      )
        continue;
      words.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll(
      '[aria-label], [placeholder], [title], img[alt]',
    )) {
      // The names of the component library's symbols are not read out.
      const unread = '.anticon, [translate="no"]';
      if (element.matches(unread) || !element.checkVisibility()) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        words.push(element.getAttribute(name) ?? '');
    }
    return words.map((each) => each.trim()).filter((each) => each !== '');
  });
}

/** Whatever is data and not the product's own words: people, units, what stands in the sample roster. */
const data = new RegExp(
  [
    ...[
      ...namedPeople,
      ...inventedPeople(
        275,
        games.groups.map(({ code }) => code),
      ),
    ].map(({ name }) => name),
    ...readFileSync(join(examples, 'roster-500.csv'), 'utf8').split(/[\uFEFF,\r\n"]+/),
    ...[
      ...[...demoUnits, ...demoCommunities, ...Object.values(demoPlaces)],
      ...[games.organiser, region.name, region.shortName, region.organiser],
    ].flatMap(({ zh, en }) => [zh, en]),
    // What residents and officers of the demo wrote, and how names are masked.
    ...demoResidents.flatMap(({ name, past }) => [name, maskName(name), past.appeal?.words ?? '']),
    demoAddress,
    ...Object.values(orderWords).flatMap(({ reason, evidence }) => [reason, evidence]),
    ...['安行演示', '安行', '中文', 'English', 'Sample Laboratory', 'BBIBP-CorV'],
  ]
    .filter((text) => /\p{Script=Han}|[A-Za-z]{2}/u.test(text))
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
  'g',
);

const han = /\p{Script=Han}/u;
/** Three English words in a row. */
const english = /[A-Za-z]+(?:[ ,'’]+[A-Za-z]+){2}/;
const slips: [string, RegExp][] = [
  ['an untranslated key', /^(?!iOS)[a-z]+(?:[A-Z]\w*|[.:_][a-z][\w.]*)$/],
  ['a placeholder left open', /\{\w+\}/],
  ['a value that is none', /\b(?:undefined|NaN|Invalid Date)\b|\[object \w+\]/],
];

function withoutData(text: string): string {
  if (!han.test(text) && !english.test(text)) return text;
  return text.replaceAll(data, '');
}

/** Words of the other language, keys instead of words, open placeholders. */
export async function slipsOfTheTongue(page: Page): Promise<string[]> {
  const lang = await langOf(page);
  return (await wordsOn(page)).flatMap((text) => {
    const own = withoutData(text);
    const found = slips.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
    if (lang === 'en' && han.test(own)) found.push('Chinese on an English screen');
    if (lang === 'zh' && !han.test(own) && english.test(own))
      found.push('English on a Chinese screen');
    return found.map((name) => `${name}: ${text}`);
  });
}

/** What is wider than the screen, or cut off within a button. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = Math.max(root.scrollWidth, document.body.scrollWidth) - window.screen.width;
    const found = wide > 0 ? [`the page is ${wide} pixels too wide`] : [];
    for (const element of document.querySelectorAll('button, a, h1, h2, label')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const cut = element.scrollWidth - element.clientWidth;
      if (overflowX === 'visible' || textOverflow === 'ellipsis' || cut < 2) continue;
      if (element.checkVisibility() && element.clientWidth > 1)
        found.push(`cut off by ${cut} pixels: ${element.textContent}`);
    }
    return found;
  });
}

/**
 * The kinds of elements that are seen on a page, as axe tells them apart, beside their words: what they say
 * they are, how their text stands out, and whether they scroll.
 */
export function kindsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const backgrounds = new Map<Element | null, string>();
    const kinds = new Set<string>();
    for (const element of document.querySelectorAll('body, body *')) {
      const style = getComputedStyle(element);
      const below = backgrounds.get(element.parentElement) ?? 'white';
      const isClear = style.backgroundColor === 'rgba(0, 0, 0, 0)';
      const background = isClear ? below : style.backgroundColor;
      backgrounds.set(element, background);
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      const isLonger = scrollWidth > clientWidth || scrollHeight > clientHeight;
      const scrolls = isLonger && /auto|scroll/.test(style.overflow);
      // From here on axe asks for less contrast.
      const isLarge = Number.parseFloat(style.fontSize) >= 18;
      const names = ['class', 'role', 'tabindex'].map((name) => element.getAttribute(name));
      const looks = [style.color, background, style.opacity, style.fontWeight, isLarge, scrolls];
      kinds.add([element.tagName, ...names, ...looks].join());
    }
    return [...kinds];
  });
}

/**
 * Half of what the package's `axe.source` is, which holds its comments, too. A device that is given it
 * from the start saves a tenth of a second at each page.
 */
export const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * Serious and critical findings of axe, each with the places it names, once the page is still: what fades in
 * has no contrast yet. Rows of a table are alike, and to look at all of them takes seconds: the first few are
 * looked at.
 */
export async function barriers(page: Page): Promise<string[]> {
  await waitUntilStill(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const { violations } = await here.run(
      { exclude: ['tbody tr:nth-child(n + 6)'] },
      { resultTypes: ['violations'] },
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 3).map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
      );
  });
}
