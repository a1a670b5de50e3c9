import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { demoAnswers, demoPassword, namedPeople } from '../server/demo/people.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import {
  ask,
  captchaAnswer,
  enter,
  enterAsSomebody,
  openSomebody,
  storedReports,
  traveller,
} from './demo.ts';
import { openFunction } from './desk.ts';
import * as portal from './portal.ts';
import { photo } from './shots.ts';

/** Each mistake has its own message, and nothing that was typed is lost. */

const zone = 'Asia/Shanghai';
const url = inject('demoUrl');
const home = `${url}/portal/games/`;
const daily = `${home}forms/daily`;

let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('bad-input', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

async function somebody(): Promise<BrowserContext> {
  ({ page, wrong, putAway } = await openSomebody());
  return page.context();
}

describe('signing in', () => {
  it('shows a new picture after a wrong captcha, and keeps card number and password', async () => {
    ({ page, wrong, putAway } = await openDevice({ ...phone, locale: 'zh-CN' }));
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

  it('is not led astray by a picture that comes after the other way was chosen', async () => {
    ({ page, wrong, putAway } = await openDevice({ ...phone, locale: 'zh-CN' }));
    await page.addInitScript(holdPicture);
    // Nobody else wants such a script.
    putAway = () => page.context().close();
    const [, person] = namedPeople;
    await page.goto(home);
    await page.getByLabel('注册卡号').fill(person?.card ?? '');
    await page.getByLabel('密码', { exact: true }).fill(demoPassword);
    await page.getByRole('button', { name: '看不清或无法看图' }).click();
    await page.getByText('验证已完成').waitFor();
    await page.evaluate(() => dispatchEvent(new Event('let-picture-through')));
    await page.locator('html[data-picture=came]').waitFor();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(`${person?.name}，您好`).waitFor();
  });

  /** Keeps the captcha's picture on its way, also once nobody waits for it: the two may cross. */
  function holdPicture(): void {
    const original = window.fetch;
    window.fetch = async (input, { signal, ...rest } = {}) => {
      const isPicture = String(rest.body).includes('"picture"');
      const response = await original(input, isPicture || !signal ? rest : { ...rest, signal });
      if (!isPicture) return response;
      await new Promise((resolve) => addEventListener('let-picture-through', resolve));
      setTimeout(() => document.documentElement.setAttribute('data-picture', 'came'), 100);
      return response;
    };
  }

  it('asks for the declaration on the way to the forms, and not before', async () => {
    ({ page, wrong, putAway } = await openDevice({ ...pc, locale: 'zh-CN' }));
    await enter(page.context(), '1096046', { app: 'desk' });
    const desk = `${url}/desk/games`;
    const title = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goto(`${desk}/inbox`);
    await title('消息通知');
    await page.getByRole('link', { name: '修改密码' }).click();
    await title('我的账号');
    await openFunction(page, '技术支持');
    await page.getByRole('navigation').getByRole('link', { name: '首页' }).click();
    await title('真实性承诺');
    await page.goto(`${desk}/forms/daily`);
    await page.getByRole('button', { name: '确认并进入' }).click();
    await page.getByText('请先阅读并勾选承诺。').waitFor();
    await portal.declaration(page);
    await page.getByLabel('体温').waitFor();
  });
});

describe('a forgotten password', () => {
  it('is set anew after the security questions, which an unknown card is asked as well', async () => {
    ({ page, wrong, putAway } = await openDevice({ ...phone, locale: 'zh-CN' }));
    await page.goto(`${home}forgotten`);
    await giveCard('9999999');
    expect(await page.locator('[name^=answer-]').count()).toBe(3);
    await answerAll(['no', 'idea', 'at all']);
    await page.getByText('答案不对。').waitFor();

    await page.getByRole('button', { name: '重新开始' }).click();
    await giveCard(traveller.card);
    await answerAll(demoAnswers.map(({ answer }) => answer));
    await page.getByLabel('新密码', { exact: true }).fill('spring-thaw-3');
    await page.getByLabel('再输入一次新密码').fill('spring-thaw-3');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '返回登录' }).click();
    await portal.signIn(page, traveller.card, 'spring-thaw-3');
    await page.getByText('，您好').waitFor();
  });

  async function giveCard(card: string): Promise<void> {
    await page.getByLabel('注册卡号').fill(card);
    await page.getByRole('button', { name: '看不清或无法看图' }).click();
    await page.getByText('验证已完成').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('heading', { name: '验证密保问题' }).waitFor();
  }

  async function answerAll(answers: string[]): Promise<void> {
    for (const [index, answer] of answers.entries()) {
      await page.locator(`[name=answer-${index + 1}]`).fill(answer);
    }
    await page.getByRole('button', { name: '下一步' }).click();
  }
});

describe('a form', () => {
  it('says at the field that 366 is no temperature, and keeps all that was answered', async () => {
    await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '366');
    await portal.submit(page);
    const field = page.locator('[data-invalid]').filter({ has: page.getByLabel('体温') });
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
    await signInAgain();
    await page.getByText('提交成功').waitFor();
    const [report] = await storedReports(context);
    expect(report?.values).toMatchObject({ temperature: 36.7, cough: false });
  });

  it('does so on the PC, too', async () => {
    const context = await somebodyOnPc();
    await page.goto(`${url}/desk/games/forms/daily`);
    await portal.fillWell(page, '36.6');
    await ask(context, people.signOut, { app: 'desk' });
    await portal.submit(page);
    await signInAgain();
    await page.getByText('提交成功').waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ app: 'desk', values: { temperature: 36.6, cough: false } });
  });

  it('is submitted with what was typed just before the keys that submit it', async () => {
    const context = await somebodyOnPc();
    await page.goto(`${url}/desk/games/forms/planned-itinerary`);
    await page.getByLabel('计划入境登机时间').fill('2022-02-01 08:30');
    await page.getByLabel('计划入境日期').fill('2022-02-02');
    await page.getByLabel('计划离境日期').fill('2022-03-01');
    await page.keyboard.press('Control+Enter');
    await page.getByText('提交成功').waitFor();
    const params = { form: 'planned-itinerary' };
    const { reports: sent } = await ask(context, reports.mine, { app: 'desk', params });
    expect(sent[0]?.values).toMatchObject({
      boardingAt: '2022-02-01T00:30:00.000Z',
      ...{ entryDate: '2022-02-02', departureDate: '2022-03-01' },
    });
  });

  async function somebodyOnPc(): Promise<BrowserContext> {
    ({ page, wrong, putAway } = await openDevice({ ...pc, locale: 'zh-CN', timezoneId: zone }));
    const context = page.context();
    const card = await enterAsSomebody(context);
    await enter(context, card, { app: 'desk' });
    await ask(context, reports.declaration, { app: 'desk', body: { version: 1 } });
    return context;
  }

  /** Over the page, by the same person. */
  async function signInAgain(): Promise<void> {
    const again = page.getByRole('dialog', { name: '登录已过期' });
    await again.getByLabel('密码', { exact: true }).fill(demoPassword);
    await again.getByRole('button', { name: '看不清或无法看图' }).click();
    await again.getByText('验证已完成').waitFor();
    await again.getByRole('button', { name: '登录', exact: true }).click();
  }

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

  it('is not taken without its declaration', async () => {
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
    expect(await storedReports(context, '2022-01-22')).toEqual([]);
  });
});
