import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { enter, enterConsole } from './demo.ts';
import * as desk from './desk.ts';
import {
  barriers,
  follow,
  langOf,
  overflows,
  slipsOfTheTongue,
  switchLang,
  waitUntilStill,
  wordsOn,
} from './page-checks.ts';
import * as portal from './portal.ts';
import {
  pressSignIn,
  requestCode,
  type SealServer,
  signInByCode,
  solvePuzzle,
  startWithSeals,
} from './seals.ts';

/**
 * A programme whose people have no card: they sign in by phone, make no declaration, and say where they
 * are; on phone and PC, beside Games in the same browser.
 */

const floe = { latitude: 43.8868, longitude: 125.3245, accuracy: 12 };
const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

let server: SealServer;
let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

beforeAll(async () => {
  server = await startWithSeals();
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('seals', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

async function open(path: string, device: BrowserContextOptions): Promise<void> {
  ({ page, wrong, putAway } = await openDevice({ ...device, ...chinese }));
  await page.goto(server.url + path);
}

const located: BrowserContextOptions = { geolocation: floe, permissions: ['geolocation'] };

describe('on the phone', () => {
  it('takes a code and a report with a position, beside Games in the same browser', async () => {
    await open('/portal/seals/', { ...phone, ...located });
    await signInByCode(page, server, '13900000001');
    await page.getByText('Ada Seal，您好').waitFor();
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体重').fill('20');
    await page.getByRole('button', { name: '全部选否' }).click();
    await page.getByRole('button', { name: '获取位置' }).click();
    await page.getByText(/获取了位置，误差 12 米以内/).waitFor();
    await portal.sendAndGoHome(page);
    await page.goto(`${server.url}/portal/seals/records/weigh-in`);
    await page
      .getByRole('button', { name: /1月20日/ })
      .first()
      .click();
    await page
      .getByText(/43\.88/)
      .first()
      .waitFor();

    await enter(page.context(), '1096044', { base: server.url });
    await page.goto(`${server.url}/portal/games/account`);
    await page.getByText('1096044').first().waitFor();
    await page.goto(`${server.url}/portal/seals/`);
    await page.getByText('Ada Seal，您好').waitFor();
    await page.goto(`${server.url}/portal/games/account`);
    await page.getByRole('button', { name: '退出登录', exact: true }).click();
    await page.getByRole('dialog').getByRole('button').first().click();
    await page.getByLabel('注册卡号').waitFor();
    // The other programme does not notice.
    await page.goto(`${server.url}/portal/seals/`);
    await page.getByText('Ada Seal，您好').waitFor();
  });

  it('asks a family for the user name', async () => {
    await open('/portal/seals/', phone);
    await signInByCode(page, server, '13900000002', 'cy.seal');
    await page.getByText('Cy Seal，您好').waitFor();
  });

  it('takes the reason where the person refuses to say where they are', async () => {
    await open('/portal/seals/', phone);
    await signInByCode(page, server, '13900000003');
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体重').fill('20');
    await page.getByRole('button', { name: '全部选否' }).click();
    await page.getByRole('button', { name: '获取位置' }).click();
    await page.getByText('没有获取到位置').waitFor();
    await page.getByRole('button', { name: '不带位置继续' }).click();
    await portal.sendAndGoHome(page);
  });

  it('says at the field what is wrong with a code, and lets nobody ask for codes without end', async () => {
    await open('/portal/seals/', phone);
    const code = await requestCode(page, server, '13900000004');
    expect(await page.getByText('13900000004').count()).toBe(0);
    await page.getByText('139****0004').waitFor();
    await page.getByRole('button', { name: /后可重新获取/ }).waitFor();
    const other = code === '000000' ? '000001' : '000000';
    const field = page.getByLabel('短信验证码');
    for (let tries = 1; tries <= 5; tries += 1) {
      await field.fill(other);
      await pressSignIn(page);
      await page.getByText('验证码不对，请核对短信').waitFor();
      // What was wrong is not shown any more while it is being changed.
      await field.fill('');
      await page.getByText('验证码不对，请核对短信').waitFor({ state: 'hidden' });
    }
    await field.fill(code);
    await pressSignIn(page);
    await page.getByText('验证码已失效，请重新获取').waitFor();
    await page.getByRole('button', { name: '重新获取' }).click();
    expect(await page.getByLabel('手机号').inputValue()).toBe('13900000004');
    await solvePuzzle(page);
    await page.getByRole('button', { name: '获取短信验证码' }).click();
    await page.getByText('请在').first().waitFor();
  });
});

describe('on the PC', () => {
  it('takes a code and a position, and what was sent is on the console', async () => {
    await open('/desk/seals/', { ...pc, ...located });
    await signInByCode(page, server, '13900000005');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await desk.openFunction(page, '每日称重');
    await page.getByLabel('体重').fill('21');
    await page.getByRole('button', { name: '全部选否' }).click();
    await page.getByRole('button', { name: '获取位置' }).click();
    await page.getByText(/获取了位置，误差 12 米以内/).waitFor();
    await page.getByRole('button', { name: /^提\s*交$/ }).click();
    await page.getByText('提交成功').waitFor();

    await enter(page.context(), '1096044', { app: 'desk', base: server.url });
    await page.goto(`${server.url}/desk/games/`);
    await page
      .getByText(/1096044|真实性承诺/)
      .first()
      .waitFor();
    await page.goto(`${server.url}/desk/seals/`);
    await page.getByText('Flo Seal，您好').waitFor();
    await enterConsole(page.context(), 'admin', server.url);
    await page.goto(`${server.url}/console/p/seals/roster`);
    await page.getByText('Flo Seal').waitFor();
    expect(await page.getByText('13900000005').count()).toBe(0);
    await page.getByText('Flo Seal').click();
    const person = page.getByRole('dialog');
    await person.getByRole('heading', { name: 'Flo Seal' }).waitFor();
    await person
      .getByRole('button', { name: /每日称重/ })
      .first()
      .click();
    await person.getByText('浮冰位置').first().waitFor();
    // Staff see the area alone.
    expect(await person.getByText('43.886').count()).toBe(0);
  });

  it('finds somebody by phone on the console, and no address holds it', async () => {
    const phone = '13900000005';
    const addresses: string[] = [];
    await open('/desk/seals/', pc);
    await enterConsole(page.context(), 'admin', server.url);
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(`${server.url}/console/p/seals/roster`);
    const others = page.getByText('Ada Seal');
    await others.waitFor();
    const search = page.getByRole('searchbox');
    await search.fill(phone);
    await search.press('Enter');
    await others.waitFor({ state: 'hidden' });
    await page.getByText('Flo Seal').click();
    const person = page.getByRole('dialog').getByRole('heading', { name: 'Flo Seal' });
    await person.waitFor();
    addresses.push(page.url());
    await page.goBack();
    await person.waitFor({ state: 'hidden' });
    expect(await search.inputValue()).toBe(phone);
    expect([await page.getByText('Flo Seal').count(), await others.count()]).toEqual([1, 0]);
    expect(addresses.filter((each) => each.includes(phone))).toEqual([]);
    expect(addresses.some((each) => each.endsWith('/roster'))).toBe(true);
  });

  it('offers the password, too, and says what is wrong', async () => {
    await open('/desk/seals/', pc);
    await page.getByRole('button', { name: '用密码登录' }).click();
    await page.getByLabel('手机号或用户名').fill('ada.seal');
    await page.getByLabel('密码', { exact: true }).fill('not this one');
    await solvePuzzle(page);
    await pressSignIn(page);
    await page.getByText('账号或密码不对').waitFor();
    await page.getByRole('button', { name: '用短信验证码登录' }).click();
    await page.getByLabel('手机号').waitFor();
  });
});

/** What whoever is signed in is not offered. */
const askForCode = /获取短信验证码|Send me a code/;

/** These look as they do in Games, where they were searched for barriers. */
const asInGames = new Set([
  ...['records/weigh-in', 'missed/weigh-in', 'summary', 'inbox'],
  ...['account/password', 'support', 'pages/notes'],
]);

const paths = ['', 'forms/weigh-in', 'forms/arrival', 'records/weigh-in', 'missed/weigh-in'].concat(
  ['summary', 'inbox', 'account', 'account/password', 'support', 'pages/notes', 'sign-in'],
);

describe.each([
  ['portal', { ...phone, viewport: { width: 360, height: 780 } }, '13900000006'],
  ['desk', pc, '13900000007'],
] as const)('the %s, in both languages,', (app, device, number) => {
  let seen: Page;
  let faults: string[] = [];
  let giveBack: Device['putAway'] | undefined;

  beforeAll(async () => {
    ({
      page: seen,
      wrong: faults,
      putAway: giveBack,
    } = await openDevice({ ...device, ...chinese }));
    await seen.goto(`${server.url}/${app}/seals/`);
  });
  afterAll(() => giveBack?.());

  /** What anybody would find fault with in one language. */
  async function look(name: string): Promise<string[]> {
    await waitUntilStill(seen);
    const lang = await langOf(seen);
    await keepPicture(seen, `${app}-${name}-${lang}`);
    const slips = (await slipsOfTheTongue(seen)).filter((text) => !text.includes('.seal'));
    return [...(await cardWords(seen)), ...(await overflows(seen)), ...slips];
  }

  async function expectRight(name: string): Promise<void> {
    const found = await look(name);
    // The next page begins in this language.
    await switchLang(seen);
    found.push(...(await look(name)), ...faults.splice(0));
    if (!asInGames.has(name)) found.push(...(await barriers(seen)));
    expect(found).toEqual([]);
  }

  it('says nothing about cards where one signs in', async () => {
    await expectRight('door');
    await switchLang(seen);
    await signInByCode(seen, server, number);
    await seen.getByText(/Seal/).first().waitFor();
  });

  it.each(paths)('says nothing about cards on the page /%s', async (path) => {
    await follow(seen, `${server.url}/${app}/seals/${path}`);
    await expectRight(path || 'home');
    expect(await seen.getByRole('button', { name: askForCode }).count()).toBe(0);
  });
});

const isAboutCards = (text: string) =>
  /卡号|注册卡|\bcards?\b|accreditation/i.test(text.replace('PRC identity card', ''));

/** What speaks of a card, and what is empty where a card's number would stand. */
async function cardWords(at: Page): Promise<string[]> {
  const words = await wordsOn(at);
  const found = words.filter((text) => isAboutCards(text));
  const empty = await at
    .locator('dd:visible, td.ant-descriptions-item-content:visible')
    .evaluateAll(
      (all) =>
        all.filter(
          (each) =>
            each.textContent?.trim() === '' && !each.querySelector('img, svg, button, input'),
        ).length,
    );
  return empty > 0 ? [...found, `${empty} empty places`] : found;
}

async function keepPicture(at: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS;
  if (!folder) return;
  const path = `${folder}/seals-${name.replaceAll(/\W+/g, '-')}.png`;
  await at.screenshot({ path, fullPage: true, animations: 'disabled' });
}
