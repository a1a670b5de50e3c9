import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { otters } from '../forms/testing/otters.ts';
import { addAccount, hashSecret } from '../modules/people/public.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { readConfig } from '../platform/config.ts';
import { openInstallation } from '../server/open.ts';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import {
  axeSource,
  barriers,
  overflows,
  slipsOfTheTongue,
  switchLang,
  waitUntilStill,
} from './page-checks.ts';
import { sentCode, solvePuzzle } from './seals.ts';
import { copyDemo, startServer } from './setup.ts';

/** A programme whose people register themselves: from the public home page to the report, and all that may come between. */

type Server = Awaited<ReturnType<typeof startServer>>;

const clock = '2022-01-20T12:00:00+08:00';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };
const numberOf = (digits: string) => `${digits}${prcCheckDigit(digits)}`;
/** Somebody whom a roster named, with the phone of those days. */
const known = { name: '陈水獭', number: numberOf('11010519491231001'), phone: '13900000090' };
/** Somebody who has registered before, and forgot the password. */
const forgetful = { name: '李水獭', number: numberOf('11010519850101001'), phone: '13900000091' };
/** Somebody who gets another phone. */
const moving = { name: '赵水獭', number: numberOf('11010519870101001'), phone: '13900000092' };
const password = 'Clams every day 7';

let server: Server;
let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

beforeAll(async () => {
  const environment = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  const place = { parentId: rows[0].id, code: otters.code, ...otters.organiser };
  await platform.transaction(null, async (tx) => {
    const made = { content: otters, code: otters.code, place, ...days };
    const programme = await createProgramme(tx, made);
    const entryOf = ({ name, number, phone }: typeof known) => ({
      identifiers: [
        { kind: 'phone' as const, value: phone },
        { kind: 'identity' as const, value: number },
      ],
      ...{ name, initial: null, group: 'emperors', attributes: { visitor: false } },
      organisation: { code: 'floe', zh: '浮冰', en: 'Floe' },
      ...{ startsOn: days.startsOn, endsOn: null },
    });
    const people = [known, forgetful, moving].map(entryOf);
    const [, ...registered] = await enrolPeople(tx, programme, people);
    const passwordHash = await hashSecret(password);
    for (const each of registered) {
      if (each.state !== 'fresh') throw new Error('refused');
      const account = { personId: each.personId, realm: otters.code, app: 'portal' as const };
      await addAccount(tx, { ...account, passwordHash });
    }
  });
  await close();
  server = await startServer([], environment);
}, 300_000);

afterAll(() => server?.stop());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('otters', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

async function open(path: string, device: BrowserContextOptions = phone): Promise<void> {
  const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  ({ page, wrong, putAway } = await openDevice({ ...device, ...chinese }));
  await page.goto(server.url + path);
}

const next = () => page.getByRole('button', { name: '下一步' }).click();
const finish = () => page.getByRole('button', { name: '完成注册' }).click();
const title = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const box = (name: string) => page.getByLabel(name, { exact: true });

/** The first step: the phone, and the code that it gets. */
async function verifyPhone(number: string): Promise<void> {
  await box('手机号').fill(number);
  await solvePuzzle(page);
  await page.getByRole('button', { name: '获取短信验证码' }).click();
  await page.getByText('验证码已发送至').waitFor();
  await box('短信验证码').fill(await sentCode(page, server, number));
  await next();
}

async function choosePassword(typed = password): Promise<void> {
  await box('新密码').fill(typed);
  await box('再输入一次新密码').fill(typed);
  await next();
}

async function signIn(account: string, typed = password): Promise<void> {
  await box('手机号或用户名').fill(account);
  await box('密码').fill(typed);
  await solvePuzzle(page);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
}

async function sayWho(who: { username: string; name: string; number: string }): Promise<void> {
  await box('用户名').fill(who.username);
  await box('真实姓名').fill(who.name);
  await box('身份证号码').fill(who.number);
}

describe('somebody new', () => {
  it('registers from the public home page on, with the way back, a reload and mistakes between', async () => {
    await open('/portal/otters/');
    await page.getByRole('button', { name: '去登录' }).waitFor();
    await page.getByRole('link', { name: '没有账号？立即注册' }).click();
    await verifyPhone('13900000080');
    await title('设置密码');
    await choosePassword('13900000080');
    await page.getByText('密码太简单').waitFor();
    await choosePassword();
    await title('填写个人信息');
    await sayWho({ username: '1', name: '欧立', number: '110105199001010011' });
    await finish();
    await page.getByText('用户名为 2 到 30 个').waitFor();
    await page.getByText('证件号码校验不通过').waitFor();
    await page.goBack();
    await title('设置密码');
    await page.goForward();
    expect(await box('真实姓名').inputValue()).toBe('欧立');
    await page.reload();
    await title('设置密码');
    await choosePassword();
    expect(await box('身份证号码').inputValue()).toBe('110105199001010011');
    await sayWho({ username: 'ollie', name: '欧立', number: numberOf('11010519900101001') });
    await finish();
    await page.getByText('欧立，您好').waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('1101051990');
    await page.goto(`${server.url}/portal/otters/account`);
    await page.getByText('+86 139****0080').waitFor();
    expect(await page.getByText('11010519900101').count()).toBe(0);
  });
});

describe('somebody who forgot the password', () => {
  it('sets a new one by a code, and signs out to the public home page', async () => {
    await open('/portal/otters/sign-in');
    await page.getByRole('link', { name: '忘记密码' }).click();
    await box('手机号').fill(forgetful.phone);
    await solvePuzzle(page);
    await page.getByRole('button', { name: '获取短信验证码' }).click();
    await page.getByText('验证码已发送至').waitFor();
    await box('短信验证码').fill(await sentCode(page, server, forgetful.phone));
    await next();
    await box('证件号码后四位').fill(forgetful.number.slice(-4));
    await next();
    await title('重置密码');
    await choosePassword('Mussels every day 7');
    await page.getByRole('button', { name: '返回登录' }).click();
    await signIn(forgetful.phone, 'Mussels every day 7');
    await page.getByText(`${forgetful.name}，您好`).waitFor();
    await page.goto(`${server.url}/portal/otters/account`);
    await page.getByRole('button', { name: '退出登录', exact: true }).click();
    await page.getByRole('dialog').getByRole('button').first().click();
    await page.getByRole('link', { name: '没有账号？立即注册' }).waitFor();
  });
});

describe('somebody with another phone', () => {
  it('changes it with the password and a code to the new number, and signs in by it', async () => {
    await open('/portal/otters/sign-in');
    await signIn(moving.phone);
    await page.getByText(`${moving.name}，您好`).waitFor();
    await page.goto(`${server.url}/portal/otters/account`);
    await page.getByText('更换手机号').click();
    await title('更换手机号');
    await page.getByText('+86 139****0092').waitFor();
    const ask = () => page.getByRole('button', { name: '获取验证码' }).click();
    await box('新手机号').fill(moving.phone);
    await box('登录密码').fill('wrong one 7');
    await ask();
    await page.getByText('现在的密码不对').waitFor();
    await box('登录密码').fill(password);
    await ask();
    await page.getByText('这就是您现在的手机号').waitFor();
    await box('新手机号').fill('13900000093');
    await ask();
    await box('短信验证码').fill('000000');
    await page.getByRole('button', { name: '确认更换' }).click();
    await page.getByText('验证码不对').waitFor();
    await box('短信验证码').fill(await sentCode(page, server, '13900000093'));
    await page.getByRole('button', { name: '确认更换' }).click();
    await page.waitForURL('**/account');
    await page.getByText('+86 139****0093').waitFor();
    // A page that is still open would lead to signing in by itself, in the middle of what is typed.
    await putAway();
    await open('/portal/otters/sign-in');
    await signIn('13900000093');
    await page.getByText(`${moving.name}，您好`).waitFor();
  });
});

describe('somebody on record', () => {
  it('takes the record over with a code to the phone on record', async () => {
    await open('/portal/otters/register');
    await verifyPhone('13900000081');
    await choosePassword();
    await sayWho({ username: 'chen', name: '别人', number: known.number });
    await finish();
    await page.getByText('无法用这个证件号码和姓名注册').waitFor();
    expect(await page.getByText('0090').count()).toBe(0);
    await box('真实姓名').fill(known.name);
    await finish();
    await page.getByText('系统里已有您的登记').waitFor();
    await page.getByRole('button', { name: '向登记的手机号发送验证码' }).click();
    await box('登记手机号收到的验证码').fill(await sentCode(page, server, known.phone));
    await finish();
    await page.getByText(`${known.name}，您好`).waitFor();
  });
});

describe('the pages before signing in', () => {
  it.each(['welcome', 'register', 'forgotten', 'sign-in'])(
    '%s, in both languages',
    async (path) => {
      await open('/portal/otters/', { ...phone, viewport: { width: 360, height: 780 } });
      await page.context().addInitScript({ content: axeSource });
      await page.goto(`${server.url}/portal/otters/${path}`);
      for (const lang of ['zh', 'en'] as const) {
        if (lang === 'en') await switchLang(page);
        await waitUntilStill(page);
        expect(await overflows(page)).toEqual([]);
        expect(await barriers(page)).toEqual([]);
        expect(await slipsOfTheTongue(page)).toEqual([]);
      }
    },
  );

  it('of the download page lead the unregistered to registering, all others home', async () => {
    await open('/download');
    const codes = page.getByRole('heading', { name: otters.shortName.zh });
    await codes.nth(1).waitFor();
    expect(await codes.count()).toBe(2);
    await page.getByText(`${server.url}/portal/otters/register`).waitFor();
  });
});
