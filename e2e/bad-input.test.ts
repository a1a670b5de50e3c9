import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { demoPassword, namedPeople } from '../server/demo/people.ts';
import { keepPictures, launch, openDevice, pc, phone } from './browser.ts';
import { ask, captchaAnswer, enter, enterAsSomebody } from './demo.ts';
import * as portal from './portal.ts';
import { freshFolder, startServer } from './setup.ts';
import { photo } from './shots.ts';

/** Each mistake and each mishap has its own message, and nothing that was typed is lost. */

/** The demo's day, by its fixed clock. */
const today = '2022-01-20';
const zone = 'Asia/Shanghai';
const url = inject('demoUrl');
const home = `${url}/portal/games/`;
const daily = `${home}forms/daily`;

let browser: Browser;
let page: Page;
let wrong: string[] = [];

/** A server whose day is about to turn; its demo is filled while the other tests run. */
const folderNearMidnight = freshFolder();
let filled: Promise<void>;

beforeAll(async () => {
  browser = await launch();
  filled = startServer([], {
    ANXING_DATA: folderNearMidnight,
    ANXING_CLOCK: `${today}T12:00:00+08:00`,
  }).then((server) => server.end());
});

afterAll(() => browser?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('bad-input', { page });
  await page?.context().close();
  expect(wrong).toEqual([]);
});

/** A phone with somebody who still has to report today. */
async function somebody(options: Parameters<typeof openDevice>[1] = {}): Promise<BrowserContext> {
  const device = await openDevice(browser, {
    ...phone,
    locale: 'zh-CN',
    timezoneId: zone,
    ...options,
  });
  page = device.page;
  wrong = device.wrong;
  await enterAsSomebody(page.context());
  return page.context();
}

/** What the server has of today's report: all its versions, newest first. */
async function kept(context: BrowserContext, day = today) {
  const { reports: all } = await ask(context, reports.mine, {
    app: 'portal',
    params: { form: 'daily' },
  });
  return all.filter((report) => report.day === day);
}

describe('signing in', () => {
  it('shows a new picture after a wrong captcha, and keeps card number and password', async () => {
    const device = await openDevice(browser, { ...phone, locale: 'zh-CN' });
    page = device.page;
    wrong = device.wrong;
    const [person] = namedPeople;
    const picture = () => page.waitForResponse((response) => response.url().endsWith('/captcha'));
    const first = picture();
    await page.goto(home);
    await first;
    await page.getByLabel('注册卡号').fill(person?.card ?? '');
    await page.getByLabel('密码', { exact: true }).fill(demoPassword);
    await page.getByLabel('图形验证码').fill('####');
    const second = picture();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('验证码不对或已过期，请看新的一张。').waitFor();
    expect(await page.getByLabel('注册卡号').inputValue()).toBe(person?.card);
    expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe(demoPassword);

    const { id } = await (await second).json();
    await page.getByLabel('图形验证码').fill(await captchaAnswer(page.context(), id));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(`${person?.name}，您好`).waitFor();
  });

  it('does not go on without the promise', async () => {
    const device = await openDevice(browser, { ...pc, locale: 'zh-CN' });
    page = device.page;
    wrong = device.wrong;
    await enter(page.context(), '1096046', { app: 'desk' });
    await page.goto(`${url}/desk/games/`);
    await page.getByRole('button', { name: '确认并进入' }).click();
    await page.getByText('请先阅读并勾选承诺。').waitFor();
    await portal.promise(page);
    await page.getByText('注册号').first().waitFor();
  });
});

describe('a form', () => {
  it('says at the field that 366 is no temperature, and keeps all that was answered', async () => {
    await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '366');
    await portal.submit(page);
    const field = page.locator('.ax-field').filter({ has: page.getByLabel('体温') });
    await field.getByText('请填写 34 至 43℃ 之间的数值。').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('366');
    expect(await page.getByRole('radio', { name: '否', checked: true }).count()).toBe(10);
    await page.getByLabel('体温').fill('36.6');
    await portal.sendAndGoHome(page);
  });

  it('goes on where it was when the session has ended meanwhile', async () => {
    const context = await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '36.7');
    const sessions = await ask(context, people.sessions, { app: 'portal' });
    const current = sessions.find((session) => session.current);
    await ask(context, people.endSession, { app: 'portal', params: { id: current?.id ?? '' } });
    await portal.submit(page);

    const again = page.getByRole('dialog', { name: '登录已过期' });
    await again.getByLabel('密码', { exact: true }).fill(demoPassword);
    await again.getByRole('button', { name: '看不清或无法看图' }).click();
    await again.getByText('验证已完成').waitFor();
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('提交成功').waitFor();
    const [report] = await kept(context);
    expect(report?.values).toMatchObject({ temperature: 36.7, cough: false });
  });

  it('tells a photo that is none, and one that is too large, and takes a right one', async () => {
    await somebody();
    await page.goto(`${home}forms/vaccination`);
    await portal.answer(page, '是否已接种新冠疫苗', '是');
    const input = page.locator('input[type=file]');
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg' };
    await input.setInputFiles({ ...file, buffer: Buffer.from('this is a text') });
    await page.getByText('这不是能读取的照片').waitFor();
    await input.setInputFiles({ ...file, buffer: randomBytes(10 * 1024 * 1024 + 1) });
    await page.getByText('照片太大（最多 10 MB）').waitFor();
    await input.setInputFiles(await photo('RECORD'));
    await page.getByRole('img', { name: '第 1 张照片' }).waitFor();
    expect(await page.getByText('照片太大').count()).toBe(0);
  });

  it('is not taken without its promise', async () => {
    await somebody();
    await page.goto(`${home}forms/laboratory/entries/new`);
    await portal.answer(page, '核酸检测结果', '阴性');
    await page.getByLabel('检测机构').fill('Laboratory of Exampleton');
    await portal.submit(page);
    await page.getByText('请阅读承诺并勾选。').waitFor();
    expect(await page.getByLabel('检测机构').inputValue()).toBe('Laboratory of Exampleton');
  });

  it('is refused for a day that is not yet, that was too early, and that does not exist', async () => {
    const context = await somebody();
    await page.goto(`${daily}/days/2022-01-22`);
    await portal.fillWell(page, '36.5');
    await portal.submit(page);
    await page.getByText('2022-01-22 还没有到。').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.5');
    await page.goto(`${daily}/days/2021-06-01`);
    await portal.fillWell(page, '36.5');
    await portal.submit(page);
    await page.getByText('2021-06-01 不在您需要填报的日期内。').waitFor();
    await page.goto(`${daily}/days/2022-02-30`);
    await page.getByRole('heading', { name: '这份表不对您开放' }).first().waitFor();
    expect(await kept(context, '2022-01-22')).toEqual([]);
  });

  it('is kept when the tab is closed, and is there when it is opened again', async () => {
    const context = await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '36.8');
    await expect.poll(() => countDrafts(page)).toBe(1);
    await page.close();
    page = await context.newPage();
    await page.goto(daily);
    await page.getByText('上次填写的内容已恢复').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.8');
    await portal.sendAndGoHome(page);
    await expect.poll(() => countDrafts(page)).toBe(0);
  });

  it('sent from two tabs makes one report with two versions, and no silent loss', async () => {
    const context = await somebody();
    await page.goto(daily);
    const other = await context.newPage();
    await other.goto(daily);
    await portal.fillWell(page, '36.1');
    await portal.fillWell(other, '36.2');
    await portal.sendAndGoHome(page);
    await portal.submit(other);
    await other.getByText('这份填报刚刚在别处修改过').waitFor();
    await other.getByRole('button', { name: '用我现在填写的' }).click();
    await other.getByText('提交成功').waitFor();
    const [report, ...more] = await kept(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 36.2 } });
    expect(more).toEqual([]);
  });
});

describe('without a network', () => {
  it('keeps the daily report, says so, and sends it once when the network is back', async () => {
    const context = await somebody();
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体温').waitFor();
    await context.setOffline(true);
    await portal.fillWell(page, '36.9');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByText('等待发送', { exact: true }).waitFor();
    await page.getByText('今天的填报已保存在本机，等待发送').waitFor();
    expect(await kept(context)).toEqual([]);

    await context.setOffline(false);
    await page.getByText('已发送', { exact: true }).waitFor();
    await page.getByText('今天已填报').first().waitFor();
    const [report] = await kept(context);
    expect(report).toMatchObject({ version: 1, values: { temperature: 36.9 } });
  });

  it('opens once it was visited, says what it cannot do, and still takes the report', async () => {
    const context = await somebody({ serviceWorkers: 'allow' });
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('每日填报可以先填好，有网络时自动发送；其他功能需要网络').waitFor();
    await page.getByRole('button', { name: '填报今天' }).click();
    await portal.fillWell(page, '36.3');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByRole('link', { name: '个人健康信息汇总报告' }).click();
    await page.getByText('现在连不上服务器').waitFor();

    await context.setOffline(false);
    await page.goto(home);
    await page.getByText('今天已填报').first().waitFor();
    expect(await kept(context)).toMatchObject([{ version: 1, values: { temperature: 36.3 } }]);
  });
});

describe('a form that is open across midnight in Beijing', () => {
  it('asks which day it is for, and goes over to the new one with all that was typed', async () => {
    await filled;
    const server = await untilTheFormIsOpen();
    await portal.fillWell(page, '36.4');
    const turned = page.getByRole('alert').filter({ hasText: '北京时间已过 24 时' });
    await turned.waitFor({ timeout: 120_000 });
    await turned.getByRole('button', { name: '改填 1月21日' }).click();
    await turned.waitFor({ state: 'hidden' });
    await page.getByText('上次填写的内容已恢复').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.4');
    await portal.submit(page);
    await page.getByText('2022年1月21日 的填报已保存').waitFor();
    await server.stop();
  }, 300_000);

  /** Starts the server so shortly before midnight that there is just time to open the form. */
  async function untilTheFormIsOpen() {
    for (const start of ['23:59:40', '23:59:00', '23:57:00']) {
      const server = await startServer([], {
        ANXING_DATA: folderNearMidnight,
        ANXING_CLOCK: `${today}T${start}+08:00`,
      });
      const device = await openDevice(browser, { ...phone, locale: 'zh-CN', timezoneId: zone });
      page = device.page;
      wrong = device.wrong;
      await enterAsSomebody(page.context(), server.url);
      await page.goto(`${server.url}/portal/games/forms/daily`);
      await page.getByLabel('体温').waitFor();
      if (await page.getByText('2022年1月20日').isVisible()) return server;
      // A machine that slow needs more time.
      await page.context().close();
      await server.end();
    }
    throw new Error('The form could not be opened before midnight.');
  }
});

/** How many drafts the page's device holds. */
function countDrafts(at: Page): Promise<number> {
  return at.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('anxing-portal');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result;
          const counting = store.transaction('drafts').objectStore('drafts').count();
          counting.onsuccess = () => {
            store.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
